import { readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  basePath,
  blockDir,
  diskPath,
  type GuestPlace,
  type HostPlace,
  imagesDir,
  nvramDir,
  nvramPath,
  smallDir,
  tpmRoot,
} from "../parts/config.ts";
import { hostProcesses, mustOnHost } from "../parts/host-process.ts";
import { signal } from "../parts/processes.ts";
import { mustRun, run } from "../parts/run.ts";
import { serialLogPath } from "../parts/serial-log.ts";
import type { Lab } from "../parts/state.ts";

// libvirt itself writes these
const ownedByLibvirt = ["qemu", "storage", "nwfilter", "secrets"];

/** Puts /etc and the home folders of a host back. True when libvirt's own configuration had changed. */
export async function restoreConfig(place: HostPlace): Promise<boolean> {
  const now = join(place.dir, "etc");
  const first = join(place.dir, "pristine/etc");
  const compare = ["diff", "-rq", "--no-dereference", ...ownedByLibvirt.flatMap((name) => ["-x", name]), first, now];
  const { stdout } = await run(compare);
  const changed = stdout.split("\n").flatMap((line) => {
    const [, folder, name] = /^Only in (.*?): (.*)$/.exec(line) ?? [];
    const path = folder && name ? join(folder, name) : /^(?:Files|Symbolic links|File) (.*?) (?:and|is) /.exec(line)?.[1];
    return path ? [path.startsWith(first) ? path.slice(first.length) : path.slice(now.length)] : [];
  });
  for (const path of new Set(changed)) {
    await rm(join(now, path), { recursive: true, force: true });
    await run(["cp", "-a", join(first, path), join(now, path)]);
  }
  for (const home of ["root", "home"]) {
    for (const name of await readdir(join(place.dir, home)))
      await rm(join(place.dir, home, name), { recursive: true, force: true });
    await mustRun(["cp", "-a", `${join(place.dir, "pristine", home)}/.`, join(place.dir, home)]);
  }
  return changed.some((path) => path.startsWith("/libvirt/"));
}

/** Ends migrations that tests left running and removes the files they left, on one host. */
export async function removeLeftoverFiles(lab: Lab, place: HostPlace): Promise<void> {
  const isLeftover = ({ argv, command }: { argv: readonly string[]; command: string }) =>
    (command === "virsh" && argv.includes("migrate")) || argv.some((word) => word.includes("/var/tmp/virtferry"));
  for (const { pid } of hostProcesses(place).filter(isLeftover)) signal(pid, "SIGKILL");

  const atHome = lab.guests.filter(({ guest }) => guest.home === place.host.name);
  const images = atHome.flatMap(({ guest }) =>
    guest.disks.filter(({ storage }) => storage === "local").map((disk) => basename(diskPath(guest, disk))),
  );
  const bases = lab.guests.flatMap(({ guest }) =>
    guest.disks.some(({ overlay }) => overlay) ? [basename(basePath(guest))] : [],
  );
  const secure = atHome.filter(({ guest }) => guest.firmware);
  const nvramName = ({ guest }: GuestPlace) => basename(nvramPath(guest));
  const uuidOf = ({ uuid }: GuestPlace) => uuid;
  const blockGuest = atHome.some(({ guest }) => guest.disks.some(({ storage }) => storage === "block"));
  const devices = place.host.blockMib.map((_, index) => `${blockDir}/lun${index}`).slice(blockGuest ? 1 : 0);
  await Promise.all([
    emptyFolders(place, [imagesDir], ["lost+found", ...images, ...bases]),
    emptyFolders(place, [nvramDir], secure.map(nvramName)),
    emptyFolders(place, [tpmRoot], secure.map(uuidOf)),
    emptyFolders(place, ["/tmp", "/var/tmp", smallDir, ...(place.host.sharedStorage ? [] : ["/srv/shared"])], []),
    mustOnHost(place, ["sh", "-c", 'for node; do [ ! -b "$node" ] || blkdiscard -z "$node"; done', "sh", ...devices]),
  ]);
  for (const guest of lab.guests.filter(({ guest }) => guest.home !== place.host.name)) {
    await rm(serialLogPath(place, guest), { force: true });
  }
}

/** Removes what lies in folders of a host, but for these names. */
async function emptyFolders(place: HostPlace, folders: readonly string[], kept: readonly string[]): Promise<void> {
  const spare = kept.flatMap((name) => ["!", "-name", name]);
  const find = ["find", ...folders, "-mindepth", "1", "-maxdepth", "1", ...spare, "-exec", "rm", "-rf", "{}", "+"];
  // libvirt makes some of them only when it needs them
  await mustOnHost(place, ["sh", "-c", `mkdir -p ${nvramDir} ${tpmRoot} && exec "$@"`, "sh", ...find]);
}

/** Removes from the shared folder what no guest owns. */
export async function removeSharedLeftovers(lab: Lab): Promise<void> {
  const kept = lab.guests.flatMap(({ guest }) =>
    guest.disks.filter(({ storage }) => storage === "shared").map((disk) => basename(diskPath(guest, disk))),
  );
  for (const name of await readdir(lab.paths.sharedDir)) {
    if (!kept.includes(name)) await rm(join(lab.paths.sharedDir, name), { recursive: true, force: true });
  }
}
