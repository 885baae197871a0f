import { implement } from "@orpc/server";
import { contract } from "../../lib/contract/routes.ts";
import type { ApiContext } from "./context.ts";

const api = implement(contract).$context<ApiContext>();

/** Each route of the contract is one verb of a service; there is no logic here. */
export const router = api.router({
  system: {
    info: api.system.info.handler(({ context }) => context.services.system(context.session)),
  },
  keys: {
    list: api.keys.list.handler(({ context }) => context.services.inventory.listKeys()),
    add: api.keys.add.handler(({ context, input }) => context.services.inventory.addKey(input)),
    remove: api.keys.remove.handler(async ({ context, input }) => {
      await context.services.inventory.removeKey(input.keyId);
      return null;
    }),
  },
  hosts: {
    list: api.hosts.list.handler(({ context }) => context.services.inventory.snapshots()),
    probe: api.hosts.probe.handler(({ context, input }) => context.services.inventory.probe(input)),
    add: api.hosts.add.handler(({ context, input }) => context.services.inventory.add(input)),
    remove: api.hosts.remove.handler(async ({ context, input }) => {
      await context.services.inventory.remove(input.hostId);
      return null;
    }),
    retry: api.hosts.retry.handler(({ context, input }) => {
      context.services.inventory.retry(input.hostId);
      return null;
    }),
    repin: api.hosts.repin.handler(({ context, input }) =>
      context.services.inventory.repin(input.hostId, input.acceptedFingerprint),
    ),
  },
  preflight: {
    matrix: api.preflight.matrix.handler(({ context, input }) => context.services.preflight.matrix(input)),
    cells: api.preflight.cells.handler(({ context, input }) => context.services.preflight.cells(input)),
    cpuBaseline: api.preflight.cpuBaseline.handler(({ context, input }) => context.services.preflight.cpuBaseline(input)),
    check: api.preflight.check.handler(({ context, input }) => context.services.preflight.check(input)),
  },
  migrations: {
    list: api.migrations.list.handler(({ context, input }) => context.services.migrations.list(input)),
    get: api.migrations.get.handler(({ context, input }) => context.services.migrations.get(input.migrationId)),
    plan: api.migrations.plan.handler(({ context, input }) => context.services.migrations.plan(input)),
    start: api.migrations.start.handler(({ context, input }) =>
      context.services.migrations.start(input.request, input.idempotencyKey, context.session.userName, input.queueing),
    ),
    abort: api.migrations.abort.handler(({ context, input }) =>
      context.services.migrations.abort(input.migrationId, context.session.userName),
    ),
    lever: api.migrations.lever.handler(({ context, input }) =>
      context.services.migrations.lever(input.migrationId, input.lever, context.session.userName),
    ),
    qemuParameters: api.migrations.qemuParameters.handler(({ context, input }) =>
      context.services.migrations.qemuParameters(input.migrationId),
    ),
    cleanUp: api.migrations.cleanUp.handler(({ context, input }) =>
      context.services.migrations.cleanUp(input.migrationId, input.leftoverId, context.session.userName),
    ),
    dirtyRate: api.migrations.dirtyRate.handler(({ context, input }) => context.services.migrations.dirtyRate(input)),
  },
  forecast: {
    predict: api.forecast.predict.handler(({ context, input }) => context.services.forecast.predict(input)),
  },
  links: {
    list: api.links.list.handler(({ context }) => context.services.forecast.links()),
    measure: api.links.measure.handler(({ context, input }) => context.services.forecast.measureLink(input)),
  },
  fixes: {
    list: api.fixes.list.handler(({ context, input }) => context.services.fixes.list(input)),
    preview: api.fixes.preview.handler(({ context, input }) => context.services.fixes.preview(input)),
    apply: api.fixes.apply.handler(({ context, input }) => context.services.fixes.apply(input, context.session.userName)),
    undo: api.fixes.undo.handler(({ context, input }) => context.services.fixes.undo(input.fixId, context.session.userName)),
  },
  recovery: {
    list: api.recovery.list.handler(({ context }) => context.services.recovery.look({ fresh: false })),
    look: api.recovery.look.handler(({ context }) => context.services.recovery.look({ fresh: true })),
  },
  policies: {
    list: api.policies.list.handler(({ context }) => context.services.policies.list()),
    save: api.policies.save.handler(({ context, input }) => context.services.policies.save(input, context.session.userName)),
    remove: api.policies.remove.handler(async ({ context, input }) => {
      await context.services.policies.remove(input.policyId);
      return null;
    }),
  },
  settings: {
    limits: api.settings.limits.handler(({ context }) => context.services.settings.limits()),
    saveLimits: api.settings.saveLimits.handler(({ context, input }) => context.services.settings.saveLimits(input)),
  },
  tls: {
    status: api.tls.status.handler(({ context }) => context.services.tls.status()),
    setUp: api.tls.setUp.handler(({ context, input }) => context.services.tls.setUp(input, context.session.userName)),
    renew: api.tls.renew.handler(({ context, input }) => context.services.tls.renew(input, context.session.userName)),
  },
});
