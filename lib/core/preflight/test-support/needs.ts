import type { DomainNeeds } from "../../model/domain.ts";
import { known } from "../../model/fact.ts";
import type { HostDetails, HostFacts } from "../../model/host.ts";

const NEEDS: DomainNeeds = {
  hugePages: [],
  memoryLocked: false,
  numaNodes: null,
  cpuSets: [],
  usesCpuTune: false,
  secrets: [],
  nwfilters: [],
  staticLabels: [],
  devicePaths: [],
  watchdog: null,
  invtscWithoutFrequency: false,
  hasAgentChannel: false,
  plan9: [],
  unmovable: [],
  hasPendingChanges: false,
};

/** What a plain host offers: one NUMA node, no huge pages, no Open vSwitch, no lock manager. */
export const PLAIN_DETAILS: HostDetails = {
  hugePages: [],
  numaNodes: [{ id: 0, cpus: "0-7" }],
  onlineCpus: "0-7",
  hasKvm: true,
  hasNx: true,
  lockManager: "none",
  securityModels: ["dac"],
  ovsBridges: null,
  nwfilters: [],
  secrets: [],
  cgroupControllers: ["cpu", "cpuset", "memory"],
  firewall: "none",
};

/** A domain's needs: nothing beyond the usual, changed by the patch. */
export function needing(differs: Partial<DomainNeeds>): { readonly needs: DomainNeeds } {
  return { needs: { ...NEEDS, ...differs } };
}

/** A host's facts with its details: a plain host, changed by the patch. */
export function detailed(differs: Partial<HostDetails> = {}): { readonly facts: Partial<HostFacts> } {
  return { facts: { details: known({ ...PLAIN_DETAILS, ...differs }) } };
}
