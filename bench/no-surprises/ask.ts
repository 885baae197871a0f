import { setTimeout as sleep } from "node:timers/promises";
import type { MigrationPlanView } from "../../lib/contract/views.ts";
import type { Verdict } from "../../lib/core/model/finding.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import type { LabRig } from "../../server/migrations/test-support/lab-rig.ts";
import { ServiceError } from "../../server/service-error.ts";
import type { Said } from "./outcome.ts";

/** How long a host whose libvirtd was started anew may take until the product has it again, ms. */
const COME_UP_MS = 20_000;

export interface Answer {
  readonly said: Said;
  /** Rule and reason of each block, or of each check that could not be made: "network.bridge missing". */
  readonly rules: readonly string[];
  /** Rule and reason of each warning. */
  readonly warned: readonly string[];
  /** Null when it would not even plan. */
  readonly plan: MigrationPlanView | null;
}

/** Asks the product for its review of a request, with checks made anew. A refusal before any check counts as a block. */
export async function ask(rig: LabRig, request: MigrationRequest, isDead: boolean): Promise<Answer> {
  for (const deadline = Date.now() + COME_UP_MS; ; await sleep(500)) {
    const answer = await once(rig, request);
    const isAway = answer.rules.some((rule) => AWAY.test(rule));
    if (!isAway || isDead || Date.now() > deadline) return answer;
  }
}

const AWAY = /^(refused host-offline|path\.(source|destination)-online )/;

async function once(rig: LabRig, request: MigrationRequest): Promise<Answer> {
  try {
    const plan = await rig.service().plan(request);
    const of = (verdict: Verdict) =>
      plan.findings.flatMap((one) => (one.verdict === verdict ? [`${one.ruleId} ${one.reason.key.split(".").at(-1)}`] : []));
    const warned = of("warn");
    if (plan.blockedBy.length > 0) return { said: "blocked", rules: of("block"), warned, plan };
    const open = of("unknown");
    return { said: open.length > 0 ? "unknown" : "passed", rules: open, warned, plan };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { said: "blocked", rules: [refusalOf(error)], warned: [], plan: null };
  }
}

/** A refusal before any check, in one word: the last of its message's key. */
export function refusalOf({ data }: ServiceError): string {
  return `refused ${data.message.key.split(".").at(-1)}`;
}
