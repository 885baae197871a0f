import { injectFault, type LabFault } from "./faults/inject.ts";
import { checkDisks, type DiskCheck, type DiskPlaces } from "./parts/disk-check.ts";
import { compareDisks, type DiskComparison } from "./parts/disk-compare.ts";
import { type GuestOrder, orderGuest, startGuest, stopGuest } from "./parts/guest-power.ts";
import { onHost } from "./parts/host-process.ts";
import { type Pinging, type PingReport, startPinging } from "./parts/ping.ts";
import { type RunOptions, type RunResult, sleep } from "./parts/run.ts";
import { beQuiet } from "./parts/say.ts";
import { type Heartbeat, lastHeartbeat } from "./parts/serial-log.ts";
import { guestOf, hostOf, openLab } from "./parts/state.ts";
import { down } from "./verbs/down.ts";
import { reset } from "./verbs/reset.ts";
import { type GuestStatus, type LabStatus, status } from "./verbs/status.ts";
import { up } from "./verbs/up.ts";

/*
 * The lab for tests and the demo, in process. Which lab is meant follows from VIRTFERRY_LAB at the time of the call.
 * Guests are named by key, name or uuid.
 */
export type { LabFault } from "./faults/inject.ts";
export type { DiskCheck, DiskPlaces } from "./parts/disk-check.ts";
export type { DiskComparison } from "./parts/disk-compare.ts";
export type { Pinging, PingReport } from "./parts/ping.ts";
export type { RunResult } from "./parts/run.ts";
export type { Heartbeat } from "./parts/serial-log.ts";
export type { GuestStatus, HostStatus, LabStatus } from "./verbs/status.ts";

/** Brings the lab up, or completes what is there. */
export async function labUp(options: { readonly quiet?: boolean } = {}): Promise<LabStatus> {
  beQuiet(options.quiet ?? true);
  await up();
  return status();
}

/** Takes the lab down; throws when something is left. */
export async function labDown(): Promise<void> {
  beQuiet();
  await down();
}

/** Puts guests, hosts and files back to how `up` left them. */
export async function labReset(): Promise<void> {
  beQuiet();
  await reset();
}

/** Hosts, guests, addresses, keys: what `status --json` prints. */
export function labStatus(): Promise<LabStatus> {
  return status();
}

/** One guest: where it is and in what state. */
export async function labGuest(word: string): Promise<GuestStatus> {
  const { uuid } = guestOf(await openLab(), word);
  const found = (await status()).guests.find((guest) => guest.uuid === uuid);
  if (!found) throw new Error(`no guest ${word}`);
  return found;
}

/** Runs a command on a host past ssh (works with the link cut and sshd dead), as root unless another account is named. */
export async function labExec(
  host: string,
  argv: readonly string[],
  options: RunOptions & { readonly user?: string } = {},
): Promise<RunResult> {
  return onHost(hostOf(await openLab(), host), argv, options);
}

/** Makes something go wrong on a host, or go right again. */
export async function labFault(fault: LabFault): Promise<void> {
  await injectFault(await openLab(), fault);
}

/** Starts to ping a guest each 10 ms from the machine; `stop()` tells the longest silence. */
export async function labStartPing(guest: string): Promise<Pinging> {
  return startPinging(guestOf(await openLab(), guest).address);
}

/** Pings a guest for some time. */
export async function labPing(guest: string, seconds: number): Promise<PingReport> {
  const pinging = await labStartPing(guest);
  await sleep(seconds * 1000);
  return pinging.stop();
}

/** What a guest last wrote on its serial port, on the host where it is: its counter, and its disks as it sees them. */
export async function labHeartbeat(guest: string): Promise<Heartbeat | undefined> {
  return lastHeartbeat((await labGuest(guest)).serialLogPath);
}

/** Starts a guest where it is defined, waits until it counts and gives its first count. One that runs is left alone. */
export async function labStartGuest(guest: string): Promise<Heartbeat> {
  const lab = await openLab();
  return startGuest(lab, guestOf(lab, guest));
}

/** Takes the power from a guest (no shutdown from inside), wherever it runs. One that is off is left alone. */
export async function labStopGuest(guest: string): Promise<void> {
  const lab = await openLab();
  await stopGuest(lab, guestOf(lab, guest));
}

/** Has a guest go down or reboot from inside; see what it does by its state. */
export async function labOrderGuest(guest: string, order: GuestOrder): Promise<void> {
  await orderGuest(guestOf(await openLab(), guest), order);
}

/**
 * Compares the known content of a guest's disks, on the host where it is unless another is named. `moved` tells where a disk lies
 * when not at its first path, e.g. `{ vda: "/srv/small/copy.qcow2" }`; its format may have changed too.
 */
export async function labCheckDisks(guest: string, host?: string, moved?: DiskPlaces): Promise<DiskCheck[]> {
  const found = await labGuest(guest);
  const lab = await openLab();
  return checkDisks(hostOf(lab, host ?? found.host ?? found.home), guestOf(lab, guest), moved);
}

/** `qemu-img compare` of two images or block devices, each on a host of its own, through their backing files. */
export async function labCompareDisks(hostA: string, pathA: string, hostB: string, pathB: string): Promise<DiskComparison> {
  const lab = await openLab();
  return compareDisks({ host: hostOf(lab, hostA), path: pathA }, { host: hostOf(lab, hostB), path: pathB });
}
