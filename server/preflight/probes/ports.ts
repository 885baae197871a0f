import { randomInt } from "node:crypto";
import { readConnectOutcome } from "../../../lib/core/preflight/outcomes.ts";
import type { PortReach } from "../../../lib/core/preflight/probes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, neverAnswered, type Remote, wordsOf } from "../remote.ts";
import { CONNECT, LISTEN, LISTENING, RELEASE } from "./port-scripts.ts";

/** Longer than every try to connect together; the listener is released earlier as a rule. */
const LISTEN_S = 8;

export interface PortQuestion {
  /** Name or address that the source will be told to send the memory to. */
  readonly address: string;
  readonly minPort: number;
  readonly maxPort: number;
}

/**
 * Opens a listener on a free port of the destination's migration range for a few seconds and lets the source connect to it. Nothing is
 * left listening. Told apart: open, refused (by a firewall: the listener was there), no answer, no tool to try with.
 */
export async function probePorts(
  source: Remote,
  destination: Remote,
  question: PortQuestion,
  now: () => number,
): Promise<FinishedProbe<PortReach>> {
  const { address, minPort, maxPort } = question;
  const listening = await destination.script(LISTENING, [], 5_000);
  if (listening.exitCode !== 0) return failedProbe(wordsOf(listening), now());
  const taken = readListeningPorts(listening.stdout);
  const free = Array.from({ length: maxPort - minPort + 1 }, (_, index) => minPort + index).filter((port) => !taken.has(port));
  const base = { address, minPort, maxPort, freePorts: free.length };
  // From the upper half: libvirt takes ports from the lower end, and must not find ours in its way.
  const port = free[randomInt(Math.floor(free.length / 2), Math.max(1, free.length))];
  if (port === undefined) {
    const value: PortReach = { ...base, outcome: "no-free-port", port: null, listenTool: null, text: "" };
    return { kind: "done", value, atMs: now(), commands: [] };
  }

  const listener = destination.script(LISTEN, [String(port), String(LISTEN_S)], (LISTEN_S + 4) * 1000);
  const connect = await source.script(CONNECT, [address, String(port)], 12_000);
  if (connect.exitCode !== 0) await destination.script(RELEASE, [String(port)], 5_000);
  const heard = await listener;
  const listenTool = /^tool (\S+)/m.exec(heard.stdout)?.[1] ?? null;
  const connectTool = /^tool (\S+)/m.exec(connect.stdout)?.[1] ?? null;
  const commands = [
    { hostId: destination.hostId, text: `${listenTool ?? "?"}: listen on TCP port ${port}` },
    { hostId: source.hostId, text: `${connectTool ?? "?"}: connect to ${address} TCP port ${port}` },
  ];
  if (neverAnswered(heard) || neverAnswered(connect)) {
    return failedProbe(wordsOf(neverAnswered(heard) ? heard : connect), now(), commands);
  }
  const text = connect.exitCode === 0 ? "" : connect.stderr.trim().slice(0, 500);
  const done = (outcome: PortReach["outcome"], words = text): FinishedProbe<PortReach> => ({
    kind: "done",
    value: { ...base, outcome, port, listenTool, text: words },
    atMs: now(),
    commands,
  });
  if (listenTool === "none") return done("no-listener-tool");
  if (connectTool === "none") return done("no-connect-tool");
  if (connect.exitCode === 0) return done("open");
  // Somebody took the port between looking and listening: that says nothing about the firewall.
  if (/^taken/m.test(heard.stdout)) return done("other", heard.stdout.trim());
  return done(readConnectOutcome({ exitCode: connect.exitCode, timedOut: connect.timedOut, text }));
}

/** The TCP ports that something listens on, from /proc/net/tcp and tcp6: local address is field 1, state 0A is LISTEN. */
export function readListeningPorts(text: string): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const line of text.split("\n")) {
    const port = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A /.exec(line)?.[1];
    if (port !== undefined) ports.add(Number.parseInt(port, 16));
  }
  return ports;
}
