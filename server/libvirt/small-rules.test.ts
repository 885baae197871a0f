import { describe, expect, it } from "vitest";
import { backOffMs } from "./back-off.ts";
import { parseNames } from "./domain-names.ts";
import { createEventClock } from "./event-clock.ts";
import { createGate } from "./gate.ts";
import { exitCodeFromStderr, tellsDisconnection, virshErrorText } from "./virsh-error.ts";
import { fitsShell } from "./virsh-routing.ts";

describe("backOffMs", () => {
  it("doubles from half a second to half a minute, less a random half", () => {
    expect([1, 2, 3, 6, 7, 1000].map((failures) => backOffMs("connection-refused", failures, 0))).toEqual([
      500, 1_000, 2_000, 16_000, 30_000, 30_000,
    ]);
    expect(backOffMs("connection-lost", 7, 1)).toBe(15_000);
  });

  it("is slow for what only an admin can mend", () => {
    expect(backOffMs("auth-failed", 1, 0)).toBe(30_000);
    expect(backOffMs("host-key-changed", 9, 1)).toBe(60_000);
  });
});

describe("virsh's stderr", () => {
  it.each([
    ["", 0],
    ["warning: something\n", 0],
    ["error: failed to get domain 'x'\n", 1],
    ["error: Disconnected from qemu:///system due to end of file\n", 0],
    ["error: Disconnected from qemu:///system due to end of file\nerror: Reconnected to the hypervisor\n", 0],
    [
      "error: Disconnected from qemu:///system due to end of file\nerror: End of file while reading data: Input/output error\n",
      1,
    ],
  ])("%j -> %i", (stderr, exitCode) => {
    expect(exitCodeFromStderr(stderr)).toBe(exitCode);
    expect(tellsDisconnection(stderr)).toBe(stderr.includes("Disconnected"));
  });

  it("is shown without its prefixes", () => {
    expect(virshErrorText("error: one\nerror: two\n")).toBe("one\ntwo");
  });
});

describe("fitsShell", () => {
  const fits = (...args: string[]) => fitsShell(args, args.join(" "), { timeoutMs: 1 });
  it("keeps from the persistent virsh what it cannot take", () => {
    expect(fits("domstats", "--raw")).toBe(true);
    expect(fits("migrate", "x")).toBe(false);
    expect(fits("hypervisor-cpu-compare", "x")).toBe(false);
    expect(fits("domstate", "中文")).toBe(false);
    expect(fits("domstate", "a\tb")).toBe(false);
    expect(fits("domstats", "x".repeat(1_000))).toBe(false);
    expect(fitsShell(["define", "/dev/stdin"], "define /dev/stdin", { timeoutMs: 1, stdin: "<domain/>" })).toBe(false);
  });
  it.each(["quit", "exit", "connect", "console", "event", "net-event", "snapshot-edit", ""])("refuses %j", (command) => {
    expect(() => fits(command)).toThrow(RangeError);
  });
});

describe("parseNames", () => {
  it("keeps names as they are", () => {
    const uuid = "00000000-0000-4000-8000-00000000000a";
    expect(parseNames(`${uuid}  two  spaces \n${uuid} it's "x" $(id)\n\nnonsense\n`)).toEqual([
      [" two  spaces ", uuid],
      ['it\'s "x" $(id)', uuid],
    ]);
  });
});

describe("event clock", () => {
  it("keeps distances of events that arrive late in a heap, and is never ahead of their arrival", () => {
    const clock = createEventClock();
    // The host's clock is 5 s ahead; travel takes 3 ms.
    expect(clock.atMs(105_000, 100_003)).toBe(100_003);
    expect(clock.atMs(106_000, 109_000)).toBe(101_003);
    expect(clock.atMs(107_000, 109_000)).toBe(102_003);
    expect(clock.atMs(115_000, 110_001)).toBe(110_001);
  });

  it("learns anew when the host's clock was set", () => {
    const clock = createEventClock();
    clock.atMs(100_000, 100_000);
    expect(clock.atMs(0, 200_000)).toBe(200_000);
    expect(clock.atMs(5_000_000, 300_000)).toBe(300_000);
  });
});

describe("gate", () => {
  it("gives up waiting when asked to, and then runs nothing", async () => {
    const gate = createGate(1);
    let release: () => void = () => undefined;
    const held = gate.run(
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    let ran = false;
    expect(
      await gate.runWithin(20, async () => {
        ran = true;
      }),
    ).toBeUndefined();
    release();
    await held;
    expect(ran).toBe(false);
    expect(await gate.runWithin(20, async () => "in time")).toBe("in time");
  });

  it("lets so many run and no more, in order, and lets go of a place after a failure", async () => {
    const gate = createGate(2);
    const began: number[] = [];
    const finish: (() => void)[] = [];
    const task = (id: number) =>
      gate.run(async () => {
        began.push(id);
        await new Promise<void>((resolve) => finish.push(resolve));
        if (id === 1) throw new Error("one");
      });
    const all = Promise.allSettled([task(1), task(2), task(3), task(4)]);
    await Promise.resolve();
    expect(began).toEqual([1, 2]);
    for (let turn = 0; turn < 4; turn += 1) {
      finish.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(began).toEqual([1, 2, 3, 4]);
    expect((await all).map((outcome) => outcome.status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
  });
});
