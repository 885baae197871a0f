import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteArgument, quoteArgv } from "./quote.ts";

describe("quoteArgument", () => {
  it.each([
    ["virsh", "virsh"],
    ["qemu+ssh://hv2.example/system", "qemu+ssh://hv2.example/system"],
    ["--bandwidth", "--bandwidth"],
    ["--timeout=5", "--timeout=5"],
    ["user@host", "user@host"],
    ["", "''"],
    ["two words", "'two words'"],
    ["it's", "'it'\\''s'"],
    ["'", "''\\'''"],
    ["$(id)", "'$(id)'"],
    ["`id`", "'`id`'"],
    ["a;b", "'a;b'"],
    ["~root", "'~root'"],
    ["*", "'*'"],
    ["#x", "'#x'"],
    ["=x", "'=x'"],
    ["中文", "'中文'"],
    ["tab\there", "'tab\there'"],
    ["back\\slash", "'back\\slash'"],
  ])("%j -> %s", (argument, quoted) => {
    expect(quoteArgument(argument)).toBe(quoted);
  });

  it.each(["\0", "a\0b", "\n", "a\nb"])("refuses %j", (argument) => {
    expect(() => quoteArgument(argument)).toThrow(RangeError);
  });
});

describe("quoteArgv", () => {
  it("is read back by a real shell as the very same arguments", () => {
    // Lone surrogates are not text: they do not survive UTF-8, quoted or not.
    const argument = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(..."'\"\\$`!&|;<>(){}[]*?#~=% \t-a\r\x1b"), maxLength: 20 }),
    );
    const clean = argument.filter((text) => text.isWellFormed() && !/[\0\n]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.array(clean, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 30 }), (many) => {
        // Many command lines for one shell: starting it is what costs.
        const script = many.map((argv) => `printf '%s\\0' ${quoteArgv(argv)}\n`).join("");
        const printed = execFileSync("sh", ["-c", `${script}:`], { encoding: "utf8" });
        expect(printed.split("\0").slice(0, -1)).toEqual(many.flat());
      }),
      { numRuns: 60 },
    );
  });
});
