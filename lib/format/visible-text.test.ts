import { describe, expect, it } from "vitest";
import { visibleParts, visibleText } from "./visible-text.ts";

describe("visibleText", () => {
  it.each([
    ["plain name", "web01", "web01"],
    ["shell text and Chinese", `x; $(touch pwn) "数据库" 'q'`, `x; $(touch pwn) "数据库" 'q'`],
    ["markup", "<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["bidirectional override", "web\u202e10", "web[U+202E]10"],
    ["isolate", "a\u2066b\u2069", "a[U+2066]b[U+2069]"],
    ["zero-width space", "we\u200bb01", "we[U+200B]b01"],
    ["control characters", "a\u0007b\u001b[31m", "a[U+0007]b[U+001B][31m"],
    ["line break in a name", "a\nb", "a[U+000A]b"],
    ["BOM", "\ufeffweb", "[U+FEFF]web"],
    ["tag characters", "a\u{e0041}", "a[U+E0041]"],
    ["emoji stays", "db 🐘", "db 🐘"],
    ["empty", "", ""],
  ])("%s", (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});

describe("visibleParts", () => {
  it("keeps lines and tabs of a block of output", () => {
    expect(visibleParts("a\n\tb\u0000", true)).toEqual([
      { text: "a\n\tb", hidden: false },
      { text: "U+0000", hidden: true },
    ]);
  });
});
