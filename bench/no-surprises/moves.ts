import type { MigrationOptions } from "../../lib/contract/index.ts";

/** A way in which one guest is moved: its power, and the options that an admin would choose, right or wrong. */
export interface Move {
  readonly guest: string;
  readonly isRunning: boolean;
  readonly name: string;
  readonly options: Partial<MigrationOptions>;
  readonly weight: number;
}

type Choices = Partial<MigrationOptions>;

const copy = (disk: string, more: Choices = {}): Choices => ({ storageCopy: "full", copiedDisks: [disk], ...more });
const clone = (guest: string): Choices => ({
  mode: "cold-copy",
  copiedDisks: ["vda"],
  diskPaths: [{ target: "vda", path: `/var/lib/libvirt/images/copy-of-${guest}.img` }],
  destinationName: `copy of ${guest}`,
  newUuid: true,
  newMacs: true,
  undefineSource: false,
});

/** Ways to move memory, for guests whose disks both hosts share. */
const MEMORY: Readonly<Record<string, Choices>> = {
  live: {},
  TLS: { tls: true },
  parallel: { parallelConnections: 2 },
  "TLS, parallel": { tls: true, parallelConnections: 3 },
  "post-copy": { postCopy: "after-first-pass" },
  "over tcp": { connection: "tcp" },
  "over tls": { connection: "tls" },
  compressed: { compression: { method: "xbzrle", cacheMiB: 64 } },
  paused: { suspendAtDestination: true },
};

function running(guest: string, weight: number, moves: Readonly<Record<string, Choices>>): Move[] {
  return Object.entries(moves).map(([name, options]) => ({ guest, isRunning: true, name, options, weight }));
}

function off(guest: string, weight: number, moves: Readonly<Record<string, Choices>>): Move[] {
  return Object.entries(moves).map(([name, options]) => ({ guest, isRunning: false, name, options, weight }));
}

/** Everything that may be drawn. Some of it is wrong on purpose: a local disk that is not copied, a shared one that is. */
export const MOVES: readonly Move[] = [
  ...running("web01", 2, MEMORY),
  ...running("web01", 1, { "copy of a shared disk": copy("vda"), "saved state": { mode: "saved-state" } }),
  ...running("db02", 3, { copy: copy("vda"), "copy, TLS": copy("vda", { tls: true }) }),
  ...running("db02", 1, {
    "live without a copy": {},
    "copy, post-copy": copy("vda", { postCopy: "after-first-pass" }),
    "copy, written through": copy("vda", { synchronousWrites: true }),
    "incremental copy without a base": copy("vda", { storageCopy: "incremental" }),
    "saved state, disk copied": { mode: "saved-state", copiedDisks: ["vda"] },
  }),
  ...running("mix03", 2, { "copy of one of two": copy("vdb"), "live without a copy": {} }),
  ...running("busy04", 0.5, { live: {}, "post-copy": { postCopy: "after-first-pass" }, "auto-converge": { autoConverge: true } }),
  ...off("off05", 2, { offline: { mode: "offline" } }),
  ...off("off05", 1, { clone: clone("off05"), "live, though it is off": {} }),
  ...running("odd06", 2, { live: {}, TLS: { tls: true } }),
  ...running("inc07", 2, {
    "incremental copy": copy("vda", { storageCopy: "incremental" }),
    "copy, flattened": copy("vda"),
  }),
  ...off("inc07", 1, { "offline, disk copied": { mode: "offline", copiedDisks: ["vda"] } }),
  ...running("raw08", 2, { copy: copy("vda") }),
  ...off("raw08", 2, { "offline, disk copied": { mode: "offline", copiedDisks: ["vda"] }, clone: clone("raw08") }),
  ...running("uefi09", 1, { copy: copy("vda") }),
  ...off("uefi09", 2, { "offline, disk copied": { mode: "offline", copiedDisks: ["vda"] }, clone: clone("uefi09") }),
  ...running("nic10", 2, { live: {}, parallel: { parallelConnections: 2 } }),
  ...running("blk11", 1, { live: {}, copy: copy("vda") }),
  ...off("blk11", 1, { offline: { mode: "offline" } }),
];
