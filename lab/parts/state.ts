import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type GuestPlace, guestPlaces, type HostPlace, hostPlaces, type LabPaths, labPaths, stateRoot } from "./config.ts";
import { labError } from "./errors.ts";

/** What `up` writes down. `complete` turns true at its very end; until then the next `up` starts over. */
export interface LabState {
  readonly version: 1;
  readonly subnet: number;
  readonly complete: boolean;
  readonly startedAt: string;
}

/** A lab that is up: its state and every name that follows from it. */
export interface Lab {
  readonly paths: LabPaths;
  readonly state: LabState;
  readonly hosts: readonly HostPlace[];
  readonly guests: readonly GuestPlace[];
}

/** Reads the state, or undefined when there is none. */
export async function readState(paths: LabPaths): Promise<LabState | undefined> {
  try {
    return JSON.parse(await readFile(paths.stateFile, "utf8")) as LabState;
  } catch {
    return undefined;
  }
}

/** Writes the state, in one step. */
export async function writeState(paths: LabPaths, state: LabState): Promise<void> {
  await mkdir(dirname(paths.stateFile), { recursive: true, mode: 0o755 });
  await writeFile(`${paths.stateFile}.new`, `${JSON.stringify(state, null, 2)}\n`);
  await rename(`${paths.stateFile}.new`, paths.stateFile);
}

/** Puts state and names together. */
export function labOf(paths: LabPaths, state: LabState): Lab {
  return { paths, state, hosts: hostPlaces(paths, state.subnet), guests: guestPlaces(state.subnet) };
}

/** The lab, if `up` has completed; else an error that says to run it. */
export async function openLab(paths: LabPaths = labPaths()): Promise<Lab> {
  const state = await readState(paths);
  if (state?.complete !== true) throw labError("not-up", `the lab "${paths.lab}" is not up`, "Run: npm run lab -- up");
  return labOf(paths, state);
}

/** A host of the lab by name. */
export function hostOf(lab: Lab, name: string): HostPlace {
  const found = lab.hosts.find((place) => place.host.name === name);
  if (!found) throw labError("usage", `no host "${name}"`, `Hosts: ${lab.hosts.map((place) => place.host.name).join(", ")}`);
  return found;
}

/** A guest by key, name or uuid. */
export function guestOf(lab: Lab, word: string): GuestPlace {
  const found = lab.guests.find((place) => [place.guest.key, place.guest.name, place.uuid].includes(word));
  if (!found) throw labError("usage", `no guest "${word}"`, `Guests: ${lab.guests.map((place) => place.guest.key).join(", ")}`);
  return found;
}

/** The subnet numbers that the labs on this machine have taken, this one's left out. */
export async function subnetsInUse(except: string): Promise<Set<number>> {
  const names = await readdir(stateRoot).catch((): string[] => []);
  const taken = new Set<number>();
  for (const name of names) {
    if (name === except) continue;
    const state = await readState({ ...labPaths(), stateFile: join(stateRoot, name, "state.json") });
    if (state) taken.add(state.subnet);
  }
  return taken;
}
