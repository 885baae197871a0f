import { parseCapabilities } from "../../facts/capabilities.ts";
import { parseDomainXml } from "../../facts/domain-xml.ts";
import { parseIpInterfaces } from "../../facts/ip-interfaces.ts";
import { parseMeminfo } from "../../facts/meminfo.ts";
import { parseMigrateOptions } from "../../facts/migrate-options.ts";
import { parseNetworkXml } from "../../facts/network-xml.ts";
import { parseNodeInfo } from "../../facts/node-info.ts";
import { DEFAULT_MIGRATION_PORTS } from "../../facts/qemu-conf.ts";
import { collected, fixture } from "../../facts/test-support/fixture.ts";
import { parseVersion } from "../../facts/version.ts";
import type { Domain } from "../../model/domain.ts";
import { type Fact, known, unknown } from "../../model/fact.ts";
import type { HostFacts, HostSnapshot } from "../../model/host.ts";
import { hostId } from "../../model/ids.ts";
import type { MigrationOptions } from "../../model/options.ts";
import type { RuleContext } from "../context.ts";
import { devicePaths } from "../device-paths.ts";
import type { DoneProbe, Probes } from "../probes.ts";
import type { StorageOutcome, StorageProof, StorageSide } from "../storage-seen.ts";
import { PLAIN_DETAILS } from "./needs.ts";

/** Everything below was read from real hosts (fixtures), except what a test changes. */

export type LabHost = "hv1" | "hv2" | "hv3";
const ADDRESS_END: Record<LabHost, string> = { hv1: "11", hv2: "12", hv3: "13" };
const NOW_MS = 1_795_259_592_000;

/** What a row of a table changes. */
export interface Patch {
  readonly domain?: Partial<Domain>;
  readonly source?: Partial<Omit<HostSnapshot, "facts">> & { readonly facts?: Partial<HostFacts> | null };
  readonly destination?: Partial<Omit<HostSnapshot, "facts">> & { readonly facts?: Partial<HostFacts> | null };
  readonly probes?: Partial<Probes>;
  readonly figures?: Partial<RuleContext["figures"]>;
  readonly running?: Partial<RuleContext["running"]>;
  readonly options?: MigrationOptions;
  /** Which host of the lab is the destination; hv2 fits, hv3 does not. */
  readonly to?: LabHost;
  /** Which guest moves from hv1; web01 unless said otherwise. */
  readonly guest?: "web01" | "db02" | "mix03";
}

/** A context of the lab: web01 from hv1 to hv2 with all probes well, changed by the patch. */
export function labContext(patch: Patch = {}): RuleContext {
  const source = patched(labHost("hv1"), patch.source);
  const destination = patched(labHost(patch.to ?? "hv2"), patch.destination);
  const domain = { ...labDomain(patch.guest ?? "web01"), ...patch.domain };
  const idle = { outgoing: 0, incoming: 0 };
  return {
    domain,
    source,
    destination,
    probes: { ...goodProbes(domain), ...patch.probes },
    figures: { dirtyRate: null, link: null, ...patch.figures },
    running: { source: idle, destination: idle, ...patch.running },
    options: patch.options ?? null,
  };
}

/** A finished probe. */
export function done<T>(value: T): DoneProbe<T> {
  const commands = [{ hostId: hostId("h_hv1"), text: "true" }];
  return { kind: "done", value, atMs: NOW_MS, commands };
}

/** A storage probe with one outcome for every path. */
export function storage(outcome: StorageOutcome, path = "/srv/shared/web01-vda.qcow2"): Probes["storage"] {
  return done(new Map([[path, proofOf(outcome)]]));
}

/** A guest as hv1's libvirt described it. */
export function labDomain(name: string): Domain {
  // The live form of a NIC on a bridged network names the bridge only; the inventory reads the migratable form.
  const text = name === "mix03" ? collected("dumpxml-migratable.mix03.xml") : fixture(`dumpxml-live.${name}.xml`);
  const definition = must(parseDomainXml(text));
  return {
    ...definition,
    needs: { ...definition.needs, hasPendingChanges: false, pendingParts: [], storedCpuMode: definition.cpuMode },
    hostId: hostId("h_hv1"),
    state: "running",
    stateReason: "booted",
    persistent: true,
    autostart: false,
    managedSave: false,
    snapshotCount: 0,
    cpuTimeNs: 1,
    disks: definition.disks.map((disk) => ({
      ...disk,
      capacityBytes: known(1),
      allocationBytes: known(1),
      sharing: "unknown",
      sharingReason: [],
    })),
  };
}

/** A host as it was read, without its domains. */
export function labHost(name: LabHost): HostSnapshot {
  const address = `10.77.1.${ADDRESS_END[name]}`;
  return {
    registration: {
      id: hostId(`h_${name}`),
      name,
      address,
      port: 22,
      user: "root",
      keyId: "server",
      hostKey: { algorithm: "ssh-ed25519", fingerprint: `SHA256:${name}`, publicKey: `ssh-ed25519 AAAA${name}` },
      addedAtMs: NOW_MS,
    },
    state: "online",
    problem: null,
    facts: labFacts(name, address),
    domains: [],
    observedAtMs: NOW_MS,
    roundTripMs: 1,
    revision: 1,
  };
}

function labFacts(name: LabHost, address: string): HostFacts {
  const { guests, hostUuid, hostCpuXml, cpuModel, cpuVendor } = must(parseCapabilities(fixture(`capabilities.${name}.xml`)));
  const node = must(parseNodeInfo(fixture(`nodeinfo.${name}.txt`)));
  const memory = parseMeminfo(fixture(`meminfo.${name}.txt`));
  const versions = parseVersion(fixture(`version.${name}.txt`));
  const links =
    name === "hv3" ? collected("ip-d-addr.hv3.json") : collected("ip-d-addr.hv1.json").replaceAll("10.77.1.11", address);
  const networks = name === "hv3" ? [] : [must(parseNetworkXml(fixture(`net-dumpxml-lan.${name}.xml`), true))];
  return {
    hostname: name,
    uuid: hostUuid,
    libvirtVersion: versions.libvirt,
    qemuVersion: versions.qemu,
    osName: known("Debian GNU/Linux 12 (bookworm)"),
    kernel: unknown("not read"),
    cpu: known({ ...node, arch: node.arch, model: cpuModel, vendor: cpuVendor }),
    hostCpuXml,
    guests: known(guests),
    memoryTotalBytes: memory.totalBytes,
    memoryAvailableBytes: memory.availableBytes,
    loadAverage: known([1, 1, 1]),
    pools: known([]),
    networks: known([must(parseNetworkXml(fixture(`net-dumpxml-default.${name}.xml`), false)), ...networks]),
    interfaces: parseIpInterfaces(links),
    migrationPorts: DEFAULT_MIGRATION_PORTS,
    migrateOptions: parseMigrateOptions(fixture("help-migrate.txt")),
    login: { user: "root", uid: 0, groups: ["root"] },
    clockOffsetMs: known(2),
    tlsReady: known(name !== "hv3"),
    details: known(PLAIN_DETAILS),
  };
}

function goodProbes(domain: Domain): Probes {
  const paths = domain.disks.flatMap(({ source }) => source ?? []);
  const behind = devicePaths(domain).map(({ needed }) => needed);
  const file = { exists: true, readable: true, executable: true, sizeBytes: 1 };
  const address = { name: "br0", cidr: "10.77.1.11/24" };
  return {
    ssh: done({ outcome: "ok", text: "", knownKeys: ["ssh-ed25519 AAAAhv2"] }),
    libvirt: done({ outcome: "ok", text: "", hostUuid: "7a6b0000-0000-4000-8000-000000000012" }),
    hostname: done({
      announced: "10.77.1.12",
      origin: "migration-host",
      resolved: ["10.77.1.12"],
      destinationAddresses: ["10.77.1.12"],
    }),
    segments: done({ source: [address], destination: [{ ...address, cidr: "10.77.1.12/24" }] }),
    ports: done({
      outcome: "open",
      address: "10.77.1.12",
      port: 49_200,
      minPort: 49_152,
      maxPort: 49_215,
      freePorts: 64,
      listenTool: "python3",
      text: "",
    }),
    cpu: done({ outcome: "superset", text: "superset" }),
    jobs: done({ job: null, operation: null, blockJobs: [], checkpoints: 0 }),
    files: done(new Map([...domain.kernelFiles, domain.emulator ?? "", ...behind].map((path) => [path, file]))),
    storage: done(new Map(paths.map((path) => [path, proofOf("same-by-nonce")]))),
    images: { kind: "pending" },
    disksPort: { kind: "pending" },
    migrateTo: { kind: "pending" },
    memoryBacking: { kind: "pending" },
    guestAgent: { kind: "pending" },
    traits: { kind: "pending" },
    tls: { kind: "pending" },
  };
}

function proofOf(outcome: StorageOutcome): StorageProof {
  const side: StorageSide = { kind: "file", inode: "12", sizeBytes: 1, fsType: "ext4", fsSource: "/dev/vda", deviceId: null };
  return { outcome, source: side, destination: side };
}

function patched(host: HostSnapshot, patch: Patch["source"] = {}): HostSnapshot {
  const { facts, ...rest } = patch;
  if (facts === null) return { ...host, ...rest, facts: null };
  return { ...host, ...rest, facts: host.facts && { ...host.facts, ...facts } };
}

function must<T>(fact: Fact<T>): T {
  if (!fact.known) throw new Error(fact.reason);
  return fact.value;
}
