import { describe, expect, it } from "vitest";
import { readLargePackets } from "./names.ts";

describe("the fate of large packets", () => {
  it.each([
    ["eth0 9000 whole", { device: "eth0", mtu: 9000, fate: "whole" }],
    ["br0 1500 told", { device: "br0", mtu: 1500, fate: "told" }],
    ["bond0.42 9000 lost ", { device: "bond0.42", mtu: 9000, fate: "lost" }],
    ["eth0 9000 ", null],
    ["", null],
    ["Last login: today", null],
  ])("%j", (text, expected) => {
    expect(readLargePackets(text)).toEqual(expected);
  });
});
