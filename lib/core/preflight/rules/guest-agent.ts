import { modeOf } from "../choices.ts";
import { isActive } from "../context.ts";
import { commandsOf, probed } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { readNeeds } from "../read-details.ts";
import { defineRule } from "../rule.ts";

/**
 * A guest whose agent does not answer may be hung already, which after the move would look like the migration's work; and nobody can ask it for its
 * addresses. It never stands in the way. Asked when options are chosen: the matrix would wake every guest.
 */
export const guestAgent = defineRule({
  id: "guest.agent",
  group: "devices",
  scope: "domain",
  reasons: ["off", "no-channel", "not-asked", "answers", "silent"],
  evaluate: ({ domain, source, options, probes: { guestAgent: agent } }, say) => {
    const needs = readNeeds({ domain, source });
    if (!needs.known) return say.cannotTell(needs.why);
    if (!isActive(domain) || domain.state === "paused") return say.notApplicable("off");
    if (!needs.value.hasAgentChannel) return say.notApplicable("no-channel");
    if (options === null || modeOf(options) !== "live") return say.notApplicable("not-asked");
    if (agent.kind !== "done") return say.notProbed(agent);
    const evidence = () => [
      ...commandsOf(agent),
      ...(agent.value.text === "" ? [] : [probed(agent, source.registration.id, "answer", agent.value.text)]),
    ];
    if (agent.value.answers) return say.pass("answers", { evidence });
    const ping = virsh("qemu-agent-command", "--domain", domain.uuid, '{"execute":"guest-ping"}', "--timeout", "2");
    return say.warn("silent", { evidence, fix: fix("look-at-guest", "source", [ping]) });
  },
});
