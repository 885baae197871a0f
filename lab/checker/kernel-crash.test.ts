import { expect, it } from "vitest";
import { findCrash } from "./kernel-crash.ts";

/** As busy04 wrote it on hv1 after a slow move with plain virsh, QEMU 7.2.22 without KVM. */
const OOPS = `busy04 count=41 vda=ok nics=1
busy04 count=42 vda=ok nics=1
[   31.889000] BUG: kernel NULL pointer dereference, address: 0000000000000000
[   31.902744] #PF: supervisor instruction fetch in kernel mode
[   31.904517] Oops: 0010 [#1] PREEMPT SMP NOPTI
[   31.905114] CPU: 0 PID: 0 Comm: swapper/0 Not tainted 6.1.0-56-cloud-amd64 #1  Debian 6.1.192-2
[   31.905688] RIP: 0010:0x0
[   31.936077] Kernel panic - not syncing: Fatal exception in interrupt
busy04 ready
busy04 count=1 vda=ok nics=1
`;

it("finds the kernel's first words of a crash, and how far the guest had counted before", () => {
  const found = findCrash(OOPS);
  expect(found?.count).toBe(42);
  expect(found?.words).toMatch(/^\[ {3}31\.889000\] BUG: kernel NULL pointer .* \/ .*Oops: 0010 .* \/ .*RIP: 0010:0x0$/);
});

it("knows no count when it crashed before it wrote one", () => {
  expect(findCrash(OOPS.slice(OOPS.indexOf("[")))?.count).toBeNull();
});

it.each([
  "[  9.1] general protection fault, probably for non-canonical address 0x1: 0000 [#1] PREEMPT SMP NOPTI",
  "[  9.1] BUG: unable to handle page fault for address: ffff88800b822e80",
  "[  9.1] kernel BUG at mm/slub.c:435!",
  "[  9.1] Kernel panic - not syncing: Attempted to kill init! exitcode=0x0000000b",
  "[  9.1] invalid opcode: 0000 [#1] PREEMPT SMP NOPTI",
  "[  9.1] BUG: Bad page state in process worker  pfn:05637",
])("takes for a crash: %s", (line) => {
  expect(findCrash(`web01 count=7 vda=ok nics=1\n${line}\n`)).toEqual({ count: 7, words: line });
});

it.each([
  "web01 count=8 vda=ok nics=1\nweb01 ready\nweb01 count=1 vda=ok nics=1",
  "[  9.1] watchdog: BUG: soft lockup - CPU#0 stuck for 23s! [worker:1]",
  "[  9.1] BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 31s!",
  "[  9.1] rcu: INFO: rcu_preempt self-detected stall on CPU",
  "[  9.1] reboot: Restarting system",
])("does not take for a crash: %s", (text) => {
  expect(findCrash(`${text}\n`)).toBeNull();
});
