import { createGate, type Gate } from "../libvirt/gate.ts";

/** A gate for each key, made when it is first asked for. */
export interface KeyedGates {
  of(key: string): Gate;
}

/** Gates of `places` each. They are few bytes and as many as hosts and pairs: none is ever taken away. */
export function createKeyedGates(places: number): KeyedGates {
  const gates = new Map<string, Gate>();
  return {
    of(key) {
      const gate = gates.get(key) ?? createGate(places);
      gates.set(key, gate);
      return gate;
    },
  };
}
