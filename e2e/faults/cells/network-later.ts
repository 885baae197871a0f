import { setTimeout as sleep } from "node:timers/promises";
import { labExec } from "../../../lab/client.ts";
import type { FaultCell } from "../cell.ts";
import { BLOCK_COPY, inBlockCopy, inSwitchover, MOVED, STAYED, wideAgain } from "./moves.ts";

/** libvirt's keepalive gives up after about 30 s. */
const BEYOND_KEEPALIVE_MS = 38_000;

/** The network, and the disk behind it, in the disk copy, at the switch and in the truth check. */
export const networkLaterCells: readonly FaultCell[] = [
  {
    name: "data-reset-block-copy",
    rows: [1],
    phase: "block-copy",
    fault: "QEMU's connections reset",
    guest: "db02",
    async run(trial) {
      await inBlockCopy(trial);
      await trial.fault({ kind: "data-cut", host: "hv2", reset: true });
      await trial.ended();
      return { ...STAYED, record: { ...STAYED.record, code: "disk-copy-failed" } };
    },
  },
  {
    name: "data-dropped-block-copy",
    rows: [1, 4],
    phase: "block-copy",
    fault: "QEMU's data dropped for 4 s",
    guest: "db02",
    async run(trial) {
      await inBlockCopy(trial);
      await trial.fault({ kind: "data-cut", host: "hv2" });
      await sleep(4_000);
      await trial.fault({ kind: "data-heal", host: "hv2" });
      await trial.ended(150_000);
      return MOVED;
    },
  },
  {
    name: "disk-full",
    rows: [21],
    phase: "block-copy",
    fault: "the destination's file system runs full",
    guest: "db02",
    quick: true,
    async run(trial) {
      await trial.begin(BLOCK_COPY);
      await trial.until(
        "copied 4 MiB",
        ({ phase, lastSample }) => phase === "block-copy" && (lastSample?.diskProcessedBytes ?? 0) > 4 * 1024 ** 2,
      );
      await trial.fault({ kind: "disk-fill", host: "hv2", leaveMib: 8 });
      await trial.ended();
      const { stdout } = await labExec("hv2", ["sh", "-c", "ls /var/lib/libvirt/images/db02* 2>/dev/null; true"]);
      if (stdout.trim() !== "") trial.problems.push(`left at the destination: ${stdout.trim()}`);
      return { ...STAYED, record: { ...STAYED.record, code: "no-space" } };
    },
  },
  {
    name: "data-reset-switchover",
    rows: [1],
    phase: "switchover",
    fault: "QEMU's connection reset while the VM is paused for the switch",
    guest: "busy04",
    async run(trial) {
      await inSwitchover(trial);
      await trial.fault({ kind: "data-cut", host: "hv2", reset: true });
      await wideAgain(trial);
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "link-cut-switchover",
    rows: [3],
    phase: "switchover",
    fault: "destination's link away for 38 s while the VM is paused for the switch",
    guest: "busy04",
    async run(trial) {
      await inSwitchover(trial);
      await trial.fault({ kind: "link-cut", host: "hv2" });
      await sleep(BEYOND_KEEPALIVE_MS);
      await trial.fault({ kind: "link-heal", host: "hv2" });
      await wideAgain(trial);
      await trial.ended(150_000);
      return { ...STAYED, record: { ...STAYED.record, code: "connection-lost" } };
    },
  },
  {
    name: "console-cut-verifying",
    rows: [18],
    phase: "verifying",
    fault: "console cannot reach the destination when it is over; healed",
    guest: "web01",
    quick: true,
    async run(trial) {
      await trial.begin({ bandwidthMiBps: 8 });
      await trial.reaches("pre-copy");
      await trial.fault({ kind: "console-cut", host: "hv2" });
      await trial.until(
        "waited for the destination",
        ({ state, phase }) => state === "detached" && phase === "verifying",
        60_000,
      );
      await trial.fault({ kind: "console-heal", host: "hv2" });
      await trial.ended();
      return MOVED;
    },
  },
];
