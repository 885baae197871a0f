import { describe, expect, it } from "vitest";
import { hostId, migrationId } from "../../lib/core/model/ids.ts";
import type { MigrationLogEntry } from "../../lib/core/model/migration.ts";
import { createServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { openCommandLog } from "./command-log.ts";
import { memoryMigrations } from "./test-support/memory-store.ts";

const id = migrationId("m_0123456789");
const host = hostId("h_0123456789");
const result = (stdout: string): CommandResult => ({
  argv: ["virsh"],
  command: "virsh domjobinfo",
  exitCode: 0,
  signal: null,
  stdout,
  stderr: "",
  durationMs: 1.4,
  timedOut: false,
  connectionLost: false,
  truncated: false,
});

function open(firstId = 1) {
  const migrations = memoryMigrations();
  const events = createServerEvents();
  const announced: MigrationLogEntry[] = [];
  let now = 1000;
  events.on("migration:log", async (_, entry) => {
    announced.push(entry);
  });
  const links = { get: () => undefined } as never;
  const deps = { store: { migrations }, links, events, logger: createLogger("silent"), now: () => now };
  const log = openCommandLog(deps, id, firstId);
  return { log, migrations, announced, pass: (ms: number) => (now += ms) };
}

describe("openCommandLog", () => {
  it("counts a reading that repeats on one entry, written every few seconds and at the end", async () => {
    const { log, migrations, announced, pass } = open();
    for (let reading = 1; reading <= 20; reading++) {
      log.repeated(host, result(`reading ${reading}`));
      pass(500);
    }
    await log.flushed();
    expect(await migrations.log(id)).toMatchObject([{ id: 1, repeats: 20, stdout: "reading 20" }]);
    expect(announced.length).toBeLessThanOrEqual(6);
  });

  it("keeps the order, and stores what it announces first", async () => {
    const { log, migrations, announced } = open(7);
    log.note({ key: "failures.notes.started" });
    log.command(host, result("x".repeat(100_000)));
    log.event(host, "event 'lifecycle'");
    await log.flushed();
    const stored = await migrations.log(id);
    expect(stored.map((entry) => [entry.id, entry.kind])).toEqual([
      [7, "note"],
      [8, "command"],
      [9, "event"],
    ]);
    expect(announced).toEqual(stored);
    expect(stored[1]?.stdout.length).toBe(16_384);
  });

  it("offers again, in order, what the store had no room for, and is whole when there is room", async () => {
    const { log, migrations, announced } = open();
    const { putLog } = migrations;
    migrations.putLog = async () => {
      throw new Error("no room");
    };
    log.note({ key: "failures.notes.started" });
    log.event(host, "event 'lifecycle'");
    await log.flushed();
    expect(announced).toEqual([]);
    migrations.putLog = putLog;
    log.command(host, result("x"));
    await log.flushed();
    expect((await migrations.log(id)).map((entry) => [entry.id, entry.kind])).toEqual([
      [1, "note"],
      [2, "event"],
      [3, "command"],
    ]);
    expect(announced.map((entry) => entry.id)).toEqual([1, 2, 3]);
  });
});
