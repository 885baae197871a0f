import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCell } from "../cell.ts";
import { ABORTED, inPreCopy, inSlowPass, launchedWith, letItFinish, MOVED, SLOW, STAYED } from "./moves.ts";

/** All that libvirt chooses from, but for the one of the move that is in front in `launchedWith`. */
const PORTS = "49152-49209";
/** libvirt's keepalive gives up after about 30 s. */
const BEYOND_KEEPALIVE_MS = 38_000;

/** The network before and in the memory copy: QEMU's port, libvirt's ssh, the whole link; healed or not. */
export const networkPreCopyCells: readonly FaultCell[] = [
  {
    name: "port-refused-before",
    rows: [44],
    phase: "before",
    fault: "QEMU's port refuses: the preflight of the start finds it",
    guest: "busy04",
    async run(trial) {
      const close = () => trial.fault({ kind: "ports-close", host: "hv2", ports: PORTS, verdict: "reject" });
      if (await trial.tryToBegin(SLOW, close)) trial.problems.push("it was started");
      return { copies: "one-running", on: "hv1" };
    },
  },
  {
    name: "port-refused",
    rows: [44],
    phase: "preparing",
    fault: "QEMU's port begins to refuse while it waits in the queue",
    guest: "busy04",
    async run(trial) {
      await launchedWith(trial, () => trial.fault({ kind: "ports-close", host: "hv2", ports: PORTS, verdict: "reject" }));
      await trial.ended();
      return { ...STAYED, record: { ...STAYED.record, code: "migration-port-closed" } };
    },
  },
  {
    name: "port-filtered-abort",
    rows: [35, 44],
    phase: "preparing",
    fault: "QEMU's port dropped while it waits in the queue, abort while it connects; opened 8 s later",
    guest: "busy04",
    async run(trial) {
      await launchedWith(trial, () => trial.fault({ kind: "ports-close", host: "hv2", ports: PORTS, verdict: "drop" }));
      await trial.until("was started", ({ state }) => state === "running");
      await trial.lever({ kind: "abort" });
      await sleep(8_000);
      const asked = await trial.record();
      if (asked?.abortRequestedAtMs === null) trial.problems.push("it does not say that an abort was asked for");
      await trial.fault({ kind: "ports-open", host: "hv2", ports: PORTS });
      await trial.ended(180_000);
      return ABORTED;
    },
  },
  {
    name: "data-dropped-healed",
    rows: [1, 4],
    phase: "pre-copy",
    fault: "QEMU's data dropped for 4 s",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      await trial.fault({ kind: "data-cut", host: "hv2" });
      await sleep(4_000);
      await trial.fault({ kind: "data-heal", host: "hv2" });
      await letItFinish(trial);
      return MOVED;
    },
  },
  {
    name: "data-dropped-abort",
    rows: [1],
    phase: "pre-copy",
    fault: "QEMU's data dropped, never healed; aborted",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.fault({ kind: "data-cut", host: "hv2" });
      await sleep(3_000);
      await trial.lever({ kind: "abort" });
      await trial.ended();
      return ABORTED;
    },
  },
  {
    name: "data-reset",
    rows: [1],
    phase: "pre-copy",
    fault: "QEMU's connection reset",
    guest: "busy04",
    quick: true,
    async run(trial) {
      await inPreCopy(trial);
      await trial.fault({ kind: "data-cut", host: "hv2", reset: true });
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "ssh-sessions-killed",
    rows: [2],
    phase: "pre-copy",
    fault: "every ssh session of the destination killed",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.fault({ kind: "kill", host: "hv2", what: "sshd:sessions" });
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "link-cut-long",
    rows: [3],
    phase: "pre-copy",
    fault: "destination's link away beyond the keepalive, then back",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.fault({ kind: "link-cut", host: "hv2" });
      await sleep(BEYOND_KEEPALIVE_MS);
      await trial.fault({ kind: "link-heal", host: "hv2" });
      await trial.ended(120_000);
      return { ...STAYED, record: { ...STAYED.record, code: "connection-lost" } };
    },
  },
  {
    name: "source-link-cut-long",
    rows: [3, 18],
    phase: "pre-copy",
    fault: "source's link away beyond the keepalive: nothing may be claimed; then back",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await trial.fault({ kind: "link-cut", host: "hv1" });
      await trial.until("was called detached", ({ state }) => state === "detached", 40_000);
      await sleep(BEYOND_KEEPALIVE_MS);
      const away = await trial.record();
      if (away?.endedAtMs !== null) trial.problems.push("it claimed an end while the source was away");
      await trial.fault({ kind: "link-heal", host: "hv1" });
      await trial.ended(120_000);
      return STAYED;
    },
  },
  {
    name: "link-cut-short",
    rows: [4],
    phase: "pre-copy",
    fault: "destination's link away for 5 s",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      await trial.fault({ kind: "link-cut", host: "hv2" });
      await sleep(5_000);
      await trial.fault({ kind: "link-heal", host: "hv2" });
      await trial.until("was watched", ({ state }) => state === "running");
      await letItFinish(trial);
      return MOVED;
    },
  },
  {
    name: "slow-network",
    rows: [43],
    phase: "pre-copy",
    fault: "a wire of 40 Mbit/s: it says that it does not converge, and does nothing by itself",
    guest: "busy04",
    async run(trial) {
      await trial.fault({ kind: "bandwidth", host: "hv1", mbitPerSec: 40 });
      await trial.begin();
      await trial.reaches("pre-copy");
      await trial.until("said that it does not converge", ({ forecast }) => forecast?.verdict === "not-converging", 90_000);
      await trial.lever({ kind: "abort" });
      await trial.ended();
      return ABORTED;
    },
  },
  {
    name: "console-cut-source",
    rows: [18],
    phase: "pre-copy",
    fault: "console cannot reach the source; the move goes on alone; healed",
    guest: "web01",
    async run(trial) {
      await trial.begin({ bandwidthMiBps: 8 });
      await trial.reaches("pre-copy");
      await trial.fault({ kind: "console-cut", host: "hv1" });
      await trial.until("was called detached", ({ state }) => state === "detached", 60_000);
      await trial.fault({ kind: "console-heal", host: "hv1" });
      await trial.ended();
      return MOVED;
    },
  },
  {
    name: "sshd-down-source",
    rows: [18],
    phase: "pre-copy",
    fault: "sshd of the source dead for 12 s",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      await trial.fault({ kind: "kill", host: "hv1", what: "sshd" });
      await trial.until("was called detached", ({ state }) => state === "detached");
      await sleep(8_000);
      await trial.fault({ kind: "start", host: "hv1", what: "sshd" });
      await trial.until("was watched again", ({ state }) => state === "running");
      await letItFinish(trial);
      return MOVED;
    },
  },
];
