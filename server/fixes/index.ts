import type { FixRecord } from "../../lib/core/model/fix.ts";
import { ServiceError } from "../service-error.ts";
import type { FixService } from "../services.ts";
import { applyFix } from "./apply.ts";
import { createBusyHosts } from "./busy-hosts.ts";
import { makePlan, previewOf } from "./make-plan.ts";
import type { FixParts } from "./parts.ts";
import { recoverFixes } from "./recover.ts";
import { undoFix } from "./undo.ts";

/** What the console does on hosts when somebody presses Fix: looked at first, recorded, one step after the other, taken back on request. */
export function createFixService(parts: FixParts): FixService {
  const { fixes } = parts.store;
  const busy = createBusyHosts((hostId) => parts.inventory.snapshot(hostId)?.registration.name ?? hostId);
  /** By idempotency key: who presses twice gets the same record, as it ends. */
  const underWay = new Map<string, Promise<FixRecord>>();
  return {
    async start() {
      for (const { id } of await recoverFixes(fixes, parts.liveProcesses()))
        parts.logger.warn({ fixId: id }, "a fix was under way when its process ended");
    },
    preview: async (request) => previewOf(await makePlan(parts, request)),
    async apply(input, by) {
      const { idempotencyKey, request } = input;
      const present = underWay.get(idempotencyKey);
      if (present) return present;
      const mine = (async () =>
        (await fixes.byKey(idempotencyKey)) ?? (await busy.hold(request.hostIds, () => applyFix(parts, input, by))))();
      underWay.set(idempotencyKey, mine);
      try {
        return await mine;
      } finally {
        underWay.delete(idempotencyKey);
      }
    },
    async undo(fixId, by) {
      const record = await fixes.get(fixId);
      if (!record) throw new ServiceError("not-found", { message: { key: "errors.fixes.not-found" } });
      // Read again under the lock: another may have taken it back meanwhile.
      return busy.hold(record.request.hostIds, async () => undoFix(parts, (await fixes.get(fixId)) ?? record, by));
    },
    list: (filter) => fixes.list(filter),
  };
}
