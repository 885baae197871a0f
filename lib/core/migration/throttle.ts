import type { DomainUuid } from "../model/ids.ts";
import type { MigrationOptions } from "../model/options.ts";
import { onDomain } from "./command.ts";
import { whole } from "./command-words.ts";
import type { MigrationPlan } from "./plan.ts";

/** QEMU's defaults, percent: share of dirtied to sent bytes from which it slows the guest, first step, each further step, and the most. */
const DEFAULTS = { threshold: 50, initial: 20, increment: 10, max: 99 } as const;

type Percentages = Pick<MigrationOptions, "autoConvergeInitialPercent" | "autoConvergeIncrementPercent">;

/**
 * Before the start: auto-converge cannot be switched on in a running migration, so that it is on from the start but held back. A threshold of 100 % alone would
 * let a guest through that dirties more than is sent; with 1 % as the most it slows none. libvirt has no words for these; QEMU's monitor takes them and
 * libvirt leaves them alone (tried on 9.0 with QEMU 7.2), but marks the domain as tainted (custom-monitor). Null when no rung needs it.
 */
export function buildArmCommand(plan: Pick<MigrationPlan, "domainUuid" | "armAutoConverge">): readonly string[] | null {
  return plan.armAutoConverge ? holdThrottleCommand(plan.domainUuid) : null;
}

/** `buildArmCommand` for a migration of which it is known that a rung needs it. */
export function holdThrottleCommand(uuid: DomainUuid): readonly string[] {
  return throttle(uuid, { threshold: 100, initial: 1, increment: 1, max: 1 });
}

/** The rung: QEMU may slow the guest from now on, by the percentages that were chosen or its own. */
export function letGoCommand(uuid: DomainUuid, percentages: Percentages): readonly string[] {
  return throttle(uuid, {
    ...DEFAULTS,
    initial: percentages.autoConvergeInitialPercent ?? DEFAULTS.initial,
    increment: percentages.autoConvergeIncrementPercent ?? DEFAULTS.increment,
  });
}

/** After a migration that did not come about: QEMU on the source keeps the figures, and the next migration would be held back by them. */
export function restoreThrottleCommand(uuid: DomainUuid): readonly string[] {
  return throttle(uuid, DEFAULTS);
}

function throttle(
  uuid: DomainUuid,
  figures: { readonly threshold: number; readonly initial: number; readonly increment: number; readonly max: number },
): readonly string[] {
  const percent = (value: number, what: string) => Number(whole(value, 1, 100, what));
  const values = {
    "throttle-trigger-threshold": percent(figures.threshold, "throttle threshold"),
    "cpu-throttle-initial": percent(figures.initial, "initial throttle"),
    "cpu-throttle-increment": percent(figures.increment, "throttle increment"),
    "max-cpu-throttle": percent(figures.max, "most throttle"),
  };
  return onDomain("qemu-monitor-command", uuid, [
    "--cmd",
    JSON.stringify({ execute: "migrate-set-parameters", arguments: values }),
  ]);
}
