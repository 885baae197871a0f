import { setTimeout as sleep } from "node:timers/promises";
import type { DomainUuid } from "../../lib/core/model/ids.ts";
import type { RecoveryCase, RecoveryView } from "../../lib/core/model/recovery.ts";
import { findCases } from "../../lib/core/recovery/find-cases.ts";
import type { HostLeftovers, SeenDomain } from "../../lib/core/recovery/input.ts";
import { suspects } from "../../lib/core/recovery/suspects.ts";
import type { InventoryService, RecoveryService } from "../services.ts";
import type { Store } from "../store/repositories.ts";
import { type PlaceParts, readPlaces } from "./places.ts";
import { scanHost } from "./scan-host.ts";

/** What the service is given: no globals, no clock of its own. */
export interface RecoveryParts extends PlaceParts {
  readonly store: { readonly migrations: Pick<Store["migrations"], "list" | "unfinished"> };
  readonly inventory: Pick<InventoryService, "snapshots" | "refresh">;
}

const MOST_RECORDS = 200;
/** So many domains are asked about at once; each asks every host. */
const MOST_AT_ONCE = 4;
/** Two hosts answer at two moments: what is new counts only when it is still so after this time, ms. */
const STILL_SO_AFTER_MS = 1_000;
/** Several pages that ask within this time share one answer, ms. */
const FRESH_FOR_MS = 3_000;

/**
 * Finds what is not as it should be on any registered host. The inventory says which domains to ask about; each of those is then asked about on every host,
 * so that nothing is told from answers of different times.
 */
export function createRecoveryService(parts: RecoveryParts): RecoveryService {
  let leftovers: readonly HostLeftovers[] = [];
  let problems = new Map<string, string>();
  let scannedAtMs: number | null = null;
  let told: ReadonlySet<string> = new Set();
  let shared: { readonly atMs: number; readonly view: Promise<RecoveryView> } | null = null;

  const recordsNow = async () => {
    const [unfinished, ended] = await Promise.all([
      parts.store.migrations.unfinished(),
      parts.store.migrations.list({ limit: MOST_RECORDS }),
    ]);
    const all = new Map([...unfinished, ...ended].map((record) => [record.id, record]));
    return [...all.values()].toSorted((a, b) => b.createdAtMs - a.createdAtMs);
  };

  /** Reads every host anew and looks for leftovers. */
  const lookDeeply = async () => {
    const ids = parts.inventory.snapshots().map(({ registration }) => registration.id);
    await Promise.all(ids.map((id) => parts.inventory.refresh(id)));
    const records = await recordsNow();
    const next = new Map<string, string>();
    const found = await Promise.all(
      parts.inventory.snapshots().map(async (snapshot) => {
        const { id } = snapshot.registration;
        const link = parts.links.get(id);
        const scan = link ? await scanHost(link, snapshot, records) : ({ ok: false, words: "not connected" } as const);
        if (scan.ok) return [scan.leftovers];
        next.set(id, scan.words.slice(0, 500));
        return [];
      }),
    );
    leftovers = found.flat();
    problems = next;
    scannedAtMs = parts.now();
  };

  const ask = async (wanted: ReadonlyMap<DomainUuid, string>): Promise<readonly RecoveryCase[]> => {
    const asked = [...wanted];
    const domains: SeenDomain[] = [];
    for (let from = 0; from < asked.length; from += MOST_AT_ONCE) {
      const some = asked.slice(from, from + MOST_AT_ONCE);
      const seen = some.map(async ([uuid, name]): Promise<SeenDomain> => ({ uuid, name, places: await readPlaces(parts, uuid) }));
      domains.push(...(await Promise.all(seen)));
    }
    // Read only now: of a domain whose migration was started while the hosts were asked, nothing is told.
    return findCases({ domains, snapshots: parts.inventory.snapshots(), records: await recordsNow(), leftovers });
  };

  const tell = async (): Promise<RecoveryView> => {
    const wanted = suspects(parts.inventory.snapshots(), await recordsNow());
    let cases = await ask(wanted);
    const isNew = ({ id, places }: RecoveryCase) => places.length > 0 && !told.has(id);
    if (cases.some(isNew)) {
      await sleep(STILL_SO_AFTER_MS);
      const before = new Set(cases.map(({ id }) => id));
      cases = (await ask(wanted)).filter(({ id, places }) => places.length === 0 || before.has(id));
    }
    told = new Set(cases.map(({ id }) => id));
    return {
      atMs: parts.now(),
      scannedAtMs,
      hosts: parts.inventory.snapshots().map(({ registration, state }) => ({
        hostId: registration.id,
        hostName: registration.name,
        reachable: state === "online",
        scanProblem: problems.get(registration.id) ?? null,
      })),
      cases,
    };
  };

  return {
    async look({ fresh }) {
      if (!fresh && shared && parts.now() - shared.atMs < FRESH_FOR_MS) return shared.view;
      const view = fresh ? lookDeeply().then(tell) : tell();
      shared = { atMs: parts.now(), view };
      view.catch(() => {
        shared = null;
      });
      return view;
    },
  };
}
