import { expect, it } from "vitest";
import { queuedRecord } from "../../lib/core/migration/test-support/records.ts";
import { createServerEvents } from "../events.ts";
import { keepRecord } from "./record-keeper.ts";
import { memoryMigrations } from "./test-support/memory-store.ts";

const record = queuedRecord();

async function kept(
  change: (stored: ReturnType<typeof memoryMigrations>) => Partial<ReturnType<typeof memoryMigrations>> = () => ({}),
) {
  const stored = memoryMigrations();
  await stored.insert(record, "key");
  await stored.claim(record.id, "us", async () => true);
  let lost = 0;
  const keeper = keepRecord(
    { store: { migrations: { ...stored, ...change(stored) } }, events: createServerEvents() },
    record,
    "us",
    () => lost++,
  );
  return { stored, keeper, lost: () => lost };
}

it("says that the migration is lost when somebody else has it, and leaves the record as it is", async () => {
  const { stored, keeper, lost } = await kept();
  await stored.claim(record.id, "them", async () => true);
  await expect(keeper.apply({ type: "submitted", atMs: 1 })).rejects.toMatchObject({ code: "not-owner" });
  expect(lost()).toBe(1);
  expect(keeper.current().state).toBe("queued");
});

it("goes on after a write whose answer got lost, whether it was stored or not", async () => {
  for (const arrives of [true, false]) {
    let cut = true;
    const { keeper } = await kept((stored) => ({
      update: async (next, owner) => {
        if (arrives || !cut) await stored.update(next, owner);
        if (cut) throw new Error("connection terminated");
      },
    }));
    await expect(keeper.apply({ type: "submitted", atMs: 1 })).rejects.toThrow("connection terminated");
    cut = false;
    if (!arrives) await keeper.apply({ type: "submitted", atMs: 2 });
    const next = await keeper.apply({ type: "remote-started", atMs: 3 });
    expect(next).toMatchObject({ state: "running", revision: 3 });
  }
});
