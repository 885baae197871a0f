import { setTimeout as sleep } from "node:timers/promises";
import { labOrderGuest } from "../../../lab/client.ts";
import type { FaultCell } from "../cell.ts";
import { finishPostCopy, inPostCopy, MOVED } from "./moves.ts";

/** What dies in post-copy: QEMU, libvirtd, the guest itself. */
export const postCopyCells: readonly FaultCell[] = [
  {
    name: "post-copy-dst-qemu-killed",
    rows: [10],
    phase: "post-copy",
    fault: "destination QEMU killed: the memory is lost, the source stays paused",
    guest: "busy04",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv2", what: "qemu:busy04" });
      await trial.ended();
      return {
        copies: "one-paused",
        on: "hv1",
        record: { state: "indeterminate", verdict: "needs-attention", attention: "post-copy-destination-lost" },
      };
    },
  },
  {
    name: "post-copy-src-qemu-killed",
    rows: [12],
    phase: "post-copy",
    fault: "source QEMU killed: the rest of the memory is lost",
    guest: "busy04",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv1", what: "qemu:busy04" });
      await trial.ended(120_000);
      return { copies: ["one-paused", "none", "unclear", "one-running"], record: { state: ["indeterminate", "failed"] } };
    },
  },
  {
    name: "post-copy-src-libvirtd",
    rows: [15],
    phase: "post-copy",
    fault: "source libvirtd killed, started 3 s later: goes on unattended",
    guest: "busy04",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv1", what: "libvirtd" });
      await sleep(3_000);
      await trial.fault({ kind: "start", host: "hv1", what: "libvirtd" });
      await trial.ended(150_000);
      return MOVED;
    },
  },
  {
    name: "post-copy-dst-libvirtd",
    rows: [16],
    phase: "post-copy",
    fault: "destination libvirtd killed, started 3 s later: goes on unattended",
    guest: "busy04",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv2", what: "libvirtd" });
      await sleep(3_000);
      await trial.fault({ kind: "start", host: "hv2", what: "libvirtd" });
      await trial.ended(150_000);
      return MOVED;
    },
  },
  {
    name: "post-copy-guest-shutdown",
    rows: [27],
    phase: "post-copy",
    fault: "guest shut down from inside: it ends at the destination",
    guest: "busy04",
    async run(trial) {
      await inPostCopy(trial);
      await labOrderGuest("busy04", "poweroff");
      await sleep(3_000);
      await finishPostCopy(trial).catch(() => trial.ended());
      return { copies: "none" };
    },
  },
];
