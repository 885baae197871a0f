import { randomInt } from "node:crypto";
import type { Message } from "../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { probeNames } from "../preflight/probes/names.ts";
import { LISTENING } from "../preflight/probes/port-scripts.ts";
import { readListeningPorts } from "../preflight/probes/ports.ts";
import { type Remote, wordsOf } from "../preflight/remote.ts";
import { ServiceError } from "../service-error.ts";
import { RECEIVE, SEND } from "./link-scripts.ts";

/** The best first: netcat's bytes are counted by a shell, which knows no warm-up. */
export const TOOLS = "python3 perl nc";
/** How long the receiver waits for the first connection, s. */
const WAIT_S = 5;
/** Beyond what the scripts allow themselves, ms. */
const SPARE_MS = 12_000;

/** Two hosts whose link is to be measured. */
export interface MeasuredPair {
  readonly source: { readonly remote: Remote; readonly snapshot: HostSnapshot };
  readonly destination: { readonly remote: Remote; readonly snapshot: HostSnapshot };
}

/**
 * Sends data for some seconds from the source to a free port of the destination's migration range, at the address that a migration would use, and
 * counts it there: bytes/s of payload. Throws `host-problem` with the hosts' words, `conflict` when no port is free. Both ends end by themselves.
 */
export async function measureLink({ source, destination }: MeasuredPair, seconds: number, tools = TOOLS): Promise<number> {
  const names = { source: source.snapshot.registration.name, destination: destination.snapshot.registration.name };
  const address = await dataAddress({ source, destination });
  const port = await freePort(destination.remote, destination.snapshot);
  const timeoutMs = (WAIT_S + seconds) * 1000 + SPARE_MS;
  const args = [address, String(port)];
  const [received, sent] = await Promise.all([
    destination.remote.script(RECEIVE, [...args, String(WAIT_S), String(seconds), tools], timeoutMs),
    source.remote.script(SEND, [...args, String(seconds), tools], timeoutMs),
  ]);
  for (const [{ stdout }, host] of [
    [received, names.destination],
    [sent, names.source],
  ] as const) {
    if (/^tool none/m.test(stdout)) throw problem({ key: "no-tool", values: { host, tools: tools.replaceAll(" ", ", ") } }, "");
  }
  const [, bytes, ns] = /^received (\d+) (\d+)$/m.exec(received.stdout) ?? [];
  if (sent.exitCode === 0 && Number(bytes) > 0 && Number(ns) > 0) return (Number(bytes) * 1e9) / Number(ns);
  const arrived = Number(bytes ?? 0) > 0;
  const words = [wordsOf(sent), wordsOf(received)].join("\n").trim();
  if (!arrived && sent.exitCode !== 0 && !sent.connectionLost)
    throw problem({ key: "no-way", values: { ...names, address, port } }, sent.stderr.trim() || words);
  throw problem({ key: "measure-failed", values: names }, words);
}

/** Where a migration sends its memory: the name that the destination announces, as the source resolves it; its own address where that leads elsewhere. */
async function dataAddress({ source, destination }: MeasuredPair): Promise<string> {
  const names = await probeNames(source.remote, destination.remote, Date.now);
  const host = destination.snapshot.registration.name;
  if (names.kind !== "done") {
    const reason = names.why.values?.reason;
    throw problem({ key: "name-unread", values: { host } }, typeof reason === "string" ? reason : "");
  }
  const { resolved, destinationAddresses, announced } = names.value.hostname;
  const own =
    resolved.find((address) => destinationAddresses.includes(address)) ?? registeredAddress(destination, destinationAddresses);
  if (own === undefined) throw problem({ key: "name-unread", values: { host } }, `${announced}: ${resolved.join(", ") || "-"}`);
  return own;
}

function registeredAddress({ snapshot }: MeasuredPair["destination"], own: readonly string[]): string | undefined {
  return own.find((address) => address === snapshot.registration.address) ?? own[0];
}

async function freePort(remote: Remote, { facts, registration }: HostSnapshot): Promise<number> {
  const { min, max } = facts?.migrationPorts ?? { min: 49_152, max: 49_215 };
  const listening = await remote.script(LISTENING, [], 5_000);
  const taken = readListeningPorts(listening.stdout);
  const free = Array.from({ length: max - min + 1 }, (_, index) => min + index).filter((port) => !taken.has(port));
  // From the upper half: libvirt takes ports from the lower end, and must not find ours in its way.
  const port = free[randomInt(Math.floor(free.length / 2), Math.max(1, free.length))];
  if (port !== undefined) return port;
  throw new ServiceError("conflict", {
    message: { key: "errors.forecast.no-free-port", values: { host: registration.name, min, max } },
  });
}

function problem({ key, values }: Message, detail: string): ServiceError {
  return new ServiceError("host-problem", {
    message: { key: `errors.forecast.${key}`, ...(values ? { values } : {}) },
    ...(detail === "" ? {} : { detail: detail.slice(0, 2_000) }),
  });
}
