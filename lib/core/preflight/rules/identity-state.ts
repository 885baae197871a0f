import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** Reasons of a paused domain that need repair first; the words are virsh's, as `domstate --reason` gives them. */
const BROKEN_PAUSE = /i\/?o.?error|post-?copy|migrat|crash|api.?error|watchdog|shutting/i;

/** A live migration needs a running domain, and some paused ones are not safe to move. */
export const identityState = defineRule({
  id: "identity.state",
  group: "identity",
  reasons: ["running", "paused", "paused-broken", "shut-off", "suspended", "shutting-down", "crashed", "no-state"],
  evaluate: ({ domain, source }, say) => {
    const evidence = [
      seen(source, "state", domain.stateReason === "" ? domain.state : `${domain.state} (${domain.stateReason})`),
    ];
    const values = { reason: domain.stateReason };
    const resume = fix("resume-vm", "source", [virsh("domstate", "--reason", domain.uuid)]);
    switch (domain.state) {
      case "running":
      case "blocked":
        return say.pass("running", { evidence });
      case "paused":
        return BROKEN_PAUSE.test(domain.stateReason)
          ? say.block("paused-broken", { values, evidence, fix: resume })
          : say.warn("paused", { values, evidence, fix: resume });
      case "shut-off":
        return say.block("shut-off", { evidence, fix: fix("start-vm", "source", [virsh("start", domain.uuid)]) });
      case "pm-suspended":
        return say.block("suspended", { evidence, fix: fix("resume-vm", "source", [virsh("dompmwakeup", domain.uuid)]) });
      case "shutting-down":
        return say.block("shutting-down", { evidence });
      case "crashed":
        return say.block("crashed", { evidence, fix: fix("start-vm", "source", [virsh("start", domain.uuid)]) });
      case "no-state":
        return say.unknown("no-state", { evidence });
    }
  },
});
