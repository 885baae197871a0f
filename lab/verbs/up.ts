import { chmod, mkdir } from "node:fs/promises";
import { powerOn } from "../faults/power.ts";
import { startAllDaemons } from "../faults/processes.ts";
import { awaitGuests } from "../parts/await-guests.ts";
import { ensureBootFiles } from "../parts/boot-files.ts";
import { globalLockFile, type HostPlace, type LabPaths, labPaths } from "../parts/config.ts";
import { layOutSsh, makeKeys } from "../parts/credentials.ts";
import { decoyEntry, recordDefinitions } from "../parts/definitions.ts";
import { listDomains, virsh } from "../parts/domains.ts";
import { labError } from "../parts/errors.ts";
import { defineGuests, defineSurroundings } from "../parts/guest-setup.ts";
import { keepPristine, ownHomes, writeHostFiles } from "../parts/host-files.ts";
import { onHost, startHost } from "../parts/host-process.ts";
import { withLock } from "../parts/lock.ts";
import { requireMachine } from "../parts/machine.ts";
import { ensureBridge, pickSubnet, plugHost } from "../parts/network.ts";
import { ensurePackages } from "../parts/packages.ts";
import { placeFiles } from "../parts/place-files.ts";
import { say } from "../parts/say.ts";
import { hostOf, type Lab, labOf, readState, writeState } from "../parts/state.ts";
import { layOutTls } from "../parts/tls.ts";
import { tearDown } from "./down.ts";

/** Brings the lab up, or completes what is there: dead hosts and daemons are started, guests that are nowhere are made again. */
export async function up(): Promise<void> {
  await requireMachine();
  await ensurePackages();
  const bootDir = await ensureBootFiles();
  const paths = labPaths();
  await withLock(paths.lockFile, 120_000, async () => {
    const startedAt = performance.now();
    const state = await readState(paths);
    if (state?.complete) await complete(labOf(paths, state));
    else await bringUp(paths, bootDir);
    say(`lab "${paths.lab}" is up after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  });
}

async function bringUp(paths: LabPaths, bootDir: string): Promise<void> {
  await tearDown(paths);
  const lab = await prepare(paths);
  say("starting hosts");
  await Promise.all(lab.hosts.map((place) => startOne(lab, place, bootDir)));
  await requireTraffic(lab);
  say("starting guests");
  await Promise.all(lab.guests.map((guest) => placeFiles(lab, guest)));
  await Promise.all(
    lab.hosts.map((place) => {
      const atHome = lab.guests.filter(({ guest }) => guest.home === place.host.name);
      return defineGuests(place, atHome);
    }),
  );
  await awaitGuests(lab, lab.guests, say);
  await recordDefinitions(lab, [...lab.guests.map(({ guest }) => guest.key), decoyEntry.key]);
  await writeState(paths, { ...lab.state, complete: true });
}

/** Takes a subnet, and lays out all files and keys of the hosts. */
async function prepare(paths: LabPaths): Promise<Lab> {
  const lab = await withLock(globalLockFile, 120_000, async () => {
    const subnet = await pickSubnet(paths);
    const state = { version: 1, subnet, complete: false, startedAt: new Date().toISOString() } as const;
    await writeState(paths, state);
    await ensureBridge(paths, subnet);
    return labOf(paths, state);
  });
  say(`lab "${paths.lab}" on 10.77.${lab.state.subnet}.0/24`);
  await mkdir(paths.sharedDir, { recursive: true });
  await chmod(paths.sharedDir, 0o755);
  await makeKeys(paths, lab.hosts);
  await Promise.all(
    lab.hosts.map(async (place) => {
      await writeHostFiles(paths, place, lab.hosts, lab.state.subnet);
      await layOutSsh(paths, place, lab.hosts);
      await ownHomes(place);
    }),
  );
  await layOutTls(paths, lab.hosts);
  await Promise.all(lab.hosts.map(keepPristine));
  return lab;
}

async function startOne(lab: Lab, place: HostPlace, bootDir: string): Promise<void> {
  await plugHost(lab.paths, place, lab.state.subnet);
  await startHost(place, bootDir, lab.paths.sharedDir);
  await defineSurroundings(place);
  say(`${place.host.name} is up at ${place.address}`);
}

/** Where the machine's firewall filters bridged frames (Docker does that) the hosts would not reach each other. */
async function requireTraffic(lab: Lab): Promise<void> {
  const answer = await onHost(hostOf(lab, "hv1"), ["ping", "-c", "3", "-i", "0.2", "-W", "2", hostOf(lab, "hv2").address], {
    timeoutMs: 10_000,
  });
  if (/ [1-3] received/.test(answer.stdout)) return;
  const advice = "Try: sysctl net.bridge.bridge-nf-call-iptables=0, or let the firewall forward on the lab's bridge.";
  throw labError("failed", "hv1 does not reach hv2: the machine's firewall drops what goes over the lab's bridge", advice);
}

/** The second `up`: keeps all that lives. */
async function complete(lab: Lab): Promise<void> {
  await ensureBridge(lab.paths, lab.state.subnet);
  await Promise.all(
    lab.hosts.map(async (place) => {
      await powerOn(lab, place);
      await startAllDaemons(place);
    }),
  );
  const seen = (
    await Promise.all(lab.hosts.map(async (place) => ((await listDomains(place)) ?? []).map((entry) => ({ place, entry }))))
  ).flat();
  for (const guest of lab.guests) {
    const copies = seen.filter(({ entry }) => entry.uuid === guest.uuid);
    const isActive = copies.some(({ entry }) => entry.state !== "shut off");
    const [first] = copies;
    if (!first) {
      say(`guest ${guest.guest.key} is nowhere: made again at home`);
      await placeFiles(lab, guest);
      for (const place of lab.hosts.filter(({ host }) => host.name === guest.guest.home)) await defineGuests(place, [guest]);
    } else if (guest.guest.running && !isActive) {
      say(`guest ${guest.guest.key} is started on ${first.place.host.name}`);
      await virsh(first.place, ["start", guest.uuid], { timeoutMs: 30_000 });
    }
  }
}
