import { setTimeout as sleep } from "node:timers/promises";
import { labExec, labOrderGuest } from "../../../lab/client.ts";
import type { FaultCell } from "../cell.ts";
import { BLOCK_COPY, inPreCopy, inSlowPass, launchedWith, letItFinish, MOVED, SLOW, STAYED } from "./moves.ts";

/** What others do meanwhile: with virsh on the hosts, and inside the guest. */
export const outsiderCells: readonly FaultCell[] = [
  {
    name: "foreign-abort",
    rows: [33, 40],
    phase: "pre-copy",
    fault: "somebody's domjobabort on the source",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.virsh("hv1", "domjobabort", trial.uuid);
      await trial.ended();
      return { ...STAYED, record: { ...STAYED.record, code: "canceled" } };
    },
  },
  {
    name: "guest-shutdown",
    rows: [26],
    phase: "pre-copy",
    fault: "guest shut down from inside",
    guest: "busy04",
    quick: true,
    async run(trial) {
      await inPreCopy(trial);
      await labOrderGuest("busy04", "poweroff");
      await trial.ended();
      return { copies: "none", record: { state: "failed", verdict: "stopped", code: "guest-stopped", attention: "stopped" } };
    },
  },
  {
    name: "guest-reboot",
    rows: [28],
    phase: "pre-copy",
    fault: "guest rebooted from inside: the move goes on",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      await labOrderGuest("web01", "reboot");
      await sleep(2_000);
      await letItFinish(trial);
      return { ...MOVED, booted: true };
    },
  },
  {
    name: "destroyed-on-source",
    rows: [29],
    phase: "pre-copy",
    fault: "somebody's virsh destroy on the source: it ends the VM",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.virsh("hv1", "destroy", trial.uuid);
      await trial.ended();
      return { copies: "none", record: { state: "failed", verdict: "stopped", code: "guest-stopped" } };
    },
  },
  {
    name: "destroyed-on-destination",
    rows: [30],
    phase: "pre-copy",
    fault: "somebody's virsh destroy on the destination",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.virsh("hv2", "destroy", trial.uuid);
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "suspended",
    rows: [31],
    phase: "pre-copy",
    fault: "somebody's virsh suspend: libvirt copies on and lets it run again at the destination; the suspend is told",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      const { text, exitCode } = await trial.virsh("hv1", "suspend", trial.uuid);
      if (exitCode !== 0) throw new Error(`libvirt did not suspend it: ${text}`);
      // libvirt 9.0 takes a suspend in the middle for one of the migration's own (`virsh migrate --timeout` does the same): the guest runs when it has arrived.
      const { outsideChanges } = await trial.ended();
      if (!outsideChanges.some(({ message }) => message.key === "failures.outside.suspended"))
        trial.problems.push("it does not tell that somebody suspended the VM");
      return MOVED;
    },
  },
  {
    name: "foreign-before",
    rows: [40],
    phase: "before",
    fault: "somebody's virsh migrate runs already: refused, and left alone",
    guest: "busy04",
    async run(trial) {
      const argv = ["virsh", "migrate", "--p2p", "--live", "--persistent", "--undefinesource", "--unsafe", "--bandwidth", "16"];
      const theirs = labExec("hv1", [...argv, trial.uuid, "qemu+ssh://hv2/system"]);
      await sleep(2_000);
      if (await trial.tryToBegin(SLOW)) trial.problems.push("it was started beside somebody else's migration");
      const job = await trial.virsh("hv1", "domjobinfo", trial.uuid);
      if (!/^Job type:\s+Unbounded/m.test(job.text))
        trial.problems.push(`somebody else's migration was harmed: ${job.text.slice(0, 80)}`);
      await trial.virsh("hv1", "domjobabort", trial.uuid);
      await theirs;
      return { copies: "one-running", on: "hv1" };
    },
  },
  {
    name: "foreign-during",
    rows: [40],
    phase: "pre-copy",
    fault: "somebody's virsh migrate of the same VM: libvirt refuses it, ours goes on",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      const theirs = await labExec("hv1", [
        "timeout",
        "35",
        "virsh",
        "migrate",
        "--p2p",
        "--live",
        "--unsafe",
        trial.uuid,
        "qemu+ssh://hv3/system",
      ]);
      if (theirs.exitCode === 0) trial.problems.push("a second migration of the VM was let through by libvirt");
      await trial.until("went on", ({ state, phase }) => state === "running" && phase === "pre-copy");
      await letItFinish(trial);
      return MOVED;
    },
  },
  {
    name: "block-job-between",
    rows: [54],
    phase: "preparing",
    fault: "somebody's block job begun while it waits in the queue",
    guest: "db02",
    async run(trial) {
      await launchedWith(trial, () => trial.fault({ kind: "block-job", host: "hv1", guest: "db02", state: "on" }), BLOCK_COPY);
      await trial.ended();
      await trial.fault({ kind: "block-job", host: "hv1", guest: "db02", state: "off" });
      return STAYED;
    },
  },
];
