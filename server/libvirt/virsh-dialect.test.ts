import { describe, expect, it } from "vitest";
import { learnDialect, outputOf, stderrTerminator, stdoutTerminator } from "./virsh-dialect.ts";

const complaint = "error: unknown command: 'vf01'\n";

describe("learnDialect", () => {
  it("of a virsh with readline, which echoes", () => {
    const stdout = "virsh # echo vf01\nvf01virsh # vf01\nvirsh # ";
    expect(learnDialect(stdout, complaint, "vf01")).toEqual({
      prompt: "virsh # ",
      echoes: true,
      complaint: ["error: unknown command: '", "'\n"],
    });
  });

  it("of one without, which only prompts", () => {
    expect(learnDialect("virsh # vf01virsh # ", complaint, "vf01")).toMatchObject({ prompt: "virsh # ", echoes: false });
  });

  it.each([
    ["", ""],
    ["virsh # echo vf01\nvf01", complaint],
    ["virsh # echo vf01\nvf01virsh # ", complaint],
    ["virsh # echo vf01\nvf01virsh # vf01\n", ""],
    ["", "error: failed to connect to the hypervisor\n"],
  ])("not from %j and %j", (stdout, stderr) => {
    expect(learnDialect(stdout, stderr, "vf01")).toBeUndefined();
  });
});

describe("a reply", () => {
  it.each([
    [true, "virsh # list --all\n 1 a\n 2 b\n\n", " 1 a\n 2 b\n\n"],
    [true, "virsh # \r<aaaa\n中\n", "中\n"],
    [true, "virsh # suspend x\n", ""],
    [false, "virsh #  1 a\n", " 1 a\n"],
    [false, "virsh # ", ""],
  ])("echoing %s: %j", (echoes, reply, output) => {
    const dialect = { prompt: "virsh # ", echoes, complaint: ["error: unknown command: '", "'\n"] } as const;
    expect(outputOf(dialect, Buffer.from(reply)).toString()).toBe(output);
    expect(stderrTerminator(dialect, "M").toString()).toBe("error: unknown command: 'M'\n");
    expect(stdoutTerminator(dialect, "M").toString()).toBe(echoes ? "virsh # echo M\nMvirsh # M\n" : "virsh # Mvirsh # ");
  });
});
