import type { Finding } from "../../model/finding.ts";
import type { RuleContext } from "../context.ts";
import { commandsOf, fileText, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { Say } from "../rule.ts";

export const FILE_REASONS = ["none", "present", "missing", "unreadable"] as const;

/** Shared by the rules about files that QEMU opens at its start on the destination. */
export function sayFiles(
  { source, destination, probes: { files } }: RuleContext,
  say: Say<(typeof FILE_REASONS)[number]>,
  paths: readonly string[],
): Finding {
  if (paths.length === 0) return say.notApplicable("none");
  if (files.kind !== "done") return say.notProbed(files);
  const looked = paths.map((path) => ({ path, file: files.value.get(path) }));
  const evidence = () => [
    ...commandsOf(files),
    ...looked.map(({ path, file }) => probed(files, destination.registration.id, "file", fileText(path, file))),
  ];
  const missing = looked.find(({ file }) => !file?.exists);
  if (missing) {
    const { address, user } = destination.registration;
    const copy = ["rsync", "-a", missing.path, `${user}@${address}:${missing.path}`];
    const values = { path: missing.path, source: source.registration.name };
    return say.block("missing", { values, evidence, fix: fix("copy-file", "source", [copy]) });
  }
  const unreadable = looked.find(({ file }) => !file?.readable);
  // Our login may be barred from what QEMU may read.
  if (unreadable)
    return say.unknown("unreadable", { values: { path: unreadable.path }, evidence, fix: fix("allow-read", "destination") });
  return say.pass("present", { values: { path: paths.join(", ") }, evidence });
}
