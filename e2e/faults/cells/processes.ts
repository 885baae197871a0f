import { setTimeout as sleep } from "node:timers/promises";
import { labExec } from "../../../lab/client.ts";
import type { FaultCell } from "../cell.ts";
import type { Trial } from "../parts/trial.ts";
import { inBlockCopy, inPreCopy, inSlowPass, inSwitchover, letItFinish, MOVED, STAYED, wideAgain } from "./moves.ts";

const killQemu = (trial: Trial, host: "hv1" | "hv2") => trial.fault({ kind: "kill", host, what: `qemu:${trial.guest}` });

async function restartLibvirtd(trial: Trial, host: "hv1" | "hv2", pauseMs: number): Promise<void> {
  await trial.fault({ kind: "kill", host, what: "libvirtd" });
  await sleep(pauseMs);
  await trial.fault({ kind: "start", host, what: "libvirtd" });
}

async function freezeLibvirtd(trial: Trial, host: "hv1" | "hv2", pauseMs: number): Promise<void> {
  await trial.fault({ kind: "kill", host, what: "libvirtd", signal: "STOP" });
  await sleep(pauseMs);
  await trial.fault({ kind: "kill", host, what: "libvirtd", signal: "CONT" });
}

/** QEMU, libvirtd and virsh killed, frozen and restarted before the switch. Post-copy has its own list. */
export const processCells: readonly FaultCell[] = [
  {
    name: "dst-qemu-killed",
    rows: [8, 25],
    phase: "pre-copy",
    fault: "destination QEMU killed",
    guest: "busy04",
    quick: true,
    async run(trial) {
      await inPreCopy(trial);
      await killQemu(trial, "hv2");
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "dst-qemu-killed-switchover",
    rows: [9],
    phase: "switchover",
    fault: "destination QEMU killed while the VM is paused for the switch",
    guest: "busy04",
    async run(trial) {
      await inSwitchover(trial);
      await killQemu(trial, "hv2");
      await wideAgain(trial);
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "dst-qemu-killed-block-copy",
    rows: [8],
    phase: "block-copy",
    fault: "destination QEMU killed",
    guest: "db02",
    async run(trial) {
      await inBlockCopy(trial);
      await killQemu(trial, "hv2");
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "src-qemu-killed",
    rows: [11],
    phase: "pre-copy",
    fault: "source QEMU killed: it ends the VM",
    guest: "busy04",
    quick: true,
    async run(trial) {
      await inPreCopy(trial);
      await killQemu(trial, "hv1");
      await trial.ended();
      return { copies: "none", record: { state: "failed", verdict: "stopped", code: "guest-stopped" } };
    },
  },
  {
    name: "src-qemu-killed-block-copy",
    rows: [11],
    phase: "block-copy",
    fault: "source QEMU killed: it ends the VM",
    guest: "db02",
    async run(trial) {
      await inBlockCopy(trial);
      await killQemu(trial, "hv1");
      await trial.ended();
      return { copies: "none", record: { state: "failed", verdict: "stopped" } };
    },
  },
  {
    name: "src-libvirtd-restarted",
    rows: [13],
    phase: "pre-copy",
    fault: "source libvirtd killed, started 2 s later",
    guest: "busy04",
    quick: true,
    async run(trial) {
      await inPreCopy(trial);
      await restartLibvirtd(trial, "hv1", 2_000);
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "src-libvirtd-frozen",
    rows: [13],
    phase: "pre-copy",
    fault: "source libvirtd frozen for 15 s",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      await freezeLibvirtd(trial, "hv1", 15_000);
      // Right after it the state may still be the one from before, and the console not connected anew: only a new figure says that it watches.
      const elapsedMs = (await trial.record())?.lastSample?.elapsedMs ?? 0;
      await trial.until(
        "was watched anew",
        ({ state, lastSample }) => state === "running" && (lastSample?.elapsedMs ?? 0) > elapsedMs,
      );
      await letItFinish(trial);
      return MOVED;
    },
  },
  {
    name: "dst-libvirtd-restarted",
    rows: [14],
    phase: "pre-copy",
    fault: "destination libvirtd killed, started 2 s later",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await restartLibvirtd(trial, "hv2", 2_000);
      await trial.ended();
      return STAYED;
    },
  },
  {
    name: "dst-libvirtd-frozen",
    rows: [14, 3],
    phase: "pre-copy",
    fault: "destination libvirtd frozen beyond the keepalive",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
      await freezeLibvirtd(trial, "hv2", 40_000);
      await trial.ended(120_000);
      return STAYED;
    },
  },
  {
    name: "src-libvirtd-switchover",
    rows: [52],
    phase: "switchover",
    fault: "source libvirtd killed while the VM is paused for the switch, started 3 s later",
    guest: "web01",
    async run(trial) {
      await inSwitchover(trial);
      await restartLibvirtd(trial, "hv1", 3_000);
      await wideAgain(trial);
      await trial.ended(150_000);
      return { ...STAYED, record: { ...STAYED.record, code: "source-daemon-gone" } };
    },
  },
  {
    name: "dst-libvirtd-switchover",
    rows: [52],
    phase: "switchover",
    fault: "destination libvirtd killed while the VM is paused for the switch, started 3 s later",
    guest: "web01",
    async run(trial) {
      await inSwitchover(trial);
      await restartLibvirtd(trial, "hv2", 3_000);
      await wideAgain(trial);
      await trial.ended(150_000);
      return { ...STAYED, record: { ...STAYED.record, code: "connection-lost" } };
    },
  },
  {
    name: "virsh-killed",
    rows: [17],
    phase: "pre-copy",
    fault: "the virsh that started it killed with -9: the daemons go on",
    // busy04, slowed and then let go, is sometimes harmed by QEMU 7.2 in software emulation (docs/faults.md), whoever moves it.
    guest: "web01",
    quick: true,
    async run(trial) {
      await trial.begin({ bandwidthMiBps: 8 });
      await trial.reaches("pre-copy");
      const killed = await labExec("hv1", ["pkill", "-KILL", "-f", `^([^ ]*/)?virsh .*migrate .*${trial.uuid}`]);
      if (killed.exitCode !== 0) throw new Error("there was no virsh to kill");
      await sleep(1_500);
      await trial.ended();
      return MOVED;
    },
  },
];
