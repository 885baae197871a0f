import type { Domain, HostSnapshot } from "@/lib/contract/index.ts";
import { domainUuid, hostId } from "@/lib/core/model/ids.ts";

/** A domain for tests: running, persistent, with nothing attached. */
export function domainOf(host: string, uuid: string, name: string, change: Partial<Domain> = {}): Domain {
  return {
    uuid: domainUuid(uuid),
    hostId: hostId(host),
    name,
    title: null,
    description: null,
    state: "running",
    stateReason: "booted",
    persistent: true,
    autostart: false,
    managedSave: false,
    virtType: "kvm",
    arch: "x86_64",
    machine: "pc-q35-7.2",
    emulator: null,
    loader: null,
    nvram: null,
    cpuMode: null,
    cpuXml: null,
    vcpus: 1,
    maxVcpus: 1,
    memoryBytes: 2 ** 30,
    maxMemoryBytes: 2 ** 30,
    disks: [],
    nics: [],
    hostDevices: [],
    kernelFiles: [],
    graphicsListen: [],
    snapshotCount: 0,
    hasVirtiofs: false,
    hasTpm: false,
    cpuTimeNs: null,
    ...change,
  };
}

/** A host for tests: online, without facts, with the given VMs. */
export function hostOf(id: string, vms: readonly { readonly uuid: string; readonly name: string }[]): HostSnapshot {
  return {
    registration: {
      id: hostId(id),
      name: id.slice(2),
      address: "192.0.2.1",
      port: 22,
      user: "root",
      keyId: "server",
      hostKey: { algorithm: "ssh-ed25519", fingerprint: "SHA256:x", publicKey: "ssh-ed25519 AAAA" },
      addedAtMs: 0,
    },
    state: "online",
    problem: null,
    facts: null,
    domains: vms.map((vm) => domainOf(id, vm.uuid, vm.name)),
    observedAtMs: 0,
    roundTripMs: null,
    revision: 1,
  };
}
