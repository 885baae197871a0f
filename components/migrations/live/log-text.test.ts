import { describe, expect, it } from "vitest";
import type { MigrationLogEntry, MigrationStep } from "@/lib/contract/index.ts";
import { hostId } from "@/lib/core/model/ids.ts";
import { logText } from "./log-text.ts";
import { recordOf } from "./test-support/records.ts";
import { withRunningCommand } from "./with-running-command.ts";

const entry: MigrationLogEntry = {
  id: 1,
  atMs: Date.UTC(2026, 10, 21, 12, 0, 0),
  kind: "command",
  hostId: null,
  hostName: "hv1",
  text: "virsh domjobinfo",
  message: null,
  exitCode: 0,
  stdout: "Job type: None\n\n",
  stderr: "",
  durationMs: 4,
  repeats: 3,
};

describe("the log as text", () => {
  it("has time, host, command, exit code, repeats and indented output", () => {
    expect(logText([entry])).toBe("2026-11-21T12:00:00.000Z hv1 $ virsh domjobinfo  # exit 0, 3 times\n    Job type: None\n");
  });

  it("keeps the lines of an event together and leaves notes without text out", () => {
    const event: MigrationLogEntry = {
      ...entry,
      kind: "event",
      text: "job completed:\n\ttime: 1",
      exitCode: null,
      stdout: "",
      repeats: 1,
    };
    const note: MigrationLogEntry = { ...entry, kind: "note", text: "", message: { key: "failures.notes.started" } };
    expect(logText([event, note])).toBe("2026-11-21T12:00:00.000Z hv1 job completed:\n    \ttime: 1\n");
  });
});

describe("the command that still runs", () => {
  const argv = ["virsh", "migrate", "--live"];
  const log = [entry, { ...entry, id: 2, atMs: entry.atMs + 5000 }];

  const migrateStep = (state: MigrationStep["state"], startedAtMs: number | null): MigrationStep => ({
    id: "migrate",
    kind: "migrate",
    hostId: hostId("h_1111111111"),
    label: { key: "steps.migrate.label" },
    undo: null,
    commands: [argv],
    data: {},
    state,
    startedAtMs,
    endedAtMs: null,
    detail: null,
    progress: null,
  });

  it("stands where its own step began when there are steps before it", () => {
    const steps = [migrateStep("running", entry.atMs + 1000)];
    const shown = withRunningCommand(log, recordOf({ argv, startedAtMs: entry.atMs - 9000, steps }));
    expect(shown[1]).toMatchObject({ text: "virsh migrate --live", atMs: entry.atMs + 1000 });
  });

  it("stands in the log at its time until the server has its outcome", () => {
    const record = recordOf({ argv, startedAtMs: entry.atMs + 1000 });
    expect(withRunningCommand(log, record).map((one) => one.text)).toEqual([
      "virsh domjobinfo",
      "virsh migrate --live",
      "virsh domjobinfo",
    ]);
    const logged = [...log, { ...entry, id: 3, text: "virsh migrate --live" }];
    expect(withRunningCommand(logged, record)).toBe(logged);
  });

  it.each([
    ["nothing has started", recordOf({ argv, startedAtMs: null })],
    ["it has ended", recordOf({ argv, startedAtMs: 1, endedAtMs: 2 })],
    ["it waits until files are copied", recordOf({ argv, startedAtMs: 1, steps: [migrateStep("waiting", null)] })],
    ["it is over and other steps follow", recordOf({ argv, startedAtMs: 1, steps: [migrateStep("done", 1)] })],
  ])("is not made up when %s", (_, record) => {
    expect(withRunningCommand(log, record)).toBe(log);
  });
});
