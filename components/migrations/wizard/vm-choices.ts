import type { Domain, DomainDisk, HostSnapshot } from "@/lib/contract/index.ts";

/** One VM on one host, as it can be chosen. The same UUID may stand on two hosts. */
export interface VmChoice {
  readonly key: string;
  readonly domain: Domain;
  readonly host: HostSnapshot;
}

/** Every VM of every host: running ones first, then by name as people count. */
export function listVms(hosts: readonly HostSnapshot[]): readonly VmChoice[] {
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const off = (vm: VmChoice) => (vm.domain.state === "running" ? 0 : 1);
  return hosts
    .flatMap((host) => host.domains.map((domain) => ({ key: `${domain.uuid} ${host.registration.id}`, domain, host })))
    .sort((a, b) => off(a) - off(b) || collator.compare(a.domain.name, b.domain.name));
}

/** Key below `wizard.vm` for what kind of storage the disks are on; null without disks. Empty drives do not count. */
export function sharingOf(disks: readonly DomainDisk[]): "disksShared" | "disksLocal" | "disksMixed" | "disksUnknown" | null {
  const kinds = new Set(disks.filter((disk) => disk.source !== null).map((disk) => disk.sharing));
  if (kinds.size === 0) return null;
  if (kinds.has("unknown")) return "disksUnknown";
  if (kinds.size === 2) return "disksMixed";
  return kinds.has("shared") ? "disksShared" : "disksLocal";
}
