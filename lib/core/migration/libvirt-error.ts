import type { Failure } from "../model/migration.ts";
import { type FailureCode, LIBVIRT_ERRORS } from "./libvirt-error-table.ts";

/** Longest text of a host that is kept with a failure, in characters. */
const MAX_TEXT = 8000;

/** Of a long text its beginning and its end are looked at: patterns with a gap in them cost the square of a line's length. */
const LOOKED_AT = 8192;
/** Lines of logs that are looked at, each of them once, and the shortest that can tell anything. */
const MOST_LINES = 4000;
const SHORTEST_LINE = 8;

/** The code for one text of libvirt, QEMU or ssh; null when no row of the table knows it. */
export function classifyLibvirtText(text: string): FailureCode | null {
  const parts = text.length <= 2 * LOOKED_AT ? text : `${text.slice(0, LOOKED_AT)}\n${text.slice(-LOOKED_AT)}`;
  return LIBVIRT_ERRORS.find(([, pattern]) => pattern.test(parts))?.[0] ?? null;
}

/** A failure with its meaning and advice in both languages; `libvirtText` stays as the host wrote it. */
export function failureOf(code: FailureCode, libvirtText: string): Failure {
  return {
    code,
    meaning: { key: `failures.codes.${code}.meaning` },
    advice: { key: `failures.codes.${code}.advice` },
    libvirtText: libvirtText.slice(0, MAX_TEXT),
  };
}

/** Texts that say only that something ended, so that a host's log may know better. */
const VAGUE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "cause-hidden",
  "qemu-died",
  "stream-broken",
  "connection-lost",
  "domain-not-running",
  // Left by whoever came too early, our own abort among them.
  "operation-in-the-way",
]);

export interface FailureTexts {
  /** stderr of `virsh migrate`. */
  readonly virsh: string;
  /** Lines of both daemons' logs and of QEMU's, from the time of the migration; may be empty. */
  readonly logs: readonly string[];
}

/**
 * What a failed migration means. virsh's own words win when they tell a cause. Over ssh they often do not (the connection's end
 * overwrites the error: "End of file while reading data"): then the logs are asked, and only if they are silent too is the cause called hidden.
 */
export function classifyFailure(texts: FailureTexts): Failure {
  const all = [texts.virsh.trim(), ...texts.logs.map((log) => log.trim())].filter((text) => text !== "").join("\n");
  const own = classifyLibvirtText(texts.virsh);
  if (own && !VAGUE.has(own)) return failureOf(own, all);
  const lines = new Set(texts.logs.flatMap((log) => log.split("\n")).filter((line) => line.length >= SHORTEST_LINE));
  const logged = [...lines].slice(0, MOST_LINES).map(classifyLibvirtText);
  const telling = logged.find((code) => code !== null && !VAGUE.has(code) && code !== "canceled" && code !== "domain-gone");
  if (telling) return failureOf(telling, all);
  if (own && own !== "cause-hidden") return failureOf(own, all);
  // The daemon's log is about every VM of the host: an abort in it is ours only where virsh has no words, or vague ones.
  const mayBeCanceled = own !== null || texts.virsh.trim() === "";
  const vague = logged.find((code) => code !== null && code !== "cause-hidden" && (mayBeCanceled || code !== "canceled"));
  if (vague) return failureOf(vague, all);
  if (own) return failureOf(own, all);
  return failureOf(texts.virsh.trim() === "" ? "no-words" : "unrecognised", all);
}
