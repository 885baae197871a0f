import { DEFAULT_QUEUE_LIMITS } from "../../lib/core/model/queue.ts";
import type { ApiServices } from "../api/context.ts";
import { ServiceError } from "../service-error.ts";
import { aMigration, aSnapshot } from "./records.ts";

function unused(): never {
  throw new Error("this verb has no part in the test");
}

/** Services for tests of what stands before them. A verb that a test needs is given in `verbs`; any other fails loudly. */
export function testServices(verbs: {
  readonly inventory?: Partial<ApiServices["inventory"]>;
  readonly preflight?: Partial<ApiServices["preflight"]>;
  readonly migrations?: Partial<ApiServices["migrations"]>;
  readonly forecast?: Partial<ApiServices["forecast"]>;
  readonly fixes?: Partial<ApiServices["fixes"]>;
  readonly policies?: Partial<ApiServices["policies"]>;
  readonly tls?: Partial<ApiServices["tls"]>;
  readonly settings?: Partial<ApiServices["settings"]>;
}): ApiServices {
  return {
    inventory: {
      start: unused,
      stop: unused,
      snapshots: () => [aSnapshot(1)],
      snapshot: unused,
      refresh: unused,
      probe: unused,
      add: unused,
      remove: unused,
      retry: unused,
      repin: unused,
      listKeys: unused,
      addKey: unused,
      removeKey: unused,
      ...verbs.inventory,
    },
    preflight: {
      matrix: async () => [],
      cells: unused,
      cpuBaseline: unused,
      check: unused,
      evidence: unused,
      ...verbs.preflight,
    },
    forecast: {
      start: unused,
      predict: unused,
      measureLink: unused,
      links: unused,
      noteDirtyRate: unused,
      dirtyRate: unused,
      link: unused,
      ...verbs.forecast,
    },
    fixes: { start: unused, preview: unused, apply: unused, undo: unused, list: unused, ...verbs.fixes },
    recovery: { look: unused },
    migrations: {
      plan: unused,
      start: unused,
      abort: unused,
      lever: unused,
      qemuParameters: unused,
      cleanUp: unused,
      dirtyRate: unused,
      get: async (id) => {
        if (id === aMigration().id) return { record: aMigration(), samples: [], log: [] };
        throw new ServiceError("not-found", { message: { key: "errors.generic.not-found" } });
      },
      list: async () => [aMigration()],
      reattach: unused,
      stop: unused,
      ...verbs.migrations,
    },
    policies: { list: async () => [], save: unused, remove: unused, ...verbs.policies },
    tls: { status: async () => ({ authority: null, hosts: [] }), setUp: unused, renew: unused, ...verbs.tls },
    settings: { limits: async () => DEFAULT_QUEUE_LIMITS, saveLimits: unused, ...verbs.settings },
    system: (session) => ({
      version: "0.0.0-test",
      serverTimeMs: 1,
      user: { name: session.userName },
      dataDir: "/x",
      database: "PostgreSQL",
      nodeVersion: "24",
    }),
  };
}
