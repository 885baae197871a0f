import { succeeded } from "../ssh/command-result.ts";
import type { ActiveMigration } from "./active.ts";
import { noteOutsideChange } from "./outside.ts";
import { virshOn } from "./run-command.ts";

/** libvirt tells nobody when a limit is changed: it is asked this often, ms. */
const EVERY_MS = 5_000;
const TIMEOUT_MS = 4_000;

interface Seen {
  readonly maxDowntimeMs: number | null;
  readonly bandwidthMiBps: number | null;
}

/** Notices that somebody else changed the downtime limit or the bandwidth of a migration that is watched. */
export interface LimitWatch {
  /** Looks when it is time to, without being waited for. */
  look(): void;
}

/** Beyond this libvirt means "no limit", MiB/s. */
const LARGEST_LIMIT = 1_048_576;

export function watchLimits(active: ActiveMigration): LimitWatch {
  let seen: Seen | null = null;
  let dueAt = performance.now() + EVERY_MS / 2;
  let looking = false;

  const compare = async (now: Seen): Promise<void> => {
    const { limits, levers, state } = active.keeper.current();
    // One of ours is on its way: what is read may be before or after it.
    if (levers.some(({ ok }) => ok === null)) return;
    const before = seen;
    seen = now;
    if (!before || state !== "running") return;
    const at = active.deps.now();
    const isOutside = (what: keyof Seen) => now[what] !== before[what] && now[what] !== limits[what];
    const [downtime, bandwidth] = [isOutside("maxDowntimeMs"), isOutside("bandwidthMiBps")];
    if (downtime) noteOutsideChange(active, "source", at, { key: "max-downtime", values: { ms: now.maxDowntimeMs ?? 0 } });
    if (bandwidth) noteOutsideChange(active, "source", at, { key: "bandwidth", values: { mibPerSec: now.bandwidthMiBps ?? 0 } });
    await active.keeper.apply({
      type: "limits",
      atMs: at,
      limits: {
        maxDowntimeMs: downtime ? now.maxDowntimeMs : limits.maxDowntimeMs,
        bandwidthMiBps: bandwidth ? now.bandwidthMiBps : limits.bandwidthMiBps,
      },
    });
  };

  const read = async (): Promise<void> => {
    const how = { timeoutMs: TIMEOUT_MS, logged: "repeated" } as const;
    const [downtime, speed] = await Promise.all([
      virshOn(active, "source", "migrate-getmaxdowntime", [], how),
      virshOn(active, "source", "migrate-getspeed", [], how),
    ]);
    const ms = succeeded(downtime) ? wholeNumber(downtime.stdout) : null;
    const mib = succeeded(speed) ? wholeNumber(speed.stdout) : null;
    if (ms === null || mib === null || active.stopped) return;
    await compare({ maxDowntimeMs: ms, bandwidthMiBps: mib > LARGEST_LIMIT ? null : mib });
  };

  return {
    look: () => {
      if (looking || performance.now() < dueAt) return;
      looking = true;
      dueAt = performance.now() + EVERY_MS;
      read()
        .catch((error: unknown) =>
          active.deps.logger.warn({ migrationId: active.id, err: error }, "the limits of a migration could not be compared"),
        )
        .finally(() => {
          looking = false;
        });
    },
  };
}

function wholeNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,16}$/.test(trimmed) ? Number(trimmed) : null;
}
