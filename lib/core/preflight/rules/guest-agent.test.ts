import type { AgentReach, Probe } from "../probes.ts";
import { chosen } from "../test-support/chosen.ts";
import { done, type Patch } from "../test-support/lab.ts";
import { needing } from "../test-support/needs.ts";
import { testRule } from "../test-support/table.ts";
import { guestAgent } from "./guest-agent.ts";

const asked = (guestAgentProbe: Probe<AgentReach>): Patch => ({
  domain: needing({ hasAgentChannel: true }),
  options: chosen(),
  probes: { guestAgent: guestAgentProbe },
});
const words = "error: Guest agent is not responding: QEMU guest agent is not connected";

testRule(guestAgent, [
  ["no channel", { options: chosen() }, "not-applicable no-channel"],
  ["the matrix asks nobody", { domain: needing({ hasAgentChannel: true }) }, "not-applicable not-asked"],
  ["it answers", asked(done({ answers: true, text: '{"return":{}}' })), "pass answers"],
  ["it does not", asked(done({ answers: false, text: words })), "warn silent"],
  [
    "off",
    { ...asked(done({ answers: false, text: "" })), domain: { ...needing({ hasAgentChannel: true }), state: "shut-off" } },
    "not-applicable off",
  ],
  [
    "a paused guest cannot answer",
    { ...asked(done({ answers: false, text: "" })), domain: { ...needing({ hasAgentChannel: true }), state: "paused" } },
    "not-applicable off",
  ],
  ["not asked yet", asked({ kind: "pending" }), "unknown not-probed"],
]);
