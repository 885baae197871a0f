import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { z } from "zod";
import type { fixRequestInput } from "../../../lib/contract/fix-inputs.ts";
import type { FixAction, FixPreview, FixRecord } from "../../../lib/core/model/fix.ts";
import type { RunningPreflight } from "../../preflight/test-support/start-preflight.ts";
import type { FixService } from "../../services.ts";
import { createTlsService } from "../../tls/index.ts";
import { createFixService } from "../index.ts";
import { memoryFixes } from "./memory-fixes.ts";

export interface RunningFixes {
  readonly fixes: FixService;
  readonly store: ReturnType<typeof memoryFixes>;
  /** Another service over the same store, as a server that was started anew has. */
  anew(): FixService;
  request(action: FixAction, hosts: readonly string[], vm?: string): z.output<typeof fixRequestInput>;
  preview(action: FixAction, hosts: readonly string[], vm?: string): Promise<FixPreview>;
  /** Shown, then pressed. */
  press(action: FixAction, hosts: readonly string[], vm?: string): Promise<FixRecord>;
  stop(): void;
}

/** The fixes on the hosts of a running preflight, with a store in memory and a CA of their own. */
export function startFixes(run: RunningPreflight): RunningFixes {
  const dataDir = mkdtempSync(join(tmpdir(), "virtferry-fixes-"));
  const logger = pino({ level: process.env.LOG_LEVEL ?? "error" }, pino.destination(2));
  const { inventory, links } = run;
  const store = memoryFixes();
  const tls = createTlsService({ dataDir, links, inventory, logger, now: Date.now });
  let count = 0;
  const anew = () =>
    createFixService({
      store: { fixes: store, migrations: { unfinished: async () => [] } },
      links,
      inventory,
      tls,
      logger,
      now: Date.now,
      newId: () => `f_${String(++count).padStart(20, "0")}`,
      liveProcesses: () => [],
    });
  const fixes = anew();
  const request: RunningFixes["request"] = (action, hosts, vm) => ({
    action,
    domainUuid: vm === undefined ? null : run.domain(vm).uuid,
    hostIds: hosts.map((name) => run.snapshot(name).registration.id),
  });
  return {
    fixes,
    store,
    anew,
    request,
    preview: (action, hosts, vm) => fixes.preview(request(action, hosts, vm)),
    async press(action, hosts, vm) {
      const asked = request(action, hosts, vm);
      const { digest } = await fixes.preview(asked);
      return fixes.apply({ request: asked, digest, idempotencyKey: randomUUID() }, "tester");
    },
    stop: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
