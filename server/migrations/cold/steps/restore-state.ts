import { rewriteDomainXml } from "../../../../lib/core/domain-xml/rewrite-domain-xml.ts";
import type { MigrationStep } from "../../../../lib/core/model/steps.ts";
import { succeeded } from "../../../ssh/command-result.ts";
import { type ActiveMigration, linkOf } from "../../active.ts";
import { hasQemu } from "../../read-side.ts";
import { remoteJobId } from "../../remote-job.ts";
import { textOf } from "../../steps/handler.ts";
import { wordsOf } from "../../steps/root-script.ts";
import { type ColdHandler, type ColdOutcome, done, failed, silent } from "../outcome.ts";
import { readPlace } from "../places.ts";
import { runJob } from "../run-job.ts";

const TIMEOUT_MS = 10_000;
const CONNECT = ["virsh", "-q", "-c", "qemu:///system"];

/**
 * Resumes the guest at the destination from its state. Started once: a job that ran, however it ended, is never repeated, for a state that was resumed
 * is older than the disks. Failed is said only when the destination has answered that it does not run the guest.
 */
export const restoreState: ColdHandler = {
  async run(active, step) {
    const path = textOf(step, "path");
    const [source, destination] = await Promise.all([readPlace(active, "source"), readPlace(active, "destination")]);
    if (!source.reachable) return silent("source");
    if (!destination.reachable) return silent("destination");
    if (hasQemu(source)) return failed("the VM runs on the source again; its state is not resumed at the destination");
    if (hasQemu(destination)) return done();
    if (step.data.begun !== true) {
      const changed = await rewriteState(active, path);
      if (changed.kind !== "done") return changed;
      await active.keeper.apply({
        type: "step",
        atMs: active.deps.now(),
        step: { ...step, data: { ...step.data, begun: true } },
      });
    }
    const end = await runJob(active, "destination", jobId(active), commandOf(step), async () => undefined);
    if (end.kind === "stopped") return { kind: "stopped" };
    if (end.kind === "silent") return silent("destination");
    const after = await readPlace(active, "destination");
    if (!after.reachable) return silent("destination");
    if (hasQemu(after)) return done();
    // It ran and is off again (shut down from inside): that is where the VM is now.
    if (end.kind === "ended" && end.job.exitCode === 0) return done("the VM is off again");
    if (end.kind === "vanished") return failed("virsh restore ended without an exit status");
    return failed(end.kind === "refused" ? end.words : end.job.stderr);
  },
};

function commandOf(step: MigrationStep): readonly string[] {
  const command = step.commands[0];
  if (!command) throw new Error(`step ${step.id} has no command`);
  return command;
}

/** Puts the destination's paths and bridges into the saved definition, before it is used. */
async function rewriteState(active: ActiveMigration, path: string): Promise<ColdOutcome> {
  const { diskPaths, nicSources, graphicsListen } = active.keeper.current().request.options;
  if (diskPaths.length === 0 && nicSources.length === 0 && graphicsListen === null) return done();
  const link = linkOf(active, "destination");
  const dump = await link?.exec([...CONNECT, "save-image-dumpxml", "--file", path, "--security-info"], { timeoutMs: TIMEOUT_MS });
  if (!dump || dump.timedOut || dump.connectionLost) return silent("destination");
  if (!succeeded(dump)) return failed(wordsOf(dump));
  let xml: string;
  try {
    xml = rewriteDomainXml(dump.stdout, { diskPaths, nicSources, graphicsListen, name: null });
  } catch (error) {
    if (error instanceof RangeError) return failed(error.message);
    throw error;
  }
  const program =
    'file=$(mktemp) && cat >"$file" && virsh -q -c qemu:///system save-image-define --file "$1" --xml "$file"; rc=$?; rm -f "$file"; exit $rc';
  const result = await link?.exec(["sh", "-c", program, "sh", path], { timeoutMs: TIMEOUT_MS, stdin: xml });
  if (!result || result.timedOut || result.connectionLost) return silent("destination");
  return succeeded(result) ? done() : failed(wordsOf(result));
}

const jobId = (active: ActiveMigration): string => `${remoteJobId(active)}-restore`;
