import { armsAutoConverge } from "../../migration/option-uses.ts";
import type { MigrationOptions } from "../../model/options.ts";
import { optionsChoice } from "../choice-of.ts";
import { mayPostCopy, modeOf } from "../choices.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/** A guest that feeds its watchdog every few seconds notices a pause of this length, ms. */
const LONG_PAUSE_MS = 5_000;

/** A watchdog that is not fed in time resets or kills the guest: in post-copy it waits for pages, slowed CPUs and long pauses make it late. */
export const devicesWatchdog = defineRule({
  id: "devices.watchdog",
  group: "devices",
  scope: "domain",
  reasons: ["none", "harmless", "in-time", "post-copy", "slowed"],
  evaluate: ({ domain, source, options }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    const { watchdog } = needs.value;
    if (watchdog === null) return say.notApplicable("none");
    const evidence = () => [seen(source, "device", `watchdog ${watchdog.model} ${watchdog.action}`)];
    const values = { model: watchdog.model, action: watchdog.action };
    if (watchdog.action === "none") return say.pass("harmless", { values, evidence });
    const slowed = options !== null && slowsGuest(options);
    if (mayPostCopy(options)) {
      const choices = slowed ? [] : [optionsChoice("no-post-copy", { postCopy: "off" })];
      return say.warn("post-copy", { values, evidence, fix: fix("watchdog-off", { choices }) });
    }
    return slowed
      ? say.warn("slowed", { values, evidence, fix: fix("watchdog-off", {}) })
      : say.pass("in-time", { values, evidence });
  },
});

function slowsGuest(options: MigrationOptions): boolean {
  if (modeOf(options) !== "live") return false;
  return options.autoConverge || armsAutoConverge(options) || (options.maxDowntimeMs ?? 0) >= LONG_PAUSE_MS;
}
