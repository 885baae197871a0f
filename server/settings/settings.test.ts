import { describe, expect, it } from "vitest";
import { queueLimitsInput } from "../../lib/contract/queue-inputs.ts";
import { DEFAULT_QUEUE_LIMITS } from "../../lib/core/model/queue.ts";
import { createServerEvents } from "../events.ts";
import { createSettingsService } from "./index.ts";

function settings(stored?: unknown) {
  let value = stored;
  const events = createServerEvents();
  const said: string[] = [];
  events.on("settings:changed", () => said.push("settings:changed"));
  const store = {
    settings: {
      get: async () => value,
      save: async (_: string, next: unknown) => {
        value = next;
      },
    },
  };
  return { service: createSettingsService({ store, events }), said };
}

describe("the queue's limits", () => {
  it("are the defaults until somebody changes them, and then hold and are announced", async () => {
    const { service, said } = settings();
    expect(await service.limits()).toEqual(DEFAULT_QUEUE_LIMITS);
    const limits = { perSource: 3, perDestination: 4, inAll: 5 };
    expect(await service.saveLimits(limits)).toEqual(limits);
    expect(await service.limits()).toEqual(limits);
    expect(said).toEqual(["settings:changed"]);
  });

  it("are the defaults when what is stored cannot be meant", async () => {
    for (const stored of [null, "x", { perSource: 0, perDestination: 1, inAll: 1 }, { perSource: 1 }])
      expect(await settings(stored).service.limits()).toEqual(DEFAULT_QUEUE_LIMITS);
  });

  it.each([
    [{ perSource: 0 }, "perSource", "perHost"],
    [{ perSource: 1.5 }, "perSource", "perHost"],
    [{ perDestination: 65 }, "perDestination", "perHost"],
    [{ perDestination: null }, "perDestination", "perHost"],
    [{ inAll: 513 }, "inAll", "inAll"],
    [{ inAll: Number.NaN }, "inAll", "inAll"],
    [{ inAll: "8" }, "inAll", "inAll"],
  ])("refuse %o at the field", (wrong, field, message) => {
    const read = queueLimitsInput.safeParse({ ...DEFAULT_QUEUE_LIMITS, ...wrong });
    expect(read.error?.issues).toMatchObject([{ path: [field], message }]);
  });
});
