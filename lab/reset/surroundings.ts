import { powerOff, powerOn } from "../faults/power.ts";
import type { HostPlace } from "../parts/config.ts";
import { defineOnHost, virsh } from "../parts/domains.ts";
import { surroundingsOf } from "../parts/guest-setup.ts";
import { mustOnHost } from "../parts/host-process.ts";
import type { Lab } from "../parts/state.ts";

interface Link {
  readonly ifname: string;
  readonly master?: string;
  readonly addr_info: readonly { readonly local?: string }[];
  readonly linkinfo?: { readonly info_kind?: string };
}

/** Puts bridges, pools and networks of a host back. A host whose own network was taken apart is booted anew. */
export async function restoreSurroundings(lab: Lab, place: HostPlace): Promise<void> {
  await restoreLinks(lab, place);
  const { pools, networks } = surroundingsOf(place);
  const listed = async (verb: string, ...options: string[]) =>
    (await virsh(place, [verb, ...options, "--name"], { timeoutMs: 8000 })).stdout
      .split("\n")
      .flatMap((line) => line.trim() || []);
  const [allPools, activePools, allNets, activeNets] = await Promise.all([
    listed("pool-list", "--all"),
    listed("pool-list"),
    listed("net-list", "--all"),
    listed("net-list"),
  ]);
  const extraPools = allPools.filter((name) => !pools.some((pool) => pool.name === name));
  const extraNets = allNets.filter((name) => name !== "default" && !networks.some((network) => network.name === name));
  for (const name of extraPools) await removeObject(place, "pool", name);
  for (const name of extraNets) await removeObject(place, "net", name);
  const missing = [
    ...pools.filter(({ name }) => !allPools.includes(name)).map(({ xml }) => ({ verb: "pool-define", xml })),
    ...networks.filter(({ name }) => !allNets.includes(name)).map(({ xml }) => ({ verb: "net-define", xml })),
  ];
  const then = [
    ...pools.filter(({ name }) => !activePools.includes(name)).map(({ name }) => `pool-start ${name}`),
    ...networks.filter(({ name }) => !activeNets.includes(name)).map(({ name }) => `net-start ${name}`),
    ...pools.flatMap(({ name }) => [`pool-autostart ${name}`, `pool-refresh ${name}`]),
    ...networks.map(({ name }) => `net-autostart ${name}`),
  ];
  await defineOnHost(place, missing, then);
}

async function restoreLinks(lab: Lab, place: HostPlace): Promise<void> {
  const { bridge } = place.host;
  const { stdout } = await mustOnHost(place, ["ip", "-j", "-d", "addr", "show"]);
  const links = JSON.parse(stdout) as Link[];
  const card = links.find(({ ifname }) => ifname === (bridge ?? "eth0"));
  const isWhole =
    card?.addr_info.some(({ local }) => local === place.address) &&
    (!bridge || links.some(({ ifname, master }) => ifname === "eth0" && master === bridge));
  if (!isWhole) {
    await powerOff(place);
    await powerOn(lab, place);
    return;
  }
  for (const { ifname, linkinfo } of links) {
    if (linkinfo?.info_kind === "bridge" && ifname !== bridge) await mustOnHost(place, ["ip", "link", "del", ifname]);
  }
}

async function removeObject(place: HostPlace, kind: "pool" | "net", name: string): Promise<void> {
  await virsh(place, [`${kind}-destroy`, name], { timeoutMs: 8000 });
  await virsh(place, [`${kind}-undefine`, name], { timeoutMs: 8000 });
}
