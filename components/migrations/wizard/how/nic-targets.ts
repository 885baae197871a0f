import type { HostFacts, NicSource } from "@/lib/contract/index.ts";

/** Something at the destination that a NIC can be plugged into. */
export interface NicTarget {
  readonly type: NicSource["type"];
  readonly name: string;
  readonly inactive: boolean;
}

/** The destination's bridges, libvirt networks and interfaces, as far as its facts say. Loopback and guests' own taps are left out. */
export function nicTargets(facts: HostFacts | null): readonly NicTarget[] {
  const interfaces = facts?.interfaces.known ? facts.interfaces.value : [];
  const networks = facts?.networks.known ? facts.networks.value : [];
  const bridges = interfaces.filter((one) => one.kind === "bridge" || one.kind === "ovs");
  const plain = interfaces.filter((one) => one.kind === "other" && !/^(lo$|vnet|tap|macvtap|veth)/.test(one.name));
  return [
    ...bridges.map((one) => ({ type: "bridge" as const, name: one.name, inactive: !one.up })),
    ...networks.map((one) => ({ type: "network" as const, name: one.name, inactive: !one.active })),
    ...plain.map((one) => ({ type: "direct" as const, name: one.name, inactive: !one.up })),
  ];
}

const VALUE = /^(bridge|network|direct):(.*)$/;

/** A target as the value of a select, and back; null for the values that are none ("keep", "other"). */
export const targetValue = (target: Pick<NicTarget, "type" | "name">) => `${target.type}:${target.name}`;
export function targetOf(value: string): Pick<NicTarget, "type" | "name"> | null {
  const [, type, name] = VALUE.exec(value) ?? [];
  return (type === "bridge" || type === "network" || type === "direct") && name !== undefined ? { type, name } : null;
}
