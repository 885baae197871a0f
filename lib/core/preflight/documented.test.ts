import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULES } from "./registry.ts";

const GROUPS =
  /`((?:path|options|hosts|guest|identity|cpu|memory|postcopy|machine|version|storage|network|devices|clock|security|tls)\.[a-z-]+)`/g;

describe("docs/preflight.md", () => {
  it("names every check, and no other", () => {
    const text = readFileSync(new URL("../../../docs/preflight.md", import.meta.url), "utf8");
    const named = new Set([...text.matchAll(GROUPS)].map(([, id]) => id ?? ""));
    expect([...named].sort()).toEqual(RULES.map(({ id }) => id).sort());
  });
});
