import { describe, expect, it } from "vitest";
import { messagesFor } from "../../i18n/messages.ts";
import { known, unknown } from "../model/fact.ts";
import type { MigrationRecord } from "../model/migration.ts";
import type { LeverAction, LeverKind, MigrationOptions } from "../model/options.ts";
import type { LeverUse } from "../model/steps.ts";
import { LEVER_REASONS, type LeverReason, leverCommand, leverStates } from "./levers.ts";
import { hostFacts } from "./test-support/host-facts.ts";
import { optionsWith } from "./test-support/plans.ts";
import { queuedRecord } from "./test-support/records.ts";

const NEW = { source: hostFacts(), destination: hostFacts() };
const UUID = "7a6b0001-0000-4000-8000-000000000001";

function record(changes: Partial<MigrationRecord>, options: Partial<MigrationOptions> = {}): MigrationRecord {
  const running = queuedRecord({ state: "running", phase: "pre-copy", startedAtMs: 1, ...changes });
  return { ...running, request: { ...running.request, options: optionsWith(options) } };
}

function used(action: LeverAction, ok: boolean | null = true): LeverUse {
  return { atMs: 1, by: { kind: "user", name: "admin" }, action, ok, detail: "" };
}

/** What cannot be used, with the last part of its reason. */
function reasons(of: MigrationRecord, facts: Parameters<typeof leverStates>[1] = NEW): Partial<Record<LeverKind, string>> {
  const states = Object.entries(leverStates(of, facts));
  return Object.fromEntries(
    states.flatMap(([kind, state]) => (state.available ? [] : [[kind, state.reason.key.replace("live.levers.reasons.", "")]])),
  );
}

const ALL = (reason: string) => ({
  "max-downtime": reason,
  bandwidth: reason,
  "post-copy-bandwidth": reason,
  "auto-converge": reason,
  "post-copy": reason,
  suspend: reason,
  recover: "not-broken",
});
const POST_COPY = { postCopy: "by-hand" } as const;
const NO_POST_COPY = { "post-copy": "post-copy-not-allowed", "post-copy-bandwidth": "post-copy-not-allowed" };
const NO_CONVERGE = { "auto-converge": "auto-converge-not-armed" };
const ARMED = { ladder: [{ afterS: 9, action: { kind: "auto-converge" } }] } as const;

describe("leverStates", () => {
  it.each<[string, MigrationRecord, Partial<Record<LeverKind, string | undefined>>]>([
    ["in plain pre-copy", record({}), { ...NO_POST_COPY, ...NO_CONVERGE, recover: "not-broken" }],
    ["in pre-copy with post-copy allowed", record({}, POST_COPY), { ...NO_CONVERGE, recover: "not-broken" }],
    [
      "with auto-converge on from the start",
      record({}, { ...POST_COPY, autoConverge: true }),
      { "auto-converge": "auto-converge-on-already", recover: "not-broken" },
    ],
    ["with auto-converge armed", record({}, { ...POST_COPY, ...ARMED }), { recover: "not-broken" }],
    [
      "with auto-converge let go",
      record({ levers: [used({ kind: "auto-converge" })] }, { ...POST_COPY, ...ARMED }),
      { "auto-converge": "auto-converge-let-go", recover: "not-broken" },
    ],
    [
      "with auto-converge refused by QEMU",
      record({ levers: [used({ kind: "auto-converge" }, false)] }, { ...POST_COPY, ...ARMED }),
      { recover: "not-broken" },
    ],
    [
      "while disks are copied",
      record({ phase: "block-copy" }, { ...POST_COPY, storageCopy: "full", copiedDisks: ["vda"] }),
      { bandwidth: "disks-keep-their-rate", "post-copy": "memory-not-begun", ...NO_CONVERGE, recover: "not-broken" },
    ],
    [
      "before anything is copied",
      record({ phase: "preparing" }, POST_COPY),
      { ...ALL("not-copying-yet"), "post-copy": "memory-not-begun" },
    ],
    ["while it waits for its turn", record({ state: "queued", phase: "preparing" }, POST_COPY), ALL("in-queue")],
    [
      "while it was let through and has not begun",
      record({ state: "queued", phase: "preparing", queue: { ...record({}).queue, admittedAtMs: 5 } }, POST_COPY),
      ALL("not-started"),
    ],
    ["while it starts", record({ state: "starting", phase: "preparing" }, POST_COPY), ALL("not-started")],
    ["while the source is away", record({ state: "detached" }, POST_COPY), ALL("host-away")],
    [
      "while both hosts are checked",
      record({ state: "finishing", phase: "verifying" }),
      { ...ALL("checking"), abort: "checking" },
    ],
    ["after the end", record({ state: "succeeded", endedAtMs: 2 }), { ...ALL("ended"), recover: "ended", abort: "ended" }],
    ["in the switchover", record({ phase: "switchover" }, POST_COPY), { ...ALL("switching"), "post-copy-bandwidth": undefined }],
    [
      "when an abort is wanted",
      record({ levers: [used({ kind: "abort" }, null)] }, POST_COPY),
      { ...ALL("abort-requested"), abort: "abort-requested" },
    ],
    [
      "when an abort was refused",
      record({ levers: [used({ kind: "abort" }, false)] }, POST_COPY),
      { ...NO_CONVERGE, recover: "not-broken" },
    ],
    [
      "when the VM is paused already",
      record({ levers: [used({ kind: "suspend" })] }, POST_COPY),
      { "post-copy": "guest-paused", suspend: "guest-paused", ...NO_CONVERGE, recover: "not-broken" },
    ],
    [
      "in post-copy",
      record({ phase: "post-copy", postCopyAtMs: 5 }, POST_COPY),
      { ...ALL("in-post-copy"), "post-copy-bandwidth": undefined, abort: "in-post-copy" },
    ],
    [
      "when post-copy is on its way",
      record({ levers: [used({ kind: "post-copy" }, null)] }, POST_COPY),
      { ...ALL("in-post-copy"), "post-copy-bandwidth": undefined, abort: "in-post-copy" },
    ],
    [
      "when post-copy is broken",
      record({ state: "post-copy-broken", phase: "post-copy", postCopyAtMs: 5 }, POST_COPY),
      { ...ALL("post-copy-broken"), recover: undefined, abort: "post-copy-broken" },
    ],
    [
      "while files are copied",
      record({ phase: "file-copy" }, { mode: "offline" }),
      { ...ALL("live-only"), bandwidth: undefined },
    ],
    [
      "while a copy is being defined",
      record({ phase: "defining" }, { mode: "cold-copy" }),
      { ...ALL("live-only"), bandwidth: "no-file-copy", abort: "switching" },
    ],
  ])("%s", (_, of, expected) => {
    expect(reasons(of)).toEqual(Object.fromEntries(Object.entries(expected).filter(([, reason]) => reason !== undefined)));
  });

  it("recovers only with libvirt 8.5 on both hosts", () => {
    const broken = record({ state: "post-copy-broken", phase: "post-copy" }, POST_COPY);
    const old = { ...hostFacts(), hostname: "hv9", libvirtVersion: known("8.4.0") };
    const state = leverStates(broken, { ...NEW, destination: old }).recover;
    expect(state).toEqual({
      available: false,
      reason: { key: "live.levers.reasons.recover-libvirt-too-old", values: { host: "hv9", needed: "8.5.0", found: "8.4.0" } },
    });
    expect(reasons(broken, { ...NEW, source: null }).recover).toBe("recover-version-unknown");
    const silent = { ...hostFacts(), libvirtVersion: unknown<string>("no answer") };
    expect(reasons(broken, { ...NEW, source: silent }).recover).toBe("recover-version-unknown");
  });

  it("has words for each reason in both languages", () => {
    for (const locale of ["en", "zh-CN"] as const) {
      const words: Readonly<Partial<Record<LeverReason, string>>> = messagesFor(locale).live.levers.reasons;
      expect(LEVER_REASONS.filter((reason) => !words[reason])).toEqual([]);
    }
  });
});

describe("leverCommand", () => {
  const live = record({ argv: ["virsh", "migrate", "--postcopy", "--tls"] }, POST_COPY);

  it.each<[LeverAction, string]>([
    [{ kind: "max-downtime", ms: 900 }, `migrate-setmaxdowntime --domain ${UUID} --downtime 900`],
    [{ kind: "bandwidth", mibPerSec: 32 }, `migrate-setspeed --domain ${UUID} --bandwidth 32`],
    [{ kind: "bandwidth", mibPerSec: null }, `migrate-setspeed --domain ${UUID} --bandwidth 8796093022207`],
    [{ kind: "post-copy-bandwidth", mibPerSec: 8 }, `migrate-setspeed --domain ${UUID} --bandwidth 8 --postcopy`],
    [{ kind: "post-copy" }, `migrate-postcopy --domain ${UUID}`],
    [{ kind: "suspend" }, `suspend --domain ${UUID}`],
    [{ kind: "abort" }, `domjobabort --domain ${UUID}`],
  ])("%j", (action, words) => {
    expect(leverCommand(live, action)?.join(" ")).toBe(`virsh -c qemu:///system ${words}`);
  });

  it("lets the throttle go with the chosen percentages", () => {
    const armed = record({}, { ...ARMED, autoConvergeInitialPercent: 40 });
    expect(leverCommand(armed, { kind: "auto-converge" })?.at(-1)).toContain('"cpu-throttle-initial":40');
  });

  it("takes up a broken post-copy by the command that was run", () => {
    expect(leverCommand(live, { kind: "recover" })).toEqual(["virsh", "migrate", "--postcopy", "--postcopy-resume", "--tls"]);
    expect(leverCommand(record({}), { kind: "recover" })).toBeNull();
  });

  it("has no command for the rate of our own copy, and refuses an absurd figure", () => {
    expect(leverCommand(record({}, { mode: "offline" }), { kind: "bandwidth", mibPerSec: 5 })).toBeNull();
    expect(() => leverCommand(live, { kind: "bandwidth", mibPerSec: 0 })).toThrow(RangeError);
    expect(() => leverCommand(live, { kind: "max-downtime", ms: 60_001 })).toThrow(RangeError);
  });
});
