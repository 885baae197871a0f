import type { FixKind } from "../model/fix.ts";

/** The fixes that are ways out of a recovery case: each is done on one host. */
export const WAY_KINDS = [
  "pause-copy",
  "resume-copy",
  "destroy-copy",
  "undefine-copy",
  "start-vm",
  "remove-half-made",
  "remove-part-folder",
  "remove-job",
] as const satisfies readonly FixKind[];

export type WayKind = (typeof WAY_KINDS)[number];

/** True for the kind of a way out. */
export function isWayKind(kind: FixKind): kind is WayKind {
  return WAY_KINDS.some((way) => way === kind);
}
