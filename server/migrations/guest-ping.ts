import { spawn } from "node:child_process";
import { isIP } from "node:net";
import { parsePingReplies } from "../../lib/core/facts/ping.ts";

/** Pings of the guest from this machine, one after the other. */
export interface GuestPing {
  /** The longest time without an answer so far, ms, one that goes on now included; null as long as nothing ever answered. */
  longestGapMs(): number | null;
  /** How long ago the last answer came, ms; null when none ever did. */
  silentForMs(): number | null;
  /** Ends the process. May be called again. */
  stop(): Promise<void>;
}

/** The system's own: it may send ICMP, which we may not. */
const PING = "ping";
/** Root may ping as often as it wants; everybody else each 0.2 s, by ping's own rule. */
const INTERVAL_S = process.getuid?.() === 0 ? "0.01" : "0.2";
const LONGEST_LINE = 1_000;
/** Longer without an answer is a silence, ms. */
const ANSWERED_MS = 500;

/**
 * Pings an address with the system's `ping`, bounded by whoever stops it; if this server dies, ping dies with its next line, for nobody reads it any
 * more. `gone` is called once with ping's words when it cannot ping.
 */
export function startPing(address: string, gone: (words: string) => void): GuestPing {
  if (isIP(address) === 0) throw new RangeError(`not an address to ping: ${JSON.stringify(address.slice(0, 80))}`);
  const child = spawn(PING, ["-n", "-D", "-O", "-i", INTERVAL_S, address], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  });
  let rest = "";
  let words = "";
  let lastAtMs: number | null = null;
  let longest = 0;
  let stopping = false;
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      words ||= error.message;
      resolve();
    });
    child.once("close", () => resolve());
  });
  ended.then(() => {
    if (!stopping) gone(words.trim() || "ping ended");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    words = `${words}${chunk.toString("utf8")}`.slice(-500);
  });
  child.stdout.on("data", (chunk: Buffer) => {
    const text = rest + chunk.toString("utf8");
    const end = text.lastIndexOf("\n") + 1;
    rest = text.slice(end).slice(-LONGEST_LINE);
    for (const atMs of parsePingReplies(text.slice(0, end))) {
      if (lastAtMs !== null) longest = Math.max(longest, atMs - lastAtMs);
      lastAtMs = Math.max(lastAtMs ?? 0, atMs);
    }
  });
  const silentForMs = () => (lastAtMs === null ? null : Math.max(0, Date.now() - lastAtMs));
  return {
    silentForMs,
    longestGapMs: () => {
      const silent = silentForMs();
      return silent === null ? null : Math.round(Math.max(longest, silent > ANSWERED_MS ? silent : 0));
    },
    stop: async () => {
      stopping = true;
      child.kill("SIGKILL");
      await ended;
    },
  };
}
