import { spawn } from "node:child_process";
import { sleep } from "./run.ts";

/** What a run of pings saw. Times are wall-clock milliseconds. */
export interface PingReport {
  readonly address: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly sent: number;
  readonly received: number;
  /** The longest time without an answer, and when it began. */
  readonly longestGapMs: number;
  readonly longestGapStartedAt: number;
}

export interface Pinging {
  /** Ends the pinging and tells what it saw. */
  stop(): Promise<PingReport>;
}

/** Starts to ping an address each 10 ms from the machine itself. */
export function startPinging(address: string): Pinging {
  const startedAt = Date.now();
  const child = spawn("/bin/ping", ["-D", "-n", "-i", "0.01", address], { stdio: ["ignore", "pipe", "ignore"] });
  const out: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => resolve());
    child.on("error", () => resolve());
  });
  return {
    stop: async () => {
      const endedAt = Date.now();
      // answers on their way still count
      await sleep(100);
      child.kill("SIGINT");
      await ended;
      return readPings(address, Buffer.concat(out).toString("utf8"), startedAt, endedAt);
    },
  };
}

/** Reads what `ping -D` printed. */
export function readPings(address: string, text: string, startedAt: number, endedAt: number): PingReport {
  const answers = [...text.matchAll(/^\[(\d+\.\d+)\] \d+ bytes from .*icmp_seq=/gm)]
    .map(([, seconds]) => Number(seconds) * 1000)
    .sort((a, b) => a - b);
  const [, sent = 0, received = 0] = /(\d+) packets transmitted, (\d+) received/.exec(text)?.map(Number) ?? [];
  let longestGapMs = 0;
  let longestGapStartedAt = startedAt;
  let last = startedAt;
  for (const at of [...answers, endedAt]) {
    if (at - last > longestGapMs) {
      longestGapMs = at - last;
      longestGapStartedAt = last;
    }
    last = Math.max(last, at);
  }
  return {
    address,
    startedAt,
    endedAt,
    sent,
    received,
    longestGapMs: Math.round(longestGapMs),
    longestGapStartedAt: Math.round(longestGapStartedAt),
  };
}
