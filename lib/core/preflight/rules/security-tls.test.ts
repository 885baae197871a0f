import { known, unknown } from "../../model/fact.ts";
import { testActions } from "../test-support/choices.ts";
import { chosen } from "../test-support/chosen.ts";
import { testRule } from "../test-support/table.ts";
import { securityTls } from "./security-tls.ts";

const dark = { facts: { tlsReady: unknown("permission denied") } };

testRule(securityTls, [
  ["certificates on both", {}, "pass ready"],
  ["none on hv3", { to: "hv3" }, "warn missing"],
  ["none here", { source: { facts: { tlsReady: known(false) } } }, "warn missing"],
  ["none here, and the other not readable", { source: { facts: { tlsReady: known(false) } }, destination: dark }, "warn missing"],
  ["not readable", { destination: dark }, "unknown fact-unknown"],
  ["encryption chosen", { options: chosen({ tls: true }) }, "not-applicable checked-apart"],
]);

testActions(securityTls, [["sets them up", { to: "hv3" }, { kind: "install-certificates" }]]);
