import { parseDomstate } from "../facts/domain-state.ts";
import type { Place, PlaceJob } from "../model/recovery.ts";

/** What of a place comes from the host's own words. */
type PlaceWords = Pick<
  Place,
  "reachable" | "detail" | "present" | "state" | "reason" | "persistent" | "job" | "qemuPids" | "runState"
>;

/** A place of which nothing is known, for the reason given (host text). */
export function silentPlace(detail: string): PlaceWords {
  return {
    reachable: false,
    detail: detail.slice(0, 500),
    present: false,
    state: null,
    reason: null,
    persistent: null,
    job: "none",
    qemuPids: [],
    runState: null,
  };
}

/**
 * Reads what the place script printed: lines of a word and its value, the last of which is "end". What was cut off, or what says something else
 * than libvirt does, is no answer.
 */
export function parsePlace(text: string): PlaceWords {
  const lines = text.split("\n").map((line) => {
    const at = line.indexOf(" ");
    return at < 0 ? ([line, ""] as const) : ([line.slice(0, at), line.slice(at + 1).trim()] as const);
  });
  const said = (word: string) => lines.find(([name]) => name === word)?.[1];
  const silent = said("silent");
  if (silent !== undefined || said("end") === undefined) return silentPlace(silent ?? text);
  const qemuPids = (said("qemu") ?? "")
    .split(" ")
    .filter((pid) => /^\d{1,10}$/.test(pid))
    .map(Number);
  const here = { ...silentPlace(""), reachable: true, detail: null, qemuPids };
  if (said("present") !== "yes") return here;
  const state = parseDomstate(said("state") ?? "");
  const persistent = said("persistent");
  if (state === null || (persistent !== "yes" && persistent !== "no")) return silentPlace(text);
  return {
    ...here,
    present: true,
    state: state.state,
    reason: state.reason,
    persistent: persistent === "yes",
    job: jobOf(said("jobrc") ?? "", said("job") ?? "", said("operation") ?? ""),
    runState: /"status": *"([a-z-]{1,30})"/.exec(said("run") ?? "")?.[1] ?? null,
  };
}

/** Exit status 124 = no answer in time: the job that is at work holds the domain's lock. */
function jobOf(exitStatus: string, words: string, operation: string): PlaceJob {
  if (exitStatus === "124") return "busy";
  if (/only on the source host/.test(words)) return "incoming";
  if (exitStatus !== "0" || words === "" || /^None\b/.test(words)) return "none";
  if (/^Outgoing/.test(operation)) return "outgoing";
  return /^Incoming/.test(operation) ? "incoming" : "other";
}
