import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCell } from "../cell.ts";
import { broken, finishPostCopy, inBlockCopy, inPostCopy, inSlowPass, letItFinish, MOVED, recover } from "./moves.ts";

/** The console itself killed with -9; the crash scenarios do it at every step. */
export const consoleCells: readonly FaultCell[] = [
  {
    name: "console-killed",
    rows: [19],
    phase: "pre-copy",
    fault: "console killed with -9, started again while it copies",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      await trial.virtferry.crash();
      await sleep(2_000);
      await trial.virtferry.startAgain();
      await trial.until("was watched again", ({ state }) => state === "running");
      await letItFinish(trial);
      return MOVED;
    },
  },
  {
    name: "console-killed-block-copy",
    rows: [19],
    phase: "block-copy",
    fault: "console killed with -9, started again when all is over",
    guest: "db02",
    async run(trial) {
      await inBlockCopy(trial);
      await trial.virtferry.crash();
      await sleep(30_000);
      await trial.virtferry.startAgain();
      await trial.ended();
      return MOVED;
    },
  },
  {
    name: "console-killed-post-copy",
    rows: [19, 5],
    phase: "post-copy",
    fault: "console killed with -9, the post-copy breaks meanwhile; started again, recovered",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.virtferry.crash();
      await trial.fault({ kind: "data-cut", host: "hv2", reset: true });
      await trial.virtferry.startAgain();
      await broken(trial);
      await trial.virtferry.settled();
      await recover(trial);
      await finishPostCopy(trial);
      return MOVED;
    },
  },
];
