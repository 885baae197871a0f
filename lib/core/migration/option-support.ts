import type { Domain } from "../model/domain.ts";
import type { Message } from "../model/finding.ts";
import type { HostFacts } from "../model/host.ts";
import { compareVersions } from "../preflight/compare-versions.ts";
import { copyRefusal } from "./disks.ts";
import { OPTION_NAMES, type OptionName, REQUIREMENTS, type Requirement } from "./option-requirements.ts";

/** unknown: it cannot be told yet, because a host's version is not known; `reason` says which. */
export type Support =
  | { readonly supported: true }
  | { readonly supported: false; readonly reason: Message }
  | { readonly supported: "unknown"; readonly reason: Message };

export type OptionSupport = Readonly<Record<OptionName, Support>>;

export interface SupportInput {
  readonly source: HostFacts | null;
  readonly destination: HostFacts | null;
  readonly domain: Pick<Domain, "disks"> | null;
}

const YES: Support = { supported: true };

/**
 * Which options both hosts' libvirt and QEMU and the source's virsh are new enough (or old enough) for, with the version that is needed. What is certain
 * to be impossible comes before what cannot be told. Reasons are keys below `options.reasons`. Certificates, kernels and files are the preflight's business.
 */
export function optionSupport(input: SupportInput): OptionSupport {
  return Object.fromEntries(OPTION_NAMES.map((name) => [name, supportOf(name, input)])) as Record<OptionName, Support>;
}

/** As `optionSupport`, for one option. */
export function supportOf(name: OptionName, input: SupportInput): Support {
  const { source, destination } = input;
  const requirement: Requirement = REQUIREMENTS[name];
  const checks: readonly (Support | null)[] = [
    name === "copy-storage" ? diskSupport(input.domain) : null,
    hostSupport(requirement, source, "source"),
    requirement.sourceOnly ? null : hostSupport(requirement, destination, "destination"),
    virshSupport(requirement.words, source),
  ];
  return checks.find((check) => check?.supported === false) ?? checks.find((check) => check?.supported === "unknown") ?? YES;
}

function hostSupport(requirement: Requirement, host: HostFacts | null, side: "source" | "destination"): Support | null {
  if (host === null) return unknown(`${side}-not-read`);
  const needs: readonly (Support | null)[] = [
    atLeast(host, "libvirt", requirement.libvirt),
    atLeast(host, "qemu", requirement.qemu),
    below(host, requirement.qemuBelow),
  ];
  return needs.find((need) => need?.supported === false) ?? needs.find((need) => need !== null) ?? null;
}

function atLeast(host: HostFacts, what: "libvirt" | "qemu", needed: string | undefined): Support | null {
  if (needed === undefined) return null;
  const fact = what === "libvirt" ? host.libvirtVersion : host.qemuVersion;
  if (!fact.known) return unknown(`${what}-version-unknown`, { host: host.hostname, needed });
  if (compareVersions(fact.value, needed) >= 0) return null;
  return no(`${what}-too-old`, { host: host.hostname, needed, found: fact.value });
}

function below(host: HostFacts, limit: string | undefined): Support | null {
  if (limit === undefined) return null;
  if (!host.qemuVersion.known) return unknown("qemu-version-unknown", { host: host.hostname, needed: limit });
  if (compareVersions(host.qemuVersion.value, limit) < 0) return null;
  return no("qemu-too-new", { host: host.hostname, limit, found: host.qemuVersion.value });
}

/** virsh is the one that takes the words: it may be older than its daemon. */
function virshSupport(words: readonly string[], source: HostFacts | null): Support | null {
  if (words.length === 0 || source === null) return null;
  if (!source.migrateOptions.known) return unknown("virsh-options-unknown", { host: source.hostname });
  const { value } = source.migrateOptions;
  const missing = words.find((word) => !value.includes(word));
  return missing === undefined ? null : no("virsh-lacks", { host: source.hostname, option: missing });
}

function diskSupport(domain: SupportInput["domain"]): Support | null {
  if (domain === null || domain.disks.some((disk) => copyRefusal(disk, "live") === null)) return null;
  return no("no-disk-to-copy", {});
}

function no(name: string, values: Record<string, string>): Support {
  return { supported: false, reason: { key: `options.reasons.${name}`, values } };
}

function unknown(name: string, values: Record<string, string> = {}): Support {
  return { supported: "unknown", reason: { key: `options.reasons.${name}`, values } };
}
