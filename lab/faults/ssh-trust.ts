import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HostPlace } from "../parts/config.ts";

/**
 * Takes the line of a peer's root key out of a host's authorized_keys, or puts it back. Written in place, as an editor would not:
 * sshd wants owner and mode as they are.
 */
export async function setAuthorisedKey(place: HostPlace, peer: HostPlace, state: "on" | "off"): Promise<void> {
  await setLines(place, "authorized_keys", state, (line) => (line.endsWith(` root@${peer.host.name}`) ? [] : [line]));
}

/** Makes a host know another key as its peer's, as after the peer was installed anew; or the right one again. */
export async function setKnownHost(place: HostPlace, peer: HostPlace, state: "on" | "off"): Promise<void> {
  const ownKey = (await readFile(join(place.dir, "etc/ssh/ssh_host_ed25519_key.pub"), "utf8")).split(" ").slice(0, 2).join(" ");
  const isPeer = (line: string) => (line.split(" ")[0] ?? "").split(",").includes(peer.host.name);
  await setLines(place, "known_hosts", state, (line) => [isPeer(line) ? `${line.split(" ")[0]} ${ownKey}` : line]);
}

async function setLines(
  place: HostPlace,
  name: string,
  state: "on" | "off",
  change: (line: string) => readonly string[],
): Promise<void> {
  const now = join(place.dir, "root/.ssh", name);
  const pristine = await readFile(join(place.dir, "pristine/root/.ssh", name), "utf8");
  if (state === "on") return writeFile(now, pristine);
  await writeFile(now, (await readFile(now, "utf8")).split("\n").flatMap(change).join("\n"));
}
