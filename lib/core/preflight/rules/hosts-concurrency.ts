import type { Domain } from "../../model/domain.ts";
import type { RuleContext } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { perObject } from "../memo.ts";
import { defineRule } from "../rule.ts";

/** More share the link and make each other's last pass longer. */
const MOST_OUTGOING = 1;
const MOST_INCOMING = 2;
/** libvirt's reason for a domain that waits for its memory. */
const ARRIVING = "migrating";

/** Migrations of other domains that share the hosts with this one: the console's own by count, others' by domains that are arriving. */
export const hostsConcurrency = defineRule({
  id: "hosts.concurrency",
  group: "path",
  reasons: ["free", "source-busy", "destination-busy"],
  evaluate: ({ domain, source, destination, running }, say) => {
    const outgoing = running.source.outgoing;
    const incoming = Math.max(running.destination.incoming, arriving(destination, domain));
    const evidence = () => [seen(source, "migrations", `→ ${outgoing}`), seen(destination, "migrations", `← ${incoming}`)];
    const advice = () => fix("wait-for-migrations", "source", [virsh("list")]);
    if (outgoing >= MOST_OUTGOING) {
      return say.warn("source-busy", () => ({ values: { count: outgoing }, evidence, fix: advice() }));
    }
    if (incoming >= MOST_INCOMING) {
      return say.warn("destination-busy", () => ({ values: { count: incoming }, evidence, fix: advice() }));
    }
    return say.pass("free", () => ({ evidence }));
  },
});

const arrivingOn = perObject((domains: readonly Domain[]) =>
  domains.filter(({ state, stateReason }) => state === "paused" && stateReason === ARRIVING),
);

function arriving({ domains }: RuleContext["destination"], { uuid }: Domain): number {
  return arrivingOn(domains).filter((domain) => domain.uuid !== uuid).length;
}
