import type { RuleContext } from "./context.ts";
import type { Probes } from "./probes.ts";
import type { RuleScope } from "./rule.ts";

/** What is tried on the source for a domain alone, wherever it may go. */
export const DOMAIN_PROBES = ["jobs", "memoryBacking", "guestAgent"] as const satisfies readonly (keyof Probes)[];
/** What is tried between two hosts, whatever moves. */
export const PAIR_PROBES = [
  "ssh",
  "libvirt",
  "hostname",
  "segments",
  "ports",
  "traits",
  "tls",
] as const satisfies readonly (keyof Probes)[];

/**
 * A context whose parts throw when a rule of this scope looks at what it must not depend on. For tests: the matrix gives one answer to all
 * cells that share what the scope names.
 */
export function guardedContext(context: RuleContext, scope: RuleScope): RuleContext {
  if (scope === "cell") return context;
  const refuse = (part: string): never => {
    throw new Error(`a rule of scope "${scope}" looks at ${part}`);
  };
  return scope === "domain" ? withoutDestination(context, refuse) : withoutDomain(context, refuse);
}

/** Called when a rule looks at a part that is closed to it; must throw. */
export type Refuse = (part: string) => never;

/** The context with all that differs from destination to destination closed. */
export function withoutDestination(context: RuleContext, refuse: Refuse): RuleContext {
  return {
    ...context,
    probes: probesWith(context.probes, DOMAIN_PROBES, refuse),
    destination: only(context.destination, [], refuse, "destination"),
    figures: only(context.figures, ["dirtyRate"], refuse, "figures"),
    running: only(context.running, ["source"], refuse, "running"),
  };
}

/** The context with all that differs from VM to VM of one source host closed. */
function withoutDomain(context: RuleContext, refuse: Refuse): RuleContext {
  return {
    ...context,
    probes: probesWith(context.probes, PAIR_PROBES, refuse),
    domain: only(context.domain, [], refuse, "domain"),
    figures: only(context.figures, ["link"], refuse, "figures"),
    // The VM's own migrations are not counted.
    running: only(context.running, [], refuse, "running"),
  };
}

/** The context with nothing open but the snapshot of the destination. */
export function onlyDestination(context: RuleContext, refuse: Refuse): RuleContext {
  return {
    ...context,
    probes: probesWith(context.probes, [], refuse),
    domain: only(context.domain, [], refuse, "domain"),
    source: only(context.source, [], refuse, "source"),
    figures: only(context.figures, [], refuse, "figures"),
    running: only(context.running, [], refuse, "running"),
  };
}

/** A closed probe may be taken in hand, as rules do that have no use for it in the end; what it says may not be looked at. */
function probesWith(probes: Probes, open: readonly string[], refuse: Refuse): Probes {
  return new Proxy(probes, {
    get: (target, key) =>
      open.includes(String(key)) ? Reflect.get(target, key) : only(UNSEEN, [], refuse, `probes.${String(key)}`),
    has: (_, key) => refuse(`probes.${String(key)}`),
    ownKeys: () => refuse("probes.*"),
    getOwnPropertyDescriptor: () => refuse("probes.*"),
  });
}

const UNSEEN: object = {};

function only<T extends object>(part: T, open: readonly string[], refuse: Refuse, name: string): T {
  const look = (key: string | symbol): void => {
    if (!open.includes(String(key))) refuse(`${name}.${String(key)}`);
  };
  return new Proxy(part, {
    get(target, key) {
      look(key);
      return Reflect.get(target, key);
    },
    has(target, key) {
      look(key);
      return Reflect.has(target, key);
    },
    ownKeys: () => refuse(`${name}.*`),
    getOwnPropertyDescriptor: () => refuse(`${name}.*`),
  });
}
