import type { Finding } from "../../model/finding.ts";
import type { FixChoice } from "../../model/fix.ts";
import { modeChoice } from "../choice-of.ts";
import { carriesState, makesClone } from "../choices.ts";
import type { RuleContext } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { defineRule, type Say } from "../rule.ts";

/** Reasons of a paused domain that need repair first; the words are virsh's, as `domstate --reason` gives them. */
const BROKEN_PAUSE = /i\/?o.?error|post-?copy|migrat|crash|api.?error|watchdog|shutting/i;

const REASONS = [
  "running",
  "paused",
  "paused-broken",
  "shut-off",
  "needs-offline",
  "suspended",
  "shutting-down",
  "crashed",
  "no-state",
  "off",
  "must-be-off",
] as const;

/** Where the state travels the domain must run, and some paused ones are not safe to move; where files are copied, nothing may write to them. */
export const identityState = defineRule({
  id: "identity.state",
  group: "identity",
  scope: "domain",
  reasons: REASONS,
  evaluate: (context, say) => (carriesState(context.options) ? sayRunning(context, say) : sayOff(context, say)),
});

type Speaker = Say<(typeof REASONS)[number]>;

function stateOf({ domain, source }: RuleContext) {
  const text = domain.stateReason === "" ? domain.state : `${domain.state} (${domain.stateReason})`;
  return { values: { reason: domain.stateReason }, evidence: [seen(source, "state", text)] };
}

function sayRunning(context: RuleContext, say: Speaker): Finding {
  const { domain, options } = context;
  const details = stateOf(context);
  const resume = fix("resume-vm", "source", [virsh("domstate", "--reason", domain.uuid)]);
  const start = (choices: readonly FixChoice[]) =>
    fix("start-vm", { runOn: "source", commands: [virsh("start", domain.uuid)], choices });
  // Without a stored definition there is nothing that could move while it is off.
  const offline = domain.persistent ? [modeChoice("offline")] : [];
  switch (domain.state) {
    case "running":
    case "blocked":
      return say.pass("running", details);
    case "paused":
      return BROKEN_PAUSE.test(domain.stateReason)
        ? say.block("paused-broken", { ...details, fix: resume })
        : say.warn("paused", { ...details, fix: resume });
    case "shut-off":
      // Where nobody has chosen yet, another mode is a choice to be made.
      return options === null
        ? say.warn("needs-offline", { ...details, fix: fix("choose-offline", { choices: offline }) })
        : say.block("shut-off", { ...details, fix: start(offline) });
    case "pm-suspended":
      return say.block("suspended", { ...details, fix: fix("resume-vm", "source", [virsh("dompmwakeup", domain.uuid)]) });
    case "shutting-down":
      return say.block("shutting-down", details);
    case "crashed":
      return say.block("crashed", { ...details, fix: start([]) });
    case "no-state":
      return say.unknown("no-state", details);
  }
}

function sayOff(context: RuleContext, say: Speaker): Finding {
  const details = stateOf(context);
  const { state, uuid } = context.domain;
  if (state === "shut-off") return say.pass("off", details);
  if (state === "no-state") return say.unknown("no-state", details);
  if (state === "shutting-down") return say.block("shutting-down", details);
  // A clone is made of a VM that is off, and of nothing else.
  const canGoLive = (state === "running" || state === "blocked") && !makesClone(context.options);
  const commands = [virsh("shutdown", uuid)];
  const advice = fix("shut-down-vm", { runOn: "source", commands, choices: canGoLive ? [modeChoice("live")] : [] });
  return say.block("must-be-off", { ...details, fix: advice });
}
