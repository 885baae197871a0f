import type { Domain } from "../../lib/core/model/domain.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import type { RuleContext } from "../../lib/core/preflight/context.ts";
import type { Figures } from "../services.ts";
import { assembleProbes } from "./assemble.ts";
import type { Pair } from "./pair.ts";
import type { ProbeBook } from "./probe-book.ts";
import type { RunningCounter } from "./running-count.ts";

/** Where all that is at hand is. */
export interface ContextParts {
  readonly book: ProbeBook;
  readonly figures: Figures;
  readonly running: RunningCounter;
}

/** All that is at hand about one domain on one destination, for the rules. */
export function contextOf(parts: ContextParts, pair: Pair, domain: Domain, options: MigrationOptions | null): RuleContext {
  const { book, figures, running } = parts;
  const [from, to] = [pair.source.registration.id, pair.destination.registration.id];
  return {
    domain,
    source: pair.source,
    destination: pair.destination,
    probes: assembleProbes(book, pair, domain, options),
    figures: { dirtyRate: figures.dirtyRate(from, domain.uuid), link: figures.link(from, to) },
    running: { source: running.of(from, domain.uuid), destination: running.of(to, domain.uuid) },
    options,
  };
}
