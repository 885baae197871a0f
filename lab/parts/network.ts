import { rmdirSync } from "node:fs";
import { gatewayAddress, type HostPlace, type LabPaths } from "./config.ts";
import { labError } from "./errors.ts";
import { mustRun, run } from "./run.ts";
import { subnetsInUse } from "./state.ts";

interface LinkInfo {
  readonly ifname: string;
}

/** Picks a subnet number that no route of the machine and no other lab has. */
export async function pickSubnet(paths: LabPaths): Promise<number> {
  const { stdout } = await mustRun(["ip", "-4", "route", "show", "table", "all"]);
  const taken = await subnetsInUse(paths.lab);
  for (let number = 1; number < 250; number++) {
    if (!taken.has(number) && !stdout.includes(`10.77.${number}.`)) return number;
  }
  throw labError("failed", "no free subnet in 10.77.0.0/16", "Take down labs that are not needed.");
}

/** Makes the lab's bridge, with an address for the machine itself on it. Keeps what is there. */
export async function ensureBridge(paths: LabPaths, subnet: number): Promise<void> {
  const { bridge } = paths;
  if (!(await linkNames()).includes(bridge)) {
    await mustRun([
      "ip",
      "link",
      "add",
      bridge,
      "address",
      macOf(subnet, 0xfe),
      "type",
      "bridge",
      "stp_state",
      "0",
      "forward_delay",
      "0",
    ]);
  }
  await mustRun(["ip", "addr", "replace", `${gatewayAddress(subnet)}/24`, "dev", bridge]);
  await mustRun(["ip", "link", "set", bridge, "up"]);
}

/** Makes a network namespace for a host with a fresh cable to the bridge. What stood there under the name is removed first. */
export async function plugHost(paths: LabPaths, place: HostPlace, subnet: number): Promise<void> {
  await unplugHost(place);
  await mustRun(["ip", "netns", "add", place.netns]);
  const mac = macOf(subnet, Number(place.address.split(".")[3]));
  const peer = ["peer", "name", "eth0", "address", mac, "netns", place.netns];
  await mustRun(["ip", "link", "add", place.link, "type", "veth", ...peer]);
  await mustRun(["ip", "link", "set", place.link, "master", paths.bridge, "up"]);
}

/** Removes a host's cable and namespace. */
export async function unplugHost(place: Pick<HostPlace, "link" | "netns">): Promise<void> {
  if ((await linkNames()).includes(place.link)) await mustRun(["ip", "link", "del", place.link]);
  if ((await netnsNames()).includes(place.netns)) await mustRun(["ip", "netns", "del", place.netns]);
}

/** Removes the bridge, and the folder of network namespaces if no one else has one. */
export async function removeBridge(paths: LabPaths): Promise<void> {
  if ((await linkNames()).includes(paths.bridge)) await mustRun(["ip", "link", "del", paths.bridge]);
  if ((await netnsNames()).length > 0) return;
  await run(["umount", "/run/netns"]);
  try {
    rmdirSync("/run/netns");
  } catch {
    // never made, or another lab has just put a namespace there
  }
}

/** The names of the machine's network links. */
export async function linkNames(): Promise<string[]> {
  const { stdout } = await mustRun(["ip", "-j", "link", "show"]);
  return (JSON.parse(stdout || "[]") as LinkInfo[]).map(({ ifname }) => ifname);
}

/** The names of the machine's network namespaces. */
export async function netnsNames(): Promise<string[]> {
  const { stdout } = await mustRun(["ip", "netns", "list"]);
  return stdout.split("\n").flatMap((line) => line.split(" ")[0] || []);
}

function macOf(subnet: number, last: number): string {
  const hex = (value: number) => value.toString(16).padStart(2, "0");
  return `02:56:46:77:${hex(subnet)}:${hex(last)}`;
}
