import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { editLines } from "./edit-lines.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edit-lines-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function edit(file: string, remove: readonly string[], add: readonly string[]): void {
  const [program = "", ...args] = editLines(file, { remove, add });
  execFileSync(program, args, { stdio: "pipe" });
}

it.each<[string, string, readonly string[], readonly string[], string]>([
  ["adds to a file that lacks its last line end", "one", [], ["two"], "one\ntwo\n"],
  ["does not double a line", "one\ntwo\n", [], ["one"], "one\ntwo\n"],
  ["removes the whole line only, and no pattern", "a.c\nabc\na.c d\n", ["a.c"], [], "abc\na.c d\n"],
  ["removes the only line", "one\n", ["one"], [], ""],
  ["does not miss what is not there", "one\n", ["two"], [], "one\n"],
  ["takes data for data", "one\n", [], ["-n $(touch x) `id` 'q' \\n *", "-e"], "one\n-n $(touch x) `id` 'q' \\n *\n-e\n"],
  ["replaces", "one\ntwo\n", ["one"], ["three"], "two\nthree\n"],
])("%s", (_what, before, remove, add, after) => {
  const file = join(folder, "it's one");
  writeFileSync(file, before, { mode: 0o640 });
  edit(file, remove, add);
  expect(readFileSync(file, "utf8")).toBe(after);
  expect(statSync(file).mode & 0o777).toBe(0o640);
  edit(file, add, remove);
  expect(readdirSync(folder)).toEqual(["it's one"]);
});

it("makes file and folder for nobody else's eyes, and leaves a link a link", () => {
  const file = join(folder, ".ssh", "known_hosts");
  edit(file, [], ["one"]);
  expect(statSync(join(folder, ".ssh")).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const link = join(folder, "link");
  symlinkSync(file, link);
  edit(link, ["one"], ["two"]);
  expect(readFileSync(file, "utf8")).toBe("two\n");
});
