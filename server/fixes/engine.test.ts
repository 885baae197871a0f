import { execFile } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { FixRecord } from "../../lib/core/model/fix.ts";
import { hostId } from "../../lib/core/model/ids.ts";
import type { HostLink } from "../libvirt/host-link.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { digestOf } from "./make-plan.ts";
import type { PlannedStep } from "./plan.ts";
import { openRecord } from "./record-book.ts";
import { recoverFixes } from "./recover.ts";
import { runSteps } from "./run-steps.ts";
import { hasWayBack, takeBack } from "./take-back.ts";
import { memoryFixes } from "./test-support/memory-fixes.ts";
import { aResult } from "./test-support/stand-in-host.ts";

const host = hostId("h_aaaaaaaaaaaa");

/** Runs commands here; those that hold the word LOST lose the connection. */
function localLinks(log: string[] = []) {
  const exec = (argv: readonly string[], { stdin = "" } = {}) =>
    new Promise<CommandResult>((resolve) => {
      log.push(argv.join(" "));
      if (argv.includes("LOST")) return resolve(aResult(argv, { exitCode: null, connectionLost: true, stderr: "gone" }));
      const [file = "", ...args] = argv;
      const child = execFile(file, args, (error, stdout, stderr) => {
        const exitCode = error ? (typeof error.code === "number" ? error.code : 127) : 0;
        resolve(aResult(argv, { exitCode, stdout, stderr }));
      });
      child.stdin?.end(stdin === "" ? undefined : stdin);
    });
  return { get: () => ({ exec }) as unknown as HostLink };
}

function step(argv: readonly string[], undo: readonly string[] | null, more: Partial<PlannedStep> = {}): PlannedStep {
  return { hostId: host, hostName: "hv1", does: { key: "fixes.does.run-unit" }, argv, undo, ...more };
}

async function start(steps: readonly PlannedStep[]) {
  const store = memoryFixes();
  const first: FixRecord = {
    id: "f_1",
    revision: 1,
    atMs: 1,
    by: "me",
    request: { action: { kind: "open-data-ports" }, domainUuid: null, hostIds: [host] },
    domainName: null,
    steps: steps.map(({ hostId: id, hostName, does, argv, undo }) => ({
      hostId: id,
      hostName,
      does,
      argv,
      undo,
      state: "waiting",
      exitCode: null,
      output: "",
    })),
    state: "running",
    undo: "possible",
    undoneAtMs: null,
    undoneBy: null,
  };
  await store.insert(first, "key");
  return { store, book: openRecord(store, first) };
}
const states = ({ state, steps }: FixRecord) => [state, ...steps.map((one) => one.state)].join(" ");

describe("the steps of a fix", () => {
  it("run in order, each result stored before the next command, and all is applied with the last", async () => {
    const steps = [step(["echo", "one"], ["true"]), step(["echo", "two"], null)];
    const { store, book } = await start(steps);
    await runSteps({ links: localLinks() }, book, steps);
    expect(states(book.current())).toBe("applied done done");
    expect(book.current().steps.map(({ output }) => output)).toEqual(["one", "two"]);
    expect(store.written.map(states)).toContain("running done waiting");
    expect(store.written.map(states)).not.toContain("running done done");
  });

  it("are taken back, last first, when one fails; what did not run is left alone", async () => {
    const log: string[] = [];
    const steps = [
      step(["echo", "1"], ["echo", "undo 1"]),
      step(["echo", "2"], ["echo", "undo 2"]),
      step(["sh", "-c", "echo no >&2; exit 3"], ["echo", "undo 3"]),
      step(["echo", "4"], ["echo", "undo 4"]),
    ];
    const { book } = await start(steps);
    await runSteps({ links: localLinks(log) }, book, steps);
    expect(states(book.current())).toBe("failed undone undone failed waiting");
    expect(book.current().steps[2]).toMatchObject({ exitCode: 3, output: "no" });
    expect(log.slice(3)).toEqual(["echo undo 2", "echo undo 1"]);
  });

  it("stop being taken back at the first that does not go, and can be taken back again later", async () => {
    const steps = [step(["true"], ["true"]), step(["true"], ["false"]), step(["false"], null)];
    const { book } = await start(steps);
    await runSteps({ links: localLinks() }, book, steps);
    expect(states(book.current())).toBe("undo-failed done undo-failed failed");
    expect(book.current().steps.map(hasWayBack)).toEqual([true, true, false]);
  });

  it("are unknown when the connection goes, and then nothing more is touched", async () => {
    const log: string[] = [];
    const steps = [step(["true"], ["echo", "undo"]), step(["echo", "LOST"], ["echo", "undo"]), step(["true"], null)];
    const { book } = await start(steps);
    await runSteps({ links: localLinks(log) }, book, steps);
    expect(states(book.current())).toBe("failed done unknown waiting");
    expect(log).toHaveLength(2);
    await takeBack({ links: localLinks() }, book, { otherwise: "undone" });
    expect(states(book.current())).toBe("undone undone undone waiting");
  });

  it("take in what an earlier one printed, keep what the undo needs, and keep no secret", async () => {
    const steps = [
      step(["echo", "printed"], null),
      step(["echo", "?"], null, { completed: ([before = ""]) => ({ argv: ["echo", before.trim()], undo: ["echo", "x"] }) }),
      step(["sh", "-c", "wc -c"], ["rm", "?"], { stdin: async () => "secret", undoOf: (said) => ["echo", said] }),
    ];
    const { store, book } = await start(steps);
    await runSteps({ links: localLinks() }, book, steps);
    expect(book.current().steps.map(({ argv, undo }) => [argv, undo])).toEqual([
      [["echo", "printed"], null],
      [
        ["echo", "printed"],
        ["echo", "x"],
      ],
      [
        ["sh", "-c", "wc -c"],
        ["echo", "6"],
      ],
    ]);
    expect(JSON.stringify(store.written)).not.toContain("secret");
  });

  it("fail without running when what an earlier one printed is not what was expected", async () => {
    const steps = [
      step(["echo", "?"], ["true"]),
      step(["echo", "?"], null, {
        completed: () => {
          throw new RangeError("no public key was printed");
        },
      }),
    ];
    const { book } = await start(steps);
    await runSteps({ links: localLinks() }, book, steps);
    expect(states(book.current())).toBe("failed undone failed");
    expect(book.current().steps[1]?.output).toBe("no public key was printed");
  });
});

describe("a server that starts", () => {
  it.each<[string, Partial<FixRecord>, readonly string[], string]>([
    ["ends a fix whose second step was under way", {}, ["done", "waiting", "waiting"], "failed done unknown waiting"],
    ["ends one that was being taken back after a failure", {}, ["done", "done", "failed"], "undo-failed done unknown failed"],
    ["ends one that somebody was undoing", { undoneBy: "me" }, ["done", "undone", "undone"], "undo-failed unknown undone undone"],
    [
      "ends one whose undo had only to be noted",
      { undoneBy: "me" },
      ["undone", "undone", "undone"],
      "undone undone undone undone",
    ],
  ])("%s", async (_what, change, now, expected) => {
    const steps = [step(["1"], ["x"]), step(["2"], ["x"]), step(["3"], ["x"])];
    const { store, book } = await start(steps);
    await book.save({
      ...change,
      steps: book.current().steps.map((one, index) => ({ ...one, state: (now[index] ?? "waiting") as typeof one.state })),
    });
    const left = await recoverFixes(store);
    expect(left).toHaveLength(1);
    expect(states((await store.get("f_1")) as FixRecord)).toBe(expected);
    expect(await recoverFixes(store)).toEqual([]);
  });
});

describe("the digest", () => {
  it("is the same for the same commands, and another for another word, order or undo", () => {
    const [a, b] = [step(["a"], null), step(["b"], null)];
    expect(digestOf([a, b])).toBe(digestOf([step(["a"], null), step(["b"], null)]));
    expect(digestOf([a])).toMatch(/^[0-9a-f]{64}$/);
    const all = [[a, b], [b, a], [a], [step(["a"], ["u"]), b], [step(["a", ""], null), b]].map(digestOf);
    expect(new Set(all).size).toBe(5);
  });
});
