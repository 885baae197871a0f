import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { Message } from "../../lib/core/model/finding.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { ProbeCommand } from "../../lib/core/preflight/probes.ts";
import { createGate, type Gate } from "../libvirt/gate.ts";
import type { HostLink, HostLinks } from "../libvirt/host-link.ts";
import { rootPrefix } from "../libvirt/root-prefix.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import type { FinishedProbe } from "./probe-cache.ts";

/** sshd lets ten sessions onto one connection; the held ones, the inventory and migrations need theirs. */
const CHANNELS_PER_HOST = 3;

/** One host, as probes use it: a few commands at once, as our login or as root. */
export interface Remote {
  readonly hostId: HostId;
  readonly link: HostLink;
  /** Runs `argv` on a channel of its own. `timeoutMs` begins when there is a place. */
  exec(argv: readonly string[], timeoutMs: number, stdin?: string): Promise<CommandResult>;
  /** Runs a fixed script with data as arguments. */
  script(source: string, args: readonly string[], timeoutMs: number): Promise<CommandResult>;
  /** What goes in front of an argv to run it as root: nothing, or sudo; null when we may not. */
  rootPrefix(): Promise<readonly string[] | null>;
  /** As `script`, as root where we may. */
  rootScript(source: string, args: readonly string[], timeoutMs: number): Promise<CommandResult>;
  /** A command as evidence. */
  ran(argv: readonly string[]): ProbeCommand;
}

export interface Remotes {
  /** The host when its connection stands, else the reason why not. */
  get(hostId: HostId): { readonly ok: true; readonly remote: Remote } | { readonly ok: false; readonly why: Message };
}

/** The hosts behind the held connections, each with its own gate. */
export function createRemotes(links: Pick<HostLinks, "get">): Remotes {
  const gates = new Map<HostId, Gate>();
  return {
    get(hostId) {
      const link = links.get(hostId);
      if (!link) return { ok: false, why: { key: "preflight.common.not-registered" } };
      const state = link.state();
      if (state.kind !== "up")
        return { ok: false, why: { key: "preflight.common.not-connected", values: { host: link.registration.name } } };
      const gate = gates.get(hostId) ?? createGate(CHANNELS_PER_HOST);
      gates.set(hostId, gate);
      return { ok: true, remote: remoteOf(link, gate) };
    },
  };
}

function remoteOf(link: HostLink, gate: Gate): Remote {
  const exec: Remote["exec"] = (argv, timeoutMs, stdin) =>
    gate.run(() => link.exec(argv, { timeoutMs, ...(stdin === undefined ? {} : { stdin }) }));
  const script: Remote["script"] = (source, args, timeoutMs) => gate.run(() => link.script(source, args, { timeoutMs }));
  const prefixOf: Remote["rootPrefix"] = async () =>
    (await rootPrefix(link, (argv, { timeoutMs }) => exec(argv, timeoutMs))).prefix ?? null;
  return {
    hostId: link.hostId,
    link,
    exec,
    script,
    rootPrefix: prefixOf,
    async rootScript(source, args, timeoutMs) {
      const prefix = (await prefixOf()) ?? [];
      return prefix.length === 0
        ? script(source, args, timeoutMs)
        : exec([...prefix, "sh", "-s", "--", ...args], timeoutMs, source);
    },
    ran: (argv) => ({ hostId: link.hostId, text: quoteArgv(argv) }),
  };
}

/** stdout and stderr together, trimmed and bounded, as evidence. */
export function wordsOf({ stdout, stderr, timedOut }: CommandResult): string {
  const text = `${stderr.trim()}\n${stdout.trim()}`.trim();
  return (text === "" && timedOut ? "no answer in time" : text).slice(0, 2_000);
}

/** True when the command did not even reach the host: what is known then is about our own connection, not about the probe. */
export function neverAnswered(result: CommandResult): boolean {
  return result.connectionLost || (result.timedOut && result.stdout === "" && result.stderr === "");
}

/** A probe without an answer; `why` is a message, or host text. */
export function failedProbe(why: Message | string, atMs: number, commands: readonly ProbeCommand[] = []): FinishedProbe<never> {
  const message = typeof why === "string" ? { key: "preflight.common.probe-failed", values: { reason: why } } : why;
  return { kind: "failed", why: message, atMs, commands };
}

/** libvirt works as root; where our login may not, its ssh keys and rights cannot be tried. */
export function withoutRoot(remote: Remote): Message {
  return {
    key: "preflight.common.no-root",
    values: { host: remote.link.registration.name, user: remote.link.registration.user },
  };
}
