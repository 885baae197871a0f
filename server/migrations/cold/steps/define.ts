import type { ColdIdentity } from "../../../../lib/core/migration/plan-cold-steps.ts";
import { filesOfStep } from "../../../../lib/core/migration/plan-cold-steps.ts";
import { domainUuid } from "../../../../lib/core/model/ids.ts";
import type { MigrationStep } from "../../../../lib/core/model/steps.ts";
import { succeeded } from "../../../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, linkOf } from "../../active.ts";
import { hasQemu } from "../../read-side.ts";
import { textOf } from "../../steps/handler.ts";
import { wordsOf } from "../../steps/root-script.ts";
import { coldDefinition, readDefinition } from "../cold-definition.ts";
import { type ColdHandler, done, failed, silent } from "../outcome.ts";
import { readPlace } from "../places.ts";

const TIMEOUT_MS = 15_000;
/** virsh reads a definition from a file only; it may hold a password, so the file is private and goes at once. */
const DEFINE =
  'umask 077; file=$(mktemp) || exit 1; cat >"$file" && virsh -q -c qemu:///system define --file "$file"; rc=$?; rm -f "$file"; exit $rc';

/** Defines the VM at the destination, from the source's definition as it is now. Never over a definition that is there. */
export const define: ColdHandler = {
  async run(active, step) {
    const place = await readPlace(active, "destination");
    if (!place.reachable) return silent("destination");
    if (place.present && step.data.begun === true) return done();
    if (place.present) return failed("a VM with this UUID is defined at the destination already; it was not touched");
    const source = await readPlace(active, "source");
    if (!source.reachable) return silent("source");
    if (hasQemu(source)) return failed("the VM was started on the source meanwhile");
    const identity = identityOf(step);
    const taken = await nameTaken(active, identity.name);
    if (taken === null) return silent("destination");
    if (taken) return failed(`domain '${identity.name}' already exists at the destination; it was not touched`);
    const { request, steps } = active.keeper.current();
    const dump = await readDefinition(linkOf(active, "source"), request.domainUuid);
    if (!dump || dump.timedOut || dump.connectionLost) return silent("source");
    if (!succeeded(dump)) return failed(wordsOf(dump));
    const copied = steps.find(({ kind }) => kind === "copy-files");
    let xml: string;
    try {
      xml = coldDefinition(dump.stdout, request, identity, copied ? filesOfStep(copied) : []);
    } catch (error) {
      if (error instanceof RangeError) return failed(error.message);
      throw error;
    }
    await active.keeper.apply({ type: "step", atMs: active.deps.now(), step: { ...step, data: { ...step.data, begun: true } } });
    const result = await linkOf(active, "destination")?.exec(["sh", "-c", DEFINE], { timeoutMs: TIMEOUT_MS, stdin: xml });
    if (result)
      active.log.command(hostIdOf(active, "destination"), { ...result, command: step.commands[0]?.join(" ") ?? "virsh define" });
    if (!result || result.timedOut || result.connectionLost) return silent("destination");
    return succeeded(result) ? done(identity.uuid) : failed(wordsOf(result));
  },

  async undo(active, step) {
    if (step.data.begun !== true) return done();
    const [source, destination] = await Promise.all([readPlace(active, "source"), readPlace(active, "destination")]);
    if (!destination.reachable) return silent("destination");
    if (!source.reachable) return silent("source");
    if (!destination.present) return done();
    if (hasQemu(destination)) return failed("the VM runs at the destination; its definition stays");
    const same = identityOf(step).uuid === active.keeper.current().request.domainUuid;
    if (same && !source.present) return failed("the source has no definition of the VM any more; this one stays");
    const argv = ["virsh", "-q", "-c", "qemu:///system", "undefine", "--domain", identityOf(step).uuid, "--keep-nvram"];
    const result = await linkOf(active, "destination")?.exec(argv, { timeoutMs: TIMEOUT_MS });
    if (result) active.log.command(hostIdOf(active, "destination"), result);
    if (!result || result.timedOut || result.connectionLost) return silent("destination");
    return succeeded(result) ? done() : failed(wordsOf(result));
  },
};

/** Who the VM is at the destination, as the plan put it into the step. */
export function identityOf(step: MigrationStep): ColdIdentity {
  return {
    uuid: domainUuid(textOf(step, "uuid")),
    name: textOf(step, "name"),
    macs: JSON.parse(textOf(step, "macs")) as Readonly<Record<string, string>>,
  };
}

/** True when a domain at the destination has this name; null when it did not answer. */
async function nameTaken(active: ActiveMigration, name: string): Promise<boolean | null> {
  const list = await linkOf(active, "destination")?.virsh(["list", "--all", "--name"], { timeoutMs: TIMEOUT_MS });
  if (list?.exitCode !== 0) return null;
  return list.stdout.split("\n").some((line) => line.trim() === name.trim());
}
