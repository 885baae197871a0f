import { describe, expect, it } from "vitest";
import { safeNext, signInPath } from "./sign-in-redirect.ts";

describe("safeNext", () => {
  it.each([
    ["/hosts?x=1", "/hosts?x=1"],
    [null, "/"],
    [undefined, "/"],
    ["", "/"],
    ["https://evil.example", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/\n/evil.example/x", "/"],
    ["/..//evil.example", "/"],
    ["javascript:alert(1)", "/"],
  ])("%j leads to %s", (next, path) => expect(safeNext(next)).toBe(path));
});

it("signInPath leads back", () => {
  expect(signInPath("/")).toBe("/sign-in");
  expect(signInPath("/migrations/new?a=1&b=2")).toBe("/sign-in?next=%2Fmigrations%2Fnew%3Fa%3D1%26b%3D2");
});
