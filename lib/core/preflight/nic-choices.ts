import type { DomainNic } from "../model/domain.ts";
import type { FixChoice } from "../model/fix.ts";
import type { NetworkInterface, VirtualNetwork } from "../model/host.ts";
import type { NicSource } from "../model/options.ts";
import { modeOf } from "./choices.ts";
import { compareVersions } from "./compare-versions.ts";
import { type RuleContext, readFact } from "./context.ts";

/** No more than an admin can look over. */
const MOST_CHOICES = 6;
/** Bridges that other programs made for themselves, and a libvirt network's own. */
const NOT_FOR_GUESTS = /^(docker|br-[0-9a-f]{12}$|virbr|cni|podman|lxcbr|lxdbr|incusbr|vnet|tap|veth|cilium|flannel|weave|kube)/;
/** libvirt sets VLAN tags on the ports of a Linux bridge since this version. */
export const VLAN_ON_LINUX_BRIDGE_SINCE = "11.0.0";
/** What an option may name (the contract's field): others cannot be chosen. */
const CHOOSABLE = /^[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,62}$/;

/**
 * Where these NICs could be plugged in at the destination instead: its bridges that are up and its active libvirt networks, those of a NIC's own kind
 * first. Nothing where the definition moves as it is, and where the destination's interfaces and networks are not known.
 */
export function nicChoices(
  context: Pick<RuleContext, "destination" | "options">,
  nics: readonly DomainNic[],
): readonly FixChoice[] {
  if (modeOf(context.options) === "offline" || nics.length === 0) return [];
  const each = Math.max(1, Math.floor(MOST_CHOICES / nics.length));
  return nics
    .flatMap((nic) => placesFor(context.destination, nic).slice(0, each))
    .slice(0, MOST_CHOICES)
    .map(choiceOf);
}

function placesFor(destination: RuleContext["destination"], nic: DomainNic): readonly NicSource[] {
  const interfaces = readFact(destination, (facts) => facts.interfaces);
  const networks = readFact(destination, (facts) => facts.networks);
  const known = networks.known ? networks.value : [];
  const place = (type: NicSource["type"]) => (source: string) => ({ mac: nic.mac.toLowerCase(), type, source });
  if (!carriesVlan(destination, nic)) return [];
  const bridges = (interfaces.known ? interfaces.value : [])
    .filter((one) => isBridgeFor(nic, one, known))
    .map(({ name }) => name);
  const active = known.filter(({ active: isActive, name }) => isActive && CHOOSABLE.test(name)).toSorted(bridgedFirst);
  const others = (type: DomainNic["type"], names: readonly string[]) =>
    names.filter((name) => nic.type !== type || nic.source !== name);
  const onBridge = others("bridge", bridges).map(place("bridge"));
  const onNetwork = others(
    "network",
    active.map(({ name }) => name),
  ).map(place("network"));
  return nic.type === "network" ? [...onNetwork, ...onBridge] : [...onBridge, ...onNetwork];
}

/** Tags need Open vSwitch, or a libvirt that sets them on a Linux bridge. */
function carriesVlan(destination: RuleContext["destination"], { vlanTags = [], virtualPort, type }: DomainNic): boolean {
  if (vlanTags.length === 0 || (virtualPort === "openvswitch" && type === "bridge")) return true;
  const libvirt = readFact(destination, (facts) => facts.libvirtVersion);
  return libvirt.known && compareVersions(libvirt.value, VLAN_ON_LINUX_BRIDGE_SINCE) >= 0;
}

/** A port of Open vSwitch fits no Linux bridge, and the other way round. */
function isBridgeFor(nic: DomainNic, { name, kind, up }: NetworkInterface, networks: readonly VirtualNetwork[]): boolean {
  if (!up || !CHOOSABLE.test(name) || NOT_FOR_GUESTS.test(name)) return false;
  if (kind !== (nic.virtualPort === "openvswitch" && nic.type === "bridge" ? "ovs" : "bridge")) return false;
  return !networks.some(({ bridge, forwardMode }) => bridge === name && forwardMode !== "bridge");
}

/** Behind NAT a guest loses its address: such networks come last. */
function bridgedFirst(a: VirtualNetwork, b: VirtualNetwork): number {
  return Number(b.forwardMode === "bridge") - Number(a.forwardMode === "bridge");
}

function choiceOf(nic: NicSource): FixChoice {
  const word = nic.type === "bridge" ? "nic-bridge" : "nic-network";
  return { kind: "nic-source", nic, label: { key: `preflight.choice.${word}`, values: { mac: nic.mac, name: nic.source } } };
}
