import { createHash } from "node:crypto";
import { quoteArgv } from "../../lib/core/migration/quote.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { FixKind, FixPreview, FixRequest, FixStep } from "../../lib/core/model/fix.ts";
import { isWayKind } from "../../lib/core/recovery/way-kinds.ts";
import { readPlaces } from "../recovery/places.ts";
import { ServiceError } from "../service-error.ts";
import { fixHost } from "./host.ts";
import type { FixParts } from "./parts.ts";
import type { ActionOf, FixContext, FixPlan, Planner } from "./plan.ts";
import { PLANNERS } from "./planners.ts";
import { refused } from "./refuse.ts";

/** These take any number of hosts, a way out of a recovery case one, and all others a source and a destination. */
const ON_ANY_HOSTS: ReadonlySet<FixKind> = new Set(["set-up-pool", "install-certificates"]);

/** Works out what a fix comes to, by looking at its hosts. Throws `invalid-input`, `not-found`, `host-offline`, and `conflict` with the reason. */
export async function makePlan(parts: FixParts, request: FixRequest): Promise<FixPlan> {
  const { action, hostIds } = request;
  const count = isWayKind(action.kind) ? 1 : 2;
  const fits = new Set(hostIds).size === hostIds.length && (ON_ANY_HOSTS.has(action.kind) || hostIds.length === count);
  if (!fits) throw new ServiceError("invalid-input", { message: { key: "errors.fixes.hosts" }, field: "hostIds" });
  const hosts = await Promise.all(hostIds.map((hostId) => fixHost(parts, hostId)));
  const [source, destination = source] = hosts;
  if (!source || !destination) throw new ServiceError("invalid-input", { message: { key: "errors.fixes.hosts" } });
  const plan = await planOf(action, {
    hosts,
    source,
    destination,
    domain: domainOf(parts, request),
    domainUuid: request.domainUuid,
    tls: parts.tls,
    places: (uuid) => readPlaces(parts, uuid),
    async isMigratingVm(uuid) {
      const unfinished = await parts.store.migrations.unfinished();
      return unfinished.some(({ request: one }) => one.domainUuid === uuid);
    },
    hostOf: (id) => fixHost(parts, id),
    async isMigrating({ id }) {
      const unfinished = await parts.store.migrations.unfinished();
      return unfinished.some(({ request: one }) => one.sourceHostId === id || one.destinationHostId === id);
    },
  });
  for (const { argv, undo } of plan.steps) mustBeRunnable([...argv, ...(undo ?? [])]);
  return plan;
}

/** A host's own words (a path, a line of a file) may be such that no command line holds them. Throws `conflict`. */
function mustBeRunnable(words: readonly string[]): void {
  try {
    quoteArgv(words);
  } catch (error) {
    throw refused({ key: "errors.fixes.unprintable" }, error instanceof Error ? error.message : String(error));
  }
}

function planOf<Kind extends FixKind>(action: ActionOf<Kind>, context: FixContext): Promise<FixPlan> {
  // The table has each kind's own planner under its name; TypeScript cannot follow a union through it.
  const plan = PLANNERS[action.kind as Kind] as unknown as Planner<Kind>;
  return plan(action, context);
}

/** The VM that a fix is about: on the first of its hosts that has it. */
export function domainOf(parts: Pick<FixParts, "inventory">, { domainUuid, hostIds }: FixRequest): Domain | null {
  if (domainUuid === null) return null;
  const all = hostIds.flatMap((hostId) => parts.inventory.snapshot(hostId)?.domains ?? []);
  return all.find(({ uuid }) => uuid === domainUuid) ?? null;
}

/** The plan as it is shown and stored. */
export function previewOf({ steps, consequences, undo }: FixPlan): FixPreview {
  const shown = steps.map(shownStep);
  return { steps: shown, consequences, undo, digest: digestOf(shown) };
}

/** A step without what stays in the server. */
export function shownStep({ hostId, hostName, does, argv, undo }: FixStep): FixStep {
  return { hostId, hostName, does, argv: [...argv], undo: undo && [...undo] };
}

/** SHA-256 of the steps, hexadecimal: the same for the same commands in the same order on the same hosts. */
export function digestOf(steps: readonly FixStep[]): string {
  const said = steps.map(({ hostId, argv, undo }) => [hostId, argv, undo]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
