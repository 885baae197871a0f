import { randomBytes } from "node:crypto";
import type { MigrationPlanView } from "../../lib/contract/views.ts";
import type { MigrationRequest, MigrationView } from "../../lib/core/model/migration.ts";
import type { LabRig } from "../../server/migrations/test-support/lab-rig.ts";
import { firstLine } from "./truth.ts";

const LIMIT_MS = 60_000;
const ABORT_MS = 25_000;

/** Runs a request as a person does who acknowledges what preflight warns of. Aborts it after a minute. Returns why it failed; empty = it says that it succeeded. */
export async function runThroughProduct(
  rig: LabRig,
  request: MigrationRequest,
  plan: Pick<MigrationPlanView, "toAcknowledge">,
): Promise<string> {
  const acknowledged = plan.toAcknowledge;
  const { id } = await rig.service().start({ ...request, acknowledged }, randomBytes(12).toString("hex"), "bench");
  const view = await rig.ended(id, LIMIT_MS).catch(async (): Promise<MigrationView> => {
    await rig.service().abort(id, "bench");
    return rig.ended(id, ABORT_MS);
  });
  const { state, result } = view.record;
  if (state === "succeeded") return "";
  const { code = "no cause", libvirtText = "" } = result?.failure ?? {};
  return `${state}: ${code}: ${firstLine(libvirtText)}`;
}
