import { describe, expect, it } from "vitest";
import { fieldOfProblem } from "./draft.ts";

describe("fieldOfProblem", () => {
  it.each([
    ["address-unresolvable", "address"],
    ["no-route", "address"],
    ["connection-timeout", "address"],
    ["connection-refused", "port"],
    ["not-ssh", "port"],
    ["auth-failed", null],
    ["libvirt-denied", null],
  ] as const)("%s belongs to %s", (code, field) => {
    expect(fieldOfProblem(code)).toBe(field);
  });
});
