import { randomBytes } from "node:crypto";
import { parseHostClock } from "../../../lib/core/facts/host-clock.ts";
import { parseIpInterfaces } from "../../../lib/core/facts/ip-interfaces.ts";
import { parseLoadavg } from "../../../lib/core/facts/loadavg.ts";
import { parseLogin } from "../../../lib/core/facts/login.ts";
import { parseMeminfo } from "../../../lib/core/facts/meminfo.ts";
import { parseOsRelease } from "../../../lib/core/facts/os-release.ts";
import { DEFAULT_MIGRATION_PORTS, parseMigrationPorts } from "../../../lib/core/facts/qemu-conf.ts";
import { type Section, splitSections } from "../../../lib/core/facts/sections.ts";
import { type Fact, known, unknown } from "../../../lib/core/model/fact.ts";
import type { HostFacts } from "../../../lib/core/model/host.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { type OsDetails, readOsDetails } from "./os-details.ts";
import { OS_SCRIPT } from "./os-script.ts";

/** What changes all the time. */
export type LightOsFacts = Pick<
  HostFacts,
  "memoryTotalBytes" | "memoryAvailableBytes" | "loadAverage" | "interfaces" | "clockOffsetMs"
>;
/** What changes all the time, with the huge pages' counts as the host printed them. */
export interface LightOsReading {
  readonly facts: LightOsFacts;
  readonly hugePagesText: string;
}
/** Everything that the operating system says. */
export type FullOsFacts = LightOsFacts &
  Pick<HostFacts, "hostname" | "osName" | "kernel" | "migrationPorts" | "login" | "tlsReady"> & {
    readonly details?: Fact<OsDetails>;
  };

const TIMEOUT_MS = 10_000;

/** Reads memory, load, interfaces and clock; null when the host gave no answer. */
export async function readLightOsFacts(link: HostLink, now: () => number): Promise<LightOsReading | null> {
  const read = await runScript(link, "light", now);
  if (!read) return null;
  const { sections, midpointMs } = read;
  return { facts: lightFacts(sections, midpointMs), hugePagesText: textOf(sections, "hugepages") };
}

/** Reads all of the operating system's facts; null when the host gave no answer. */
export async function readFullOsFacts(link: HostLink, now: () => number): Promise<FullOsFacts | null> {
  const read = await runScript(link, "full", now);
  if (!read) return null;
  const { sections, midpointMs } = read;
  const login = parseLogin(textOf(sections, "login"));
  const light = lightFacts(sections, midpointMs);
  return {
    ...light,
    hostname: textOf(sections, "hostname").trim() || link.registration.address,
    kernel: oneLine(sections.get("kernel"), "uname failed"),
    osName: parseOsRelease(textOf(sections, "os-release")),
    // Status 1: the file has no such line; above: we may not read it. Both leave libvirt's defaults as the best that is known.
    migrationPorts: parseMigrationPorts(sections.get("qemu-conf")?.status === 0 ? textOf(sections, "qemu-conf") : ""),
    login: login.known ? login.value : { user: link.registration.user, uid: -1, groups: [] },
    tlsReady: tlsReady(textOf(sections, "tls")),
    details: known(readOsDetails(sections, login.known && login.value.uid === 0, light.interfaces)),
  };
}

/** For a host on which the script cannot be run although libvirt answers. */
export function unknownOsFacts(link: HostLink): FullOsFacts {
  const nothing = unknown("the script for the operating system's facts gave no answer");
  return {
    memoryTotalBytes: nothing,
    memoryAvailableBytes: nothing,
    loadAverage: nothing,
    interfaces: nothing,
    clockOffsetMs: nothing,
    hostname: link.registration.address,
    kernel: nothing,
    osName: nothing,
    migrationPorts: DEFAULT_MIGRATION_PORTS,
    login: { user: link.registration.user, uid: -1, groups: [] },
    tlsReady: nothing,
  };
}

interface ScriptRun {
  readonly sections: ReadonlyMap<string, Section>;
  /** The server's clock halfway between sending the script and having its whole answer. */
  readonly midpointMs: number;
}

async function runScript(link: HostLink, depth: "light" | "full", now: () => number): Promise<ScriptRun | null> {
  const nonce = randomBytes(16).toString("hex");
  const sentAtMs = now();
  const result = await link.script(OS_SCRIPT, [nonce, depth], { timeoutMs: TIMEOUT_MS });
  const midpointMs = (sentAtMs + now()) / 2;
  if (result.connectionLost || result.timedOut) return null;
  const sections = splitSections(result.stdout, nonce);
  return sections.size === 0 ? null : { sections, midpointMs };
}

function lightFacts(sections: ReadonlyMap<string, Section>, midpointMs: number): LightOsFacts {
  const memory = parseMeminfo(textOf(sections, "meminfo"));
  const first = parseHostClock(textOf(sections, "clock"));
  const last = parseHostClock(textOf(sections, "clock-end"));
  return {
    memoryTotalBytes: memory.totalBytes,
    memoryAvailableBytes: memory.availableBytes,
    loadAverage: parseLoadavg(textOf(sections, "loadavg")),
    interfaces: parseIpInterfaces(textOf(sections, "ip")),
    clockOffsetMs: first === null || last === null ? unknown("date failed") : known(Math.round((first + last) / 2 - midpointMs)),
  };
}

/** First line the folder, then what stands in the way. */
function tlsReady(text: string): Fact<boolean> {
  const [folder = "", ...findings] = text.trim().split("\n");
  if (folder === "") return unknown("not read");
  if (findings.includes("denied")) return unknown(`${folder}: Permission denied`);
  return known(findings.length === 0);
}

function oneLine(section: Section | undefined, reason: string): Fact<string> {
  const line = section?.text.trim().split("\n", 1)[0] ?? "";
  return section?.status === 0 && line !== "" ? known(line) : unknown(reason);
}

function textOf(sections: ReadonlyMap<string, Section>, name: string): string {
  return sections.get(name)?.text ?? "";
}
