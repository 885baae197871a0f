import { type Fact, known, unknown } from "../model/fact.ts";

/** What `virsh dominfo` knows that the XML does not. */
export interface DomainFlags {
  readonly persistent: boolean;
  readonly autostart: boolean;
  readonly managedSave: boolean;
}

/** Reads `virsh dominfo` (LC_ALL=C). A transient domain has no autostart line; managed save reads "unknown" while libvirt cannot tell. */
export function parseDominfo(text: string): Fact<DomainFlags> {
  const persistent = find(text, /^Persistent:[ \t]+(yes|no)[ \t]*$/m);
  if (persistent === null) return unknown("virsh dominfo says nothing about persistence");
  return known({
    persistent: persistent === "yes",
    autostart: find(text, /^Autostart:[ \t]+(enable|disable)[ \t]*$/m) === "enable",
    managedSave: find(text, /^Managed save:[ \t]+(yes|no|unknown)[ \t]*$/m) === "yes",
  });
}

function find(text: string, pattern: RegExp): string | null {
  return pattern.exec(text.slice(0, 65_536))?.[1] ?? null;
}
