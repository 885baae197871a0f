import { asHostCpu, hostModelCpu, parseCpuElement } from "../../lib/core/facts/cpu-baseline.ts";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { Fact } from "../../lib/core/model/fact.ts";
import type { Message } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { CpuBaseline } from "../../lib/core/model/matrix.ts";
import { isActive } from "../../lib/core/preflight/context.ts";
import { ServiceError } from "../service-error.ts";
import type { PreflightService } from "../services.ts";
import type { PreflightParts } from "./parts.ts";
import { type Remote, type Remotes, wordsOf } from "./remote.ts";

type Problem = CpuBaseline["problems"][number];
type Vm = CpuBaseline["vms"][number];

const VIRSH = ["virsh", "-q", "-c", "qemu:///system"] as const;
const TIMEOUT_MS = 20_000;

/**
 * Asks libvirt for the richest CPU model that all these hosts have: each host for what its QEMU offers to guests (host-model), one of them for
 * what they have in common, and each distinct CPU of their VMs for its features, to see which VMs need more. KVM where all hosts
 * have it (and a VM that uses it), else emulation. Throws not-found when a host is not registered; what hosts answer is in the result.
 */
export function createCpuBaseline(
  { inventory, now }: Pick<PreflightParts, "inventory" | "now">,
  remotes: Remotes,
): PreflightService["cpuBaseline"] {
  return async ({ hostIds }) => {
    const hosts = [...new Set(hostIds)].map((id) => {
      const host = inventory.snapshot(id);
      if (!host) throw new ServiceError("not-found", { message: { key: "errors.preflight.unknown-host" } });
      return host;
    });
    const { arch, virtType } = commonGround(hosts);
    const talk = createTalk(remotes, hosts);
    const kind = ["--virttype", virtType, "--arch", arch];

    const offers = await Promise.all(
      hosts.map(async (host) => {
        const id = host.registration.id;
        const own = archOf(host);
        if (own !== null && own !== arch) return talk.problem(id, "other-arch", `${own} ≠ ${arch}`);
        const text = await talk.ask(id, [...VIRSH, "domcapabilities", ...kind]);
        return text === null ? null : talk.read(id, hostModelCpu(text));
      }),
    );
    const cpus = offers.filter((offer) => offer !== null);
    const answered = new Set(hosts.flatMap(({ registration }, index) => (offers[index] ? registration.id : [])));
    const vendors = new Set(cpus.flatMap(({ vendor }) => vendor ?? []));
    const speaker = hosts.find((_, index) => offers[index])?.registration.id;
    const ask = async (features: readonly string[]): Promise<string | null> =>
      speaker
        ? talk.ask(
            speaker,
            [...VIRSH, "hypervisor-cpu-baseline", "/dev/stdin", ...kind, "--migratable", ...features],
            cpus.map(({ xml }) => xml).join("\n"),
          )
        : null;
    const xml = await ask([]);
    if (xml === null && speaker && vendors.size > 1) talk.problem(speaker, "other-vendor", [...vendors].join(" ≠ "));
    const expanded = xml === null ? null : await ask(["--features"]);
    const base = expanded === null || !speaker ? null : talk.read(speaker, parseCpuElement(expanded));
    const features = base?.required ?? [];
    return {
      atMs: now(),
      hostIds: hosts.map(({ registration }) => registration.id),
      arch,
      virtType,
      model: base?.model ?? null,
      xml: xml?.trim() ?? null,
      features,
      vms: await judgeVms(hosts, answered, { arch, virtType, features: base ? new Set(features) : null }, talk),
      commands: talk.commands,
      problems: talk.problems,
    };
  };
}

interface Talk {
  readonly commands: readonly CpuBaseline["commands"][number][];
  readonly problems: readonly Problem[];
  /** What the command printed; null when it gave nothing, which is then a problem of that host. */
  ask(hostId: HostId, argv: readonly string[], stdin?: string): Promise<string | null>;
  read<T>(hostId: HostId, fact: Fact<T>): T | null;
  problem(hostId: HostId, reason: "other-arch" | "other-vendor" | "failed" | "unreadable", detail: string): null;
}

function createTalk(remotes: Remotes, hosts: readonly HostSnapshot[]): Talk {
  const commands: CpuBaseline["commands"][number][] = [];
  const problems: Problem[] = [];
  const note = (hostId: HostId, reason: Message, detail: string): null => {
    problems.push({ hostId, reason, detail });
    return null;
  };
  const problem: Talk["problem"] = (hostId, reason, detail) => {
    const host = hosts.find(({ registration }) => registration.id === hostId)?.registration.name ?? hostId;
    return note(hostId, { key: `errors.cpu-baseline.${reason}`, values: { host } }, detail);
  };
  return {
    commands,
    problems,
    problem,
    async ask(hostId, argv, stdin) {
      const host = remotes.get(hostId);
      if (!host.ok) return note(hostId, host.why, "");
      const result = await run(host.remote, argv, stdin);
      commands.push({ hostId, quoted: quoteArgv(argv) });
      return result.exitCode === 0 ? result.stdout : problem(hostId, "failed", wordsOf(result));
    },
    read: (hostId, fact) => (fact.known ? fact.value : problem(hostId, "unreadable", fact.reason)),
  };
}

function run(remote: Remote, argv: readonly string[], stdin?: string) {
  return remote.exec(argv, TIMEOUT_MS, stdin);
}

/** The first host's architecture, and KVM if all hosts list it for that architecture and not all of their VMs are emulated. */
function commonGround(hosts: readonly HostSnapshot[]): { readonly arch: string; readonly virtType: string } {
  const arch = hosts.map(archOf).find((one) => one !== null) ?? "x86_64";
  const haveKvm = hosts.every(({ facts }) => {
    if (!facts?.guests.known) return false;
    return facts.guests.value.some((guest) => guest.arch === arch && guest.virtTypes.includes("kvm"));
  });
  // What emulated VMs need has nothing to do with what KVM could give them.
  const domains = hosts.flatMap((host) => host.domains);
  const emulated = domains.length > 0 && domains.every((domain) => domain.virtType === "qemu");
  return { arch, virtType: haveKvm && !emulated ? "kvm" : "qemu" };
}

function archOf({ facts }: HostSnapshot): string | null {
  return facts?.cpu.known ? facts.cpu.value.arch : null;
}

interface Baseline {
  readonly arch: string;
  readonly virtType: string;
  /** Null = there is none. */
  readonly features: ReadonlySet<string> | null;
}

/** Which VMs of these hosts need more than the baseline has. One question for each distinct CPU on a host, one after another. */
async function judgeVms(
  hosts: readonly HostSnapshot[],
  answered: ReadonlySet<HostId>,
  baseline: Baseline,
  talk: Talk,
): Promise<readonly Vm[]> {
  const kept = new Map<string, Promise<readonly string[] | null>>();
  const expand = (host: HostSnapshot, domain: Domain, cpuXml: string) => {
    const key = JSON.stringify([host.registration.id, isActive(domain), cpuXml]);
    const known = kept.get(key) ?? featuresOf(host.registration.id, domain, cpuXml, baseline, talk);
    kept.set(key, known);
    return known;
  };
  const judge = async (host: HostSnapshot, domain: Domain): Promise<Pick<Vm, "verdict" | "beyond">> => {
    const { cpuMode, cpuXml, arch } = domain;
    if (cpuMode === "host-passthrough" || cpuMode === "maximum") return { verdict: "host-passthrough", beyond: [] };
    const canTell = baseline.features !== null && answered.has(host.registration.id) && arch === baseline.arch;
    if (!canTell || cpuXml === null) return { verdict: "unknown", beyond: [] };
    const features = await expand(host, domain, cpuXml);
    if (features === null) return { verdict: "unknown", beyond: [] };
    const beyond = features.filter((name) => !baseline.features?.has(name));
    return { verdict: beyond.length === 0 ? "fits" : "exceeds", beyond };
  };
  return Promise.all(
    hosts.flatMap((host) =>
      host.domains.map(async (domain) => ({
        domainUuid: domain.uuid,
        hostId: host.registration.id,
        name: domain.name,
        ...(await judge(host, domain)),
      })),
    ),
  );
}

/**
 * Every feature of a VM's CPU. Of a running VM as its own host's QEMU gives it (what that cannot give, it does not have); of one that is off as
 * libvirt's CPU map has the model, whether its own host could start it or not. Null when it cannot be told.
 */
async function featuresOf(
  hostId: HostId,
  domain: Domain,
  cpuXml: string,
  { arch }: Baseline,
  talk: Talk,
): Promise<readonly string[] | null> {
  const own = parseCpuElement(cpuXml);
  if (!own.known || own.value.model === null) return null;
  const active = isActive(domain);
  const hostForm = active ? null : asHostCpu(cpuXml, arch);
  if (hostForm && !hostForm.known) return null;
  const text = active
    ? await talk.ask(
        hostId,
        [...VIRSH, "hypervisor-cpu-baseline", "/dev/stdin", "--virttype", domain.virtType, "--arch", arch, "--features"],
        cpuXml,
      )
    : await talk.ask(hostId, [...VIRSH, "cpu-baseline", "/dev/stdin", "--features"], hostForm?.known ? hostForm.value : "");
  const expanded = text === null ? null : talk.read(hostId, parseCpuElement(text));
  return expanded === null ? null : expanded.required.filter((name) => !own.value.disabled.includes(name));
}
