import { readFileSync } from "node:fs";

/** A captured text: `name` below fixtures/debian12-libvirt-9.0.0, or with its folder. */
export function fixture(name: string): string {
  const path = name.includes("/") ? name : `debian12-libvirt-9.0.0/${name}`;
  return readFileSync(new URL(`../fixtures/${path}`, import.meta.url), "utf8");
}

/** A text of the inventory's own commands. */
export const collected = (name: string): string => fixture(`debian12-libvirt-9.0.0-collector/${name}`);

/** A text about what a guest needs, or what a host offers beside the usual. */
export const detailed = (name: string): string => fixture(`debian12-libvirt-9.0.0-details/${name}`);
