import { describe, expect, it, vi } from "vitest";
import { domainUuid } from "../../lib/core/model/ids.ts";
import type { MigrationRecord } from "../../lib/core/model/migration.ts";
import { createServerEvents } from "../events.ts";
import { aMigration } from "../test-support/records.ts";
import { createRunningCounter } from "./running-count.ts";

const ANOTHER = domainUuid("7a6b0001-0000-4000-8000-00000000ffff");
const base = aMigration();
const { sourceHostId, destinationHostId } = base.request;
const running: MigrationRecord = { ...base, queue: { ...base.queue, admittedAtMs: 1 } };
const ended: MigrationRecord = { ...running, endedAtMs: 2 };

describe("migrations that run in other processes", () => {
  it("count though they began before this process, until they end", async () => {
    const events = createServerEvents();
    const counter = createRunningCounter(events, { unfinished: async () => [running] });
    await vi.waitFor(() => expect(counter.of(sourceHostId, ANOTHER)).toEqual({ outgoing: 1, incoming: 0 }), 10_000);
    expect(counter.of(destinationHostId, ANOTHER)).toEqual({ outgoing: 0, incoming: 1 });
    events.hear("migration:state", ended);
    expect(counter.of(sourceHostId, ANOTHER)).toEqual({ outgoing: 0, incoming: 0 });
  });

  it("do not count when their end was announced while the store was asked", async () => {
    const events = createServerEvents();
    let answer: (records: readonly MigrationRecord[]) => void = () => undefined;
    const asked = new Promise<readonly MigrationRecord[]>((resolve) => {
      answer = resolve;
    });
    const counter = createRunningCounter(events, { unfinished: () => asked });
    events.hear("migration:state", ended);
    answer([running]);
    await asked;
    await Promise.resolve();
    expect(counter.of(sourceHostId, ANOTHER)).toEqual({ outgoing: 0, incoming: 0 });
  });

  it("do not count when their end was missed", async () => {
    const events = createServerEvents();
    let stored: readonly MigrationRecord[] = [running];
    const counter = createRunningCounter(events, { unfinished: async () => stored });
    await vi.waitFor(() => expect(counter.of(sourceHostId, ANOTHER).outgoing).toBe(1), 10_000);
    stored = [];
    events.hear("missed");
    await vi.waitFor(() => expect(counter.of(sourceHostId, ANOTHER).outgoing).toBe(0), 10_000);
  });
});
