import { known, unknown } from "../../model/fact.ts";
import type { HostFacts } from "../../model/host.ts";
import { REQUIREMENTS } from "../option-requirements.ts";

/** A host with a libvirt and a QEMU that have everything, unless told; what has nothing to do with options is not known. */
export function hostFacts(changes: Partial<HostFacts> = {}): HostFacts {
  const nothing = unknown<never>("not read");
  return {
    hostname: "hv1",
    uuid: nothing,
    libvirtVersion: known("11.9.0"),
    qemuVersion: known("10.1.0"),
    osName: nothing,
    kernel: nothing,
    cpu: nothing,
    hostCpuXml: nothing,
    guests: nothing,
    memoryTotalBytes: nothing,
    memoryAvailableBytes: nothing,
    loadAverage: nothing,
    pools: nothing,
    networks: nothing,
    interfaces: nothing,
    migrationPorts: { min: 49_152, max: 49_215, source: "default" },
    migrateOptions: known(Object.values(REQUIREMENTS).flatMap(({ words }) => [...words])),
    login: { user: "root", uid: 0, groups: [] },
    clockOffsetMs: nothing,
    tlsReady: nothing,
    ...changes,
  };
}
