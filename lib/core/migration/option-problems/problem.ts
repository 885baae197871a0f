import type { Domain } from "../../model/domain.ts";

/** What `optionProblems` can find: keys below `errors.migrations`. */
export const PROBLEM_KEYS = [
  "two-definitions",
  "undefine-needs-persistent",
  "live-only",
  "not-in-mode",
  "mode-needs-definition",
  "mode-moves-definition",
  "saved-state-whole-move",
  "clone-only-in-cold-copy",
  "clone-keeps-original",
  "clone-needs-name",
  "clone-copies-all-disks",
  "macs-need-new-uuid",
  "rename-same-name",
  "rename-needs-undefine",
  "suspend-with-post-copy",
  "post-copy-bandwidth-needs-post-copy",
  "percent-needs-auto-converge",
  "compression-with-parallel",
  "compression-needs-parallel",
  "xbzrle-cache-power-of-two",
  "zero-copy-needs-parallel",
  "zero-copy-with-tls",
  "zero-copy-with-compression",
  "limit-needs-post-copy",
  "ladder-not-rising",
  "rung-after-abort",
  "rung-after-time-limit",
  "rung-after-post-copy",
  "rung-after-suspend",
  "rung-needs-post-copy",
  "rung-twice",
  "rung-on-already",
  "copy-needs-disks",
  "disks-need-copy",
  "disk-unknown",
  "disk-twice",
  "disk-cannot-be-copied",
  "incremental-needs-overlay",
  "synchronous-needs-copy",
  "disk-path-needs-copy",
  "disk-path-twice",
  "disks-port-needs-copy",
  "disks-socket-needs-copy",
  "disks-port-with-socket",
  "disks-socket-with-tls",
  "ports-equal",
  "tls-name-needs-tls",
  "tunnelled-with",
  "migrate-port-needs-address",
  "nic-unknown",
  "nic-twice",
  "nic-is-device",
  "device-twice",
  "device-unknown",
  "replacement-twice",
] as const;

export type ProblemKey = (typeof PROBLEM_KEYS)[number];

/** What is wrong with a choice, at its field. `errors.migrations.<key>` says it in words, with `values` in it. */
export interface OptionProblem {
  /** Path of the field in the request, e.g. "options.tls" or "options.ladder.2.afterS". */
  readonly field: string;
  /** Key below `errors.migrations`. */
  readonly key: ProblemKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What has to be known of a domain to judge the options: of a running one, its live definition. */
export type OptionDomain = Pick<Domain, "persistent"> & Partial<Pick<Domain, "name" | "disks" | "nics">>;
