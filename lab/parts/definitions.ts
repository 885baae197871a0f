import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decoy } from "../guests.ts";
import { virsh } from "./domains.ts";
import { labError } from "./errors.ts";
import { filePrints } from "./file-prints.ts";
import { hostOf, type Lab } from "./state.ts";

/** A domain's definition, and what runs of it, as libvirt tells them. */
export interface Definition {
  readonly inactive: string;
  /** Without what changes at each start: ids, names of taps. Empty when it is shut off. */
  readonly live: string;
}

/** What {@link recordDefinitions} keeps of a domain. */
export interface RecordedDefinition extends Definition {
  /** {@link filePrints} of a guest that is to be off; empty of one that runs. */
  readonly files: string;
}

/** Reads a domain's definition from a host; undefined when the host does not know it. */
export async function readDefinition(lab: Lab, host: string, uuid: string): Promise<Definition | undefined> {
  const place = hostOf(lab, host);
  const { stdout } = await virsh(place, [`dumpxml --inactive ${uuid}; dumpxml ${uuid}`], { timeoutMs: 8000 });
  const [inactive, live] = stdout.split(/(?<=^<\/domain>\n)/m).map((text) => text.trimStart());
  if (!inactive || !live) return undefined;
  const runs = / id='\d+'/.test(live.split("\n")[0] ?? "");
  return { inactive, live: runs ? withoutPassing(live) : "" };
}

/** Writes down how guests are when all is well; `reset` compares with it. */
export async function recordDefinitions(lab: Lab, keys: readonly string[]): Promise<void> {
  await mkdir(join(lab.paths.stateDir, "definitions"), { recursive: true });
  const domains = [...lab.guests.map(({ guest, uuid }) => ({ key: guest.key, host: guest.home as string, uuid })), decoyEntry];
  await Promise.all(
    domains
      .filter(({ key }) => keys.includes(key))
      .map(async ({ key, host, uuid }) => {
        const [definition, files] = await Promise.all([readDefinition(lab, host, uuid), printsOf(lab, uuid)]);
        if (!definition) throw labError("failed", `${host} does not know ${key}: libvirt refused its definition`);
        await writeFile(definitionFile(lab, key), JSON.stringify({ ...definition, files }));
      }),
  );
}

/** What {@link recordDefinitions} wrote for a guest. */
export async function recordedDefinition(lab: Lab, key: string): Promise<RecordedDefinition | undefined> {
  try {
    return JSON.parse(await readFile(definitionFile(lab, key), "utf8")) as RecordedDefinition;
  } catch {
    return undefined;
  }
}

/** The decoy under the key it has in `definitions`. */
export const decoyEntry = { key: "decoy", host: decoy.host as string, uuid: decoy.uuid as string };

function definitionFile(lab: Lab, key: string): string {
  return join(lab.paths.stateDir, "definitions", `${key}.json`);
}

/** The prints of a guest's files while it is off: while it runs they change all the time. */
async function printsOf(lab: Lab, uuid: string): Promise<string> {
  const place = lab.guests.find((guest) => guest.uuid === uuid);
  return place && !place.guest.running ? filePrints(lab, place) : "";
}

function withoutPassing(xml: string): string {
  return (
    xml
      .replace(/ id='\d+'/, "")
      .replace(/vnet\d+/g, "vnet")
      .replace(/ index='\d+'/g, "")
      // after a restart libvirtd no longer tells this alias
      .replace(/(<controller type='usb' model='none')>\s*<alias name='usb'\/>\s*<\/controller>/g, "$1/>")
  );
}
