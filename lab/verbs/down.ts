import { readdir, readFile, rm, rmdir } from "node:fs/promises";
import { hostPlaces, type LabPaths, labPaths, stateRoot } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import { stopHost } from "../parts/host-process.ts";
import { withLock } from "../parts/lock.ts";
import { requireMachine } from "../parts/machine.ts";
import { linkNames, netnsNames, removeBridge, unplugHost } from "../parts/network.ts";
import { removeStalePolicy } from "../parts/packages.ts";
import { listProcesses } from "../parts/processes.ts";
import { run, until } from "../parts/run.ts";
import { say } from "../parts/say.ts";

/** Takes the lab down and looks whether anything is left. */
export async function down(): Promise<void> {
  await requireMachine();
  const paths = labPaths();
  await withLock(paths.lockFile, 60_000, () => tearDown(paths));
  say(`lab "${paths.lab}" is down, nothing is left`);
}

/** The work of `down`, for a caller that holds the lab's lock. Needs no state file: names are enough. */
export async function tearDown(paths: LabPaths): Promise<void> {
  // first of all, so that a `down` that gets killed is not taken for a lab that is up
  await rm(paths.stateFile, { force: true });
  const places = hostPlaces(paths, 0);
  await Promise.all(places.map(stopHost));
  for (const place of places) await unplugHost(place);
  await removeBridge(paths);
  await removeStalePolicy();
  // those of the file systems go with their mounts, those of the block devices have to be let go
  for (const name of await loopDevices(paths)) await run(["losetup", "-d", `/dev/${name}`]);
  await until(5000, 100, async () => ((await loopDevices(paths)).length === 0 ? true : undefined));
  await rm(paths.stateDir, { recursive: true, force: true });
  await rmdir(stateRoot).catch(() => undefined);
  const left = await leftovers(paths);
  if (left.length > 0)
    throw labError(
      "failed",
      `the lab left this behind:\n${left.join("\n")}`,
      "Remove it by hand, and tell us how it came about.",
    );
}

/** Everything of a lab that the machine still shows. Empty when the lab is down. */
export async function leftovers(paths: LabPaths): Promise<string[]> {
  const prefix = `${paths.lab}-`;
  const mine = (names: readonly string[], kind: string) =>
    names.filter((name) => name.startsWith(prefix)).map((name) => `${kind} ${name}`);
  const mounts = (await readFile("/proc/self/mounts", "utf8")).split("\n").filter((line) => line.includes(`${paths.stateDir}/`));
  const processes = listProcesses().filter(({ argv }) => argv.some((word) => word.startsWith(`${paths.stateDir}/`)));
  const entries = await readdir(stateRoot).catch((): string[] => []);
  return [
    ...mine(await netnsNames(), "network namespace"),
    ...mine(await linkNames(), "network link"),
    ...mounts.map((line) => `mount ${line}`),
    ...processes.map(({ pid, argv }) => `process ${pid} ${argv.join(" ")}`),
    ...(await loopDevices(paths)).map((name) => `loop device ${name}`),
    ...(entries.includes(paths.lab) ? [`folder ${paths.stateDir}`] : []),
  ];
}

async function loopDevices(paths: LabPaths): Promise<string[]> {
  const names = (await readdir("/sys/block").catch((): string[] => [])).filter((name) => name.startsWith("loop"));
  const used = await Promise.all(
    names.map(async (name) =>
      (await readFile(`/sys/block/${name}/loop/backing_file`, "utf8").catch(() => "")).startsWith(`${paths.stateDir}/`)
        ? [name]
        : [],
    ),
  );
  return used.flat();
}
