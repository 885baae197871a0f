import { testChoices } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { devicesGraphicsListen } from "./devices-graphics-listen.ts";

testRule(devicesGraphicsListen, [
  ["no console", {}, "not-applicable none"],
  ["on loopback", { domain: { graphicsListen: ["127.0.0.1"] } }, "pass anywhere"],
  ["on all addresses", { domain: { graphicsListen: ["0.0.0.0", "::"] } }, "pass anywhere"],
  ["on an address of the destination", { domain: { graphicsListen: ["10.77.1.12"] } }, "pass present"],
  ["on an address of the source", { domain: { graphicsListen: ["10.77.1.11"] } }, "block missing"],
  [
    "another address is chosen",
    { domain: { graphicsListen: ["10.77.1.11"] }, options: chosen({ graphicsListen: "10.77.1.12" }) },
    "pass present",
  ],
  [
    "one that is not there",
    { domain: { graphicsListen: ["0.0.0.0"] }, options: chosen({ graphicsListen: "10.77.1.99" }) },
    "block missing",
  ],
]);

const here = { domain: { graphicsListen: ["10.77.1.11"] } };

testChoices(devicesGraphicsListen, [
  ["everywhere", here, ["listen 0.0.0.0"]],
  ["everywhere, in place of what was chosen", { ...here, options: chosen({ graphicsListen: "10.77.1.99" }) }, ["listen 0.0.0.0"]],
  ["the definition moves as it is", { ...here, options: chosen({ mode: "offline" }) }, []],
]);
