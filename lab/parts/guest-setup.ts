import { chmod, copyFile, mkdir, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { decoy, type GuestDisk } from "../guests.ts";
import { diskPath, type GuestPlace, type HostPlace, imagesDir } from "./config.ts";
import { ensurePristineDisk } from "./disk-pattern.ts";
import { defineOnHost } from "./domains.ts";
import { mustOnHost } from "./host-process.ts";
import { decoyXml, domainXml, lanXml, poolXml } from "./libvirt-xml.ts";
import { run } from "./run.ts";
import { hostOf, type Lab } from "./state.ts";

interface NamedXml {
  readonly name: string;
  readonly xml: string;
}

/** The number that a disk's pattern is made from. */
export function diskSeed(place: GuestPlace, disk: GuestDisk): number {
  return Number(place.uuid.slice(-2)) * 10 + (disk.target === "vda" ? 1 : 2);
}

/** Puts pristine images in place for a guest that does not run. */
export async function placeDisks(lab: Lab, place: GuestPlace): Promise<void> {
  const home = hostOf(lab, place.guest.home);
  for (const disk of place.guest.disks) {
    const pristine = await ensurePristineDisk(diskSeed(place, disk), disk);
    const path = diskPath(place.guest, disk);
    if (disk.storage === "shared") {
      await mkdir(lab.paths.sharedDir, { recursive: true });
      const target = join(lab.paths.sharedDir, basename(path));
      await copyFile(pristine, `${target}.new`);
      await chmod(`${target}.new`, 0o600);
      await rename(`${target}.new`, target);
    } else {
      await copyIntoHost(home, pristine, path);
    }
  }
}

/** The storage pools and networks that a host has. */
export function surroundingsOf(place: HostPlace): {
  readonly pools: readonly NamedXml[];
  readonly networks: readonly NamedXml[];
} {
  const { bridge, sharedStorage } = place.host;
  const paths = { default: imagesDir, ...(sharedStorage && { shared: "/srv/shared" }) };
  return {
    pools: Object.entries(paths).map(([name, path]) => ({ name, xml: poolXml(name, path) })),
    networks: bridge ? [{ name: "lan", xml: lanXml(bridge) }] : [],
  };
}

/** Defines the storage pools and networks of a host, and the decoy on its host. */
export async function defineSurroundings(place: HostPlace): Promise<void> {
  const { pools, networks } = surroundingsOf(place);
  const items = [
    ...pools.map(({ xml }) => ({ verb: "pool-define", xml })),
    ...networks.map(({ xml }) => ({ verb: "net-define", xml })),
  ];
  const then = [
    ...pools.flatMap(({ name }) => [`pool-start ${name}`, `pool-autostart ${name}`]),
    ...networks.flatMap(({ name }) => [`net-start ${name}`, `net-autostart ${name}`]),
  ];
  await defineOnHost(place, items, then);
  if (place.host.name === decoy.host) await defineDecoy(place);
}

/** Defines the shut-off domain whose name clashes. */
export async function defineDecoy(place: HostPlace): Promise<void> {
  await defineOnHost(place, [{ verb: "define", xml: decoyXml() }], []);
}

/** Defines guests on their home host and starts those that should run. */
export async function defineGuests(home: HostPlace, places: readonly GuestPlace[]): Promise<void> {
  if (places.length === 0) return;
  const starts = places.filter(({ guest }) => guest.running).map(({ uuid }) => `start ${uuid}`);
  await defineOnHost(
    home,
    places.map((place) => ({ verb: "define", xml: domainXml(place) })),
    starts,
  );
}

/** Copies a file of the machine into a host's own file system. */
async function copyIntoHost(place: HostPlace, source: string, target: string): Promise<void> {
  const staged = join(place.dir, "tmp", basename(target));
  await run(["cp", "--sparse=always", source, staged]);
  await mustOnHost(place, ["mv", "-f", `/tmp/${basename(target)}`, target]);
}
