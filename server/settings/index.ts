import { queueLimitsInput } from "../../lib/contract/queue-inputs.ts";
import { DEFAULT_QUEUE_LIMITS } from "../../lib/core/model/queue.ts";
import type { ServerEvents } from "../events.ts";
import type { SettingsService } from "../services.ts";
import type { Store } from "../store/repositories.ts";

export interface SettingsParts {
  readonly store: Pick<Store, "settings">;
  readonly events: Pick<ServerEvents, "emit">;
}

const LIMITS = "queue.limits";

/** What an admin may change about the console itself. Every process reads it from the store each time, so that a change holds in all of them at once. */
export function createSettingsService({ store, events }: SettingsParts): SettingsService {
  return {
    async limits() {
      const stored = queueLimitsInput.safeParse(await store.settings.get(LIMITS));
      return stored.success ? stored.data : DEFAULT_QUEUE_LIMITS;
    },
    async saveLimits(limits) {
      await store.settings.save(LIMITS, limits);
      events.emit("settings:changed");
      return limits;
    },
  };
}
