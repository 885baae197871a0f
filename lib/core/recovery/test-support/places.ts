import { hostId } from "../../model/ids.ts";
import type { Place } from "../../model/recovery.ts";
import { parsePlace, silentPlace } from "../parse-place.ts";

/**
 * A host's answer in short: "running (booted)", "paused (migrating)", "shut off (destroyed)" as `virsh domstate --reason` says it; "absent"; "silent".
 * More words behind a comma: "transient", "stray", "job out", "job in", "job other", a QEMU state as "qemu inmigrate", "mute" for a QEMU that does not tell.
 */
export function aPlace(hostName: string, words: string): Place {
  const [state = "", ...more] = words.split(", ");
  const has = (word: string) => more.includes(word);
  const base = { hostId: hostId(`h_${hostName.padEnd(12, "0")}`), hostName, readAtMs: 0 };
  if (state === "silent") return { ...base, ...silentPlace("no answer") };
  const told = more.find((word) => word.startsWith("qemu "))?.slice(5) ?? (state.startsWith("paused") ? "paused" : null);
  const job = has("job out") ? "Outgoing migration" : has("job other") ? "Backup" : "";
  const lines = [
    `qemu ${has("stray") || !/^(absent|shut off)/.test(state) ? "4711" : ""}`,
    `present ${state === "absent" ? "no" : "yes"}`,
    `state ${state}`,
    `persistent ${has("transient") ? "no" : "yes"}`,
    `jobrc ${has("job in") ? "1" : has("busy") ? "124" : "0"}`,
    `job ${has("job in") ? "Operation not supported: migration statistics are available only on the source host" : job === "" ? "None" : "Unbounded"}`,
    `operation ${job}`,
    ...(told === null || has("mute") ? [] : [`run {"return":{"status":"${told}"}}`]),
    "end",
  ];
  return { ...base, ...parsePlace(lines.join("\n")) };
}

/** Answers of hv1, hv2 ... in their order. */
export function places(...words: readonly string[]): readonly Place[] {
  return words.map((one, index) => aPlace(`hv${index + 1}`, one));
}
