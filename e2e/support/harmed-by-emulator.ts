import type { Judgement } from "../../lab/checker/index.ts";
import type { KernelCrash } from "../../lab/checker/kernel-crash.ts";

/** What a guest that crashed and started anew, or hangs, looks like. Not among it: place, number of copies, a disk's content, the record. */
const OF_A_CRASH = [
  /^the guest's counter stands at \d+; it was \d+ before$/,
  /^running on \S+, but its counter stands still$/,
  /^disk \S+ on \S+ \(\S+\): its counter is \d+, the guest's was \d+$/,
];

/**
 * Whether all that is wrong with a VM comes of its own kernel's crash after it had arrived at a host by a live migration, which QEMU before 9.0 brings about
 * without KVM whoever moves the VM (docs/faults.md). Only with the kernel's own words from the serial line of a host where it had arrived, and only when
 * there is exactly one copy, it runs, and `wrong` has nothing else in it: then returns the evidence, in a line; else null, and what is wrong is wrong.
 */
export function harmedByEmulator(
  wrong: readonly string[],
  { copies, on }: Pick<Judgement, "copies" | "on">,
  crashes: readonly KernelCrash[],
): string | null {
  const [crash] = crashes;
  if (!crash || copies !== "one-running" || on === null || wrong.length === 0) return null;
  if (!wrong.every((words) => OF_A_CRASH.some((pattern) => pattern.test(words)))) return null;
  const counted = crash.count === null ? "before its first count there" : `at count ${crash.count} there`;
  return `${wrong.join("; ")}; its kernel crashed on ${crash.host} ${counted}: ${crash.words}`;
}
