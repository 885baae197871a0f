import { setTimeout as sleep } from "node:timers/promises";
import { labOrderGuest } from "../../../lab/client.ts";
import type { Expected, FaultCell } from "../cell.ts";
import type { Trial } from "../parts/trial.ts";
import { HALF_LOST, inPostCopy, movedUnattended } from "./moves.ts";

/** libvirt 9.0 cleans up nothing here: its job and both definitions stay until somebody ends the paused half. */
const DESTINATION_LOST = {
  copies: "one-paused",
  on: "hv1",
  record: { state: "indeterminate", verdict: "needs-attention", attention: "post-copy-destination-lost" },
  mayBe: /^libvirt on hv1 still has a job|^defined on hv1 and hv2$/,
} as const satisfies Expected;

/** What dies in post-copy: QEMU, libvirtd, the guest itself. */
export const postCopyCells: readonly FaultCell[] = [
  {
    name: "post-copy-dst-qemu-killed",
    rows: [10],
    phase: "post-copy",
    fault: "destination QEMU killed: the memory is lost, the source stays paused",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv2", what: "qemu:web01" });
      await trial.ended();
      return DESTINATION_LOST;
    },
  },
  {
    name: "post-copy-src-qemu-killed",
    rows: [12],
    phase: "post-copy",
    fault: "source QEMU killed: the rest of the memory is lost",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv1", what: "qemu:web01" });
      await trial.ended(120_000);
      return HALF_LOST;
    },
  },
  {
    name: "post-copy-src-libvirtd",
    rows: [15],
    phase: "post-copy",
    fault: "source libvirtd killed, started 3 s later: goes on unattended",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv1", what: "libvirtd" });
      await sleep(3_000);
      await trial.fault({ kind: "start", host: "hv1", what: "libvirtd" });
      await trial.ended(150_000);
      return movedUnattended(trial);
    },
  },
  {
    name: "post-copy-dst-libvirtd",
    rows: [16],
    phase: "post-copy",
    fault: "destination libvirtd killed, started 3 s later: goes on unattended",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await trial.fault({ kind: "kill", host: "hv2", what: "libvirtd" });
      await sleep(3_000);
      await trial.fault({ kind: "start", host: "hv2", what: "libvirtd" });
      await trial.ended(150_000);
      return movedUnattended(trial);
    },
  },
  {
    name: "post-copy-guest-shutdown",
    rows: [27],
    phase: "post-copy",
    fault: "guest shut down from inside: it ends at the destination, and what is paused on the source is only a rest of it",
    guest: "web01",
    async run(trial) {
      await inPostCopy(trial);
      await goesDown(trial);
      await trial.ended(120_000);
      return DESTINATION_LOST;
    },
  },
];

/** A datagram may be lost on its way to a guest that waits for its memory: it is told again and again until it is off. */
async function goesDown(trial: Trial): Promise<void> {
  const from = performance.now();
  while (performance.now() - from < 60_000) {
    for (let asked = 0; asked < 5; asked++) await labOrderGuest("web01", "poweroff");
    if (!/^running/.test((await trial.virsh("hv2", "domstate", trial.uuid)).text)) return;
    await sleep(500);
  }
  throw new Error("the guest did not go down");
}
