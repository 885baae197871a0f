import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HostPlace } from "../parts/config.ts";

const fileOf = (place: HostPlace) => join(place.dir, "faults.json");

/** Notes what will take a fault off a host again, so that `heal` and `reset` know of it in another process, too. */
export async function noteRemedy(place: HostPlace, remedy: object): Promise<void> {
  const noted = await readRemedies(place);
  if (noted.some((one) => isSame(one, remedy))) return;
  await writeFile(fileOf(place), JSON.stringify([...noted, remedy]));
}

/** Forgets a remedy that was used. */
export async function strikeRemedy(place: HostPlace, remedy: object): Promise<void> {
  const left = (await readRemedies(place)).filter((one) => !isSame(one, remedy));
  if (left.length === 0) await rm(fileOf(place), { force: true });
  else await writeFile(fileOf(place), JSON.stringify(left));
}

/** What would take the noted faults off a host, the latest fault first. */
export async function openRemedies(place: HostPlace): Promise<unknown[]> {
  return (await readRemedies(place)).reverse();
}

async function readRemedies(place: HostPlace): Promise<unknown[]> {
  const text = await readFile(fileOf(place), "utf8").catch(() => "[]");
  return JSON.parse(text) as unknown[];
}

function isSame(one: unknown, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
