import type { MigrationOptions } from "../../../lib/contract/index.ts";

/** A migration whose every step the server is killed at. */
export interface CrashScenario {
  readonly name: string;
  readonly guest: string;
  readonly isRunning: boolean;
  readonly options: Partial<MigrationOptions>;
  readonly says: string;
  /** Part of the quick form, at its telling steps. */
  readonly quick?: true;
}

export const SCENARIOS: readonly CrashScenario[] = [
  { name: "live", guest: "web01", isRunning: true, options: {}, says: "live, shared storage", quick: true },
  {
    name: "image",
    guest: "db02",
    isRunning: true,
    options: { storageCopy: "full", copiedDisks: ["vda"] },
    says: "live, with an image prepared at the destination",
  },
  {
    name: "offline",
    guest: "raw08",
    isRunning: false,
    options: { mode: "offline", copiedDisks: ["vda"] },
    says: "offline, with a file copied by the console",
  },
];
