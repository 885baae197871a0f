import { describe, expect, it } from "vitest";
import { knownHostsChange, knownName } from "./known-hosts.ts";

const OURS = "ssh-ed25519 AAAAours";
const head = "# Host hv2 found: line 1 \n";
const change = (remove: readonly string[], add: readonly string[]) => ({
  kind: "change",
  remove,
  add,
  replaces: remove.length > 0,
});

describe("known_hosts", () => {
  it.each<[string, string, unknown]>([
    ["gets the key of a name that it does not know", "", change([], [`hv2 ${OURS}`])],
    ["is left when it has this key alone", `${head}hv2,10.0.0.2 ${OURS} me\n`, { kind: "as-wanted" }],
    ["loses another key of the name", `${head}hv2 ssh-rsa AAAAold\n`, change(["hv2 ssh-rsa AAAAold"], [`hv2 ${OURS}`])],
    [
      "keeps a line for the other hosts that it names",
      `${head}hv2,10.0.0.2 ssh-rsa AAAAold c\n`,
      change(["hv2,10.0.0.2 ssh-rsa AAAAold c"], ["10.0.0.2 ssh-rsa AAAAold c", `hv2 ${OURS}`]),
    ],
    ["loses another key beside the right one", `${head}hv2 ${OURS}\nhv2 ssh-rsa AAAAold\n`, change(["hv2 ssh-rsa AAAAold"], [])],
    ["loses a hashed line", `${head}|1|x|y= ssh-rsa AAAAold\n`, change(["|1|x|y= ssh-rsa AAAAold"], [`hv2 ${OURS}`])],
    [
      "keeps a pattern and an authority",
      `${head}hv* ssh-rsa AAAAold\n@cert-authority hv2 ssh-rsa AAAAca\n`,
      change([], [`hv2 ${OURS}`]),
    ],
    ["is not touched when the key is revoked there", `${head}@revoked hv2 ${OURS}\n`, { kind: "revoked" }],
  ])("%s", (_what, found, expected) => {
    expect(knownHostsChange(found, "hv2", OURS)).toEqual(expected);
  });

  it("has brackets around a name with a port of its own", () => {
    expect(knownName("hv2", 22)).toBe("hv2");
    expect(knownName("hv2", 2222)).toBe("[hv2]:2222");
  });
});
