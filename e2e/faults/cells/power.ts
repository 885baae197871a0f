import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCell } from "../cell.ts";
import { HALF_LOST, inPostCopy, inPreCopy, inSwitchover, STAYED, wideAgain } from "./moves.ts";

/** libvirt's keepalive gives up after about 30 s. */
const BEYOND_KEEPALIVE_MS = 38_000;

/** Hosts that lose power. While one is away nothing may be claimed. */
export const powerCells: readonly FaultCell[] = [
  {
    name: "source-power",
    rows: [47],
    phase: "pre-copy",
    fault: "source loses power; back after 40 s. The copy at the destination must not run",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.fault({ kind: "power-off", host: "hv1" });
      await trial.until("was called detached", ({ state }) => state === "detached", 60_000);
      await sleep(BEYOND_KEEPALIVE_MS);
      await trial.expectNow("none");
      const away = await trial.record();
      if (away?.endedAtMs !== null) trial.problems.push("it claimed an end while the source had no power");
      await trial.fault({ kind: "power-on", host: "hv1" });
      await trial.ended(150_000);
      return { copies: "none", record: { state: "failed", verdict: "stopped" } };
    },
  },
  {
    name: "source-power-post-copy",
    rows: [48],
    phase: "post-copy",
    fault: "source loses power; back after 10 s: the rest of the memory is lost",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "power-off", host: "hv1" });
      await sleep(10_000);
      await trial.fault({ kind: "power-on", host: "hv1" });
      await trial.ended(180_000);
      return HALF_LOST;
    },
  },
  {
    name: "destination-power",
    rows: [49],
    phase: "pre-copy",
    fault: "destination loses power; back after 40 s",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.fault({ kind: "power-off", host: "hv2" });
      await sleep(BEYOND_KEEPALIVE_MS);
      const away = await trial.record();
      if (away?.endedAtMs !== null) trial.problems.push("it claimed an end while the destination had no power");
      await trial.expectNow("one-running");
      await trial.fault({ kind: "power-on", host: "hv2" });
      await trial.ended(150_000);
      return STAYED;
    },
  },
  {
    name: "destination-power-switchover",
    rows: [50],
    phase: "switchover",
    fault: "destination loses power while the VM is paused for the switch; back after 40 s",
    guest: "busy04",
    async run(trial) {
      await inSwitchover(trial);
      await trial.fault({ kind: "power-off", host: "hv2" });
      await sleep(BEYOND_KEEPALIVE_MS);
      const away = await trial.record();
      if (away?.endedAtMs !== null) trial.problems.push("it claimed an end while the destination had no power");
      await trial.fault({ kind: "power-on", host: "hv2" });
      await wideAgain(trial);
      await trial.ended(150_000);
      return { ...STAYED, record: { ...STAYED.record, code: "connection-lost" } };
    },
  },
];
