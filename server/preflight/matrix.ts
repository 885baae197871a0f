import type { MatrixSummary } from "../../lib/core/model/matrix.ts";
import type { RuleContext } from "../../lib/core/preflight/context.ts";
import { sourceSummary } from "../../lib/core/preflight/matrix.ts";
import { summarise } from "../../lib/core/preflight/summary.ts";
import type { PreflightService } from "../services.ts";
import { oldestLookedAt } from "./assemble.ts";
import type { CheckParts } from "./check.ts";
import { type ContextParts, contextOf } from "./context-of.ts";
import { createStableSnapshots } from "./stable-snapshots.ts";
import { createSummaryMemo } from "./summary-memo.ts";
import { windowOf } from "./window.ts";

type MatrixParts = ContextParts & Pick<CheckParts, "inventory" | "rounds" | "now">;

interface Missing {
  readonly context: RuleContext;
  readonly revision: number;
}

/**
 * Many VMs against many hosts, from the facts at hand and from probes that run once for each pair of hosts. Answers at once: what is
 * missing starts in the background. What was answered before stands until anything that it rests on changes.
 */
export function createMatrix(parts: MatrixParts): PreflightService["matrix"] {
  const { inventory, rounds, book, now } = parts;
  const stable = createStableSnapshots();
  const memo = createSummaryMemo(now);
  return async (wanted) => {
    const { located, destinations } = windowOf(stable(inventory.snapshots()), wanted);
    rounds.want({ located, destinations });
    const missing: Missing[] = [];
    const places = located.flatMap(({ domain, host: source }) =>
      destinations.map((destination): MatrixSummary | null => {
        if (source.registration.id === destination.registration.id) return sourceSummary(domain, source);
        const context = contextOf(parts, { source, destination }, domain, null);
        const revision = book.revision(source.registration.id, destination.registration.id);
        const known = memo.find(context, revision);
        if (known === null) missing.push({ context, revision });
        return known;
      }),
    );
    const made = summarise(missing.map(({ context }) => context));
    for (const [index, { context, revision }] of missing.entries()) {
      const summary = made[index];
      if (summary) memo.keep(context, revision, oldestLookedAt(context.probes), summary);
    }
    const rest = made.values();
    return places.flatMap((known) => known ?? rest.next().value ?? []);
  };
}
