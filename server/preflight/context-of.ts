import type { Domain } from "../../lib/core/model/domain.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import type { RuleContext } from "../../lib/core/preflight/context.ts";
import { assembleProbes } from "./assemble.ts";
import type { Pair } from "./pair.ts";
import type { ProbeBook } from "./probe-book.ts";

/** All that is at hand about one domain on one destination, for the rules. */
export function contextOf(book: ProbeBook, pair: Pair, domain: Domain, options: MigrationOptions | null): RuleContext {
  return {
    domain,
    source: pair.source,
    destination: pair.destination,
    probes: assembleProbes(book, pair, domain, options),
    options,
  };
}
