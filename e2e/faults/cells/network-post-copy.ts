import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCell } from "../cell.ts";
import { broken, finishPostCopy, inPostCopy, MOVED, movedUnattended, recover } from "./moves.ts";

/** libvirt's keepalive gives up after about 30 s. */
const BEYOND_KEEPALIVE_MS = 38_000;

/** The network in post-copy, when there is no way back. */
export const networkPostCopyCells: readonly FaultCell[] = [
  {
    name: "post-copy-reset",
    rows: [5],
    phase: "post-copy",
    fault: "QEMU's connection reset; recovered",
    guest: "web01",
    quick: true,
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "data-cut", host: "hv2", reset: true });
      await broken(trial);
      await trial.expectNow("waiting");
      await recover(trial);
      await finishPostCopy(trial);
      return MOVED;
    },
  },
  {
    name: "post-copy-dropped",
    rows: [5],
    phase: "post-copy",
    fault: "QEMU's data dropped until it is noticed, then healed; goes on by itself",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "data-cut", host: "hv2" });
      await broken(trial);
      await trial.fault({ kind: "data-heal", host: "hv2" });
      await trial.until("went on", ({ state }) => state === "running", 150_000);
      await finishPostCopy(trial);
      return MOVED;
    },
  },
  {
    name: "post-copy-link-cut",
    rows: [5],
    phase: "post-copy",
    fault: "destination's link away for 38 s: libvirt gives up, the two QEMUs do not; a recovery waits for the hosts' word",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "link-cut", host: "hv2" });
      await sleep(BEYOND_KEEPALIVE_MS);
      await trial.fault({ kind: "link-heal", host: "hv2" });
      await broken(trial);
      await trial.lever({ kind: "recover" });
      // QEMU's connection outlives the cut (TCP sends again, seconds after it is healed), and libvirt's does not. A recovery that is asked for in between is
      // refused, for it would break what is whole; one that comes later is carried out. Both end well.
      const { levers } = await trial.ended(150_000);
      const asked = levers.find(({ action }) => action.kind === "recover");
      if (asked?.ok !== true && !/still sending/.test(asked?.detail ?? ""))
        trial.problems.push(`the recovery was answered with: ${asked?.detail ?? "nothing"}`);
      return movedUnattended(trial);
    },
  },
  {
    name: "second-cut",
    rows: [6],
    phase: "post-copy",
    fault: "QEMU's connection reset, recovered, reset again, recovered",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      for (let cuts = 0; cuts < 2; cuts++) {
        await trial.fault({ kind: "data-cut", host: "hv2", reset: true });
        await broken(trial);
        await recover(trial);
        await sleep(2_000);
      }
      await finishPostCopy(trial);
      const record = await trial.record();
      if (record?.recoveries !== 2) trial.problems.push(`it counts ${record?.recoveries} recoveries`);
      return MOVED;
    },
  },
  {
    name: "recover-unbroken",
    rows: [7, 37],
    phase: "post-copy",
    fault: "recovery and abort asked for while all is well: both refused",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.refuses(/409|conflict|too-late/, () => trial.lever({ kind: "recover" }));
      await trial.refuses(/409|conflict|too-late/, () => trial.lever({ kind: "abort" }));
      await finishPostCopy(trial);
      return MOVED;
    },
  },
];
