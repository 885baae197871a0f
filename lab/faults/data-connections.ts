import { migrationPorts } from "../hosts.ts";
import type { HostPlace } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import { mustOnHost } from "../parts/host-process.ts";

const table = "lab_data_cut";
// a client's port of these can fall into the range of the migration ports
const otherServices = [22, 16509, 16514];

/** Drops what goes over the migration ports to and from a host, both ways, whoever opened the connection. libvirt's own way stays. */
export async function cutData(place: HostPlace): Promise<void> {
  const ports = (end: "dport" | "sport", list: string, verdict: string) => `    tcp ${end} ${list} ${verdict}\n`;
  const spared = `{ ${otherServices.join(", ")} }`;
  const rules = [
    ...(["dport", "sport"] as const).map((end) => ports(end, spared, "accept")),
    ...(["dport", "sport"] as const).map((end) => ports(end, migrationPorts, "drop")),
  ].join("");
  const chain = (hook: string) => `  chain ${hook} {\n    type filter hook ${hook} priority 0; policy accept;\n${rules}  }\n`;
  const input = `table inet ${table}\ndelete table inet ${table}\ntable inet ${table} {\n${chain("input")}${chain("output")}}\n`;
  await mustOnHost(place, ["nft", "-f", "-"], { input });
}

/** Lets the data through again. What was on its way is sent again by TCP, 1 s to 2 min later. */
export async function healData(place: HostPlace): Promise<void> {
  await mustOnHost(place, ["nft", "-f", "-"], { input: `table inet ${table}\ndelete table inet ${table}\n` });
}

/**
 * Breaks the migration connections that a host has now; the other ends are told (reset). New ones work at once. Throws when there is
 * none to break.
 */
export async function resetData(place: HostPlace): Promise<void> {
  const [first, last] = migrationPorts.split("-");
  const inRange = (end: string) => `( ${end} >= :${first} and ${end} <= :${last} )`;
  const spared = otherServices.flatMap((port) => [`sport != :${port}`, `dport != :${port}`]);
  const filter = `( ${inRange("sport")} or ${inRange("dport")} ) and ${spared.join(" and ")}`;
  const { stdout } = await mustOnHost(place, ["ss", "-H", "-K", "-t", "-n", "state", "established", filter]);
  if (stdout.trim() === "") throw labError("failed", `${place.host.name} has no migration connection to break`);
}
