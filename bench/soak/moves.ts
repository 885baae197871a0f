import type { MigrationOptions } from "../../lib/contract/index.ts";

/** A way in which one guest is moved. */
export interface Move {
  readonly guest: string;
  /** Its power before and after. */
  readonly isRunning: boolean;
  readonly name: string;
  readonly options: Partial<MigrationOptions>;
  readonly weight: number;
}

/** Guests that the lab leaves off and the soak runs. */
export const STARTED_FOR_THE_SOAK = ["nic10"];
/** Never moved here: QEMU 7.2 without KVM loses pages of a guest that writes without a pause (docs/faults.md), whoever moves it. */
export const STOPPED_FOR_THE_SOAK = ["busy04"];

const live = (guest: string, name: string, weight: number, options: Partial<MigrationOptions> = {}): Move => ({
  guest,
  isRunning: true,
  name,
  options,
  weight,
});

/** What a soak draws from. The plain case is the most frequent, as in life. */
export const MOVES: readonly Move[] = [
  ...["web01", "odd06", "nic10"].flatMap((guest) => [
    live(guest, "live", 8),
    live(guest, "TLS", 1, { tls: true }),
    live(guest, "2 connections", 1, { parallelConnections: 2 }),
    live(guest, "over tcp", 1, { connection: "tcp" }),
    live(guest, "tunnelled", 1, { tunnelled: true }),
    live(guest, "post-copy", 1, { postCopy: "after-first-pass" }),
  ]),
  live("db02", "storage copy", 6, { storageCopy: "full", copiedDisks: ["vda"] }),
  live("mix03", "copy of one disk", 4, { storageCopy: "full", copiedDisks: ["vdb"] }),
  live("nic10", "auto-converge", 2, { autoConverge: true }),
  live("web01", "saved state", 1, { mode: "saved-state" }),
  { guest: "off05", isRunning: false, name: "offline", options: { mode: "offline" }, weight: 4 },
  { guest: "raw08", isRunning: false, name: "cold copy", options: { mode: "offline", copiedDisks: ["vda"] }, weight: 2 },
];
