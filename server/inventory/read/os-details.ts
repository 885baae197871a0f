import { parseCgroupControllers } from "../../../lib/core/facts/cgroup-controllers.ts";
import { parseFirewall } from "../../../lib/core/facts/firewall.ts";
import { parseHostCpus, parseNx } from "../../../lib/core/facts/host-cpus.ts";
import { mountedPageSizes, parseDefaultHugePage, parseHugePages } from "../../../lib/core/facts/host-huge-pages.ts";
import { allowsHugePages, parseLockManager } from "../../../lib/core/facts/qemu-conf.ts";
import type { Section } from "../../../lib/core/facts/sections.ts";
import type { Fact } from "../../../lib/core/model/fact.ts";
import type { HostDetails, NetworkInterface } from "../../../lib/core/model/host.ts";

/** The part of a host's details that the operating system tells; libvirt tells the rest. */
export type OsDetails = Omit<HostDetails, "securityModels" | "nwfilters" | "secrets">;

/** Reads the details from the script's sections. Pure. */
export function readOsDetails(
  sections: ReadonlyMap<string, Section>,
  isRoot: boolean,
  interfaces: Fact<readonly NetworkInterface[]>,
): OsDetails {
  const text = (name: string): string => sections.get(name)?.text ?? "";
  const conf = sections.get("qemu-conf");
  const mounts = sections.get("mounts");
  const mounted = allowsHugePages(text("qemu-conf")) ? mountedPageSizes(text("mounts")) : new Set<number>();
  return {
    hugePages: parseHugePages(text("hugepages")).filter(({ sizeKib }) => mounted.has(sizeKib)),
    defaultHugePageKib: parseDefaultHugePage(text("meminfo")),
    ...parseHostCpus(text("cpus")),
    hasKvm: sections.get("kvm")?.status === 0,
    hasNx: parseNx(text("cpuinfo")),
    // Status 1: it has no such line; above: we may not read it.
    lockManager: conf === undefined || conf.status > 1 ? null : parseLockManager(conf.text),
    ovsBridges: ovsBridges(sections.get("ovs"), interfaces),
    // Status 1: nothing of the kind is mounted.
    cgroupControllers: parseCgroupControllers(mounts === undefined || mounts.status > 1 ? null : mounts.text, text("cgroup")),
    firewall: parseFirewall(text("firewall"), isRoot),
  };
}

/** The counts of huge pages, which guests change, read anew; the sizes that libvirt can use stay. */
export function withHugePages(details: HostDetails, text: string): HostDetails {
  const usable = new Set(details.hugePages.map(({ sizeKib }) => sizeKib));
  return { ...details, hugePages: parseHugePages(text).filter(({ sizeKib }) => usable.has(sizeKib)) };
}

/** Its database is often root's alone: then the interfaces of Open vSwitch tell, among them every bridge's own. */
function ovsBridges(section: Section | undefined, interfaces: Fact<readonly NetworkInterface[]>): readonly string[] | null {
  const [installed, ...bridges] = section?.text.trim().split("\n") ?? [];
  if (installed !== "installed") return null;
  if (section?.status === 0) return bridges;
  return interfaces.known ? interfaces.value.filter(({ kind }) => kind === "ovs").map(({ name }) => name) : null;
}
