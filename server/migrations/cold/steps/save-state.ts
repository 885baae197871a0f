import { onDomain } from "../../../../lib/core/migration/command.ts";
import type { MigrationStep } from "../../../../lib/core/model/steps.ts";
import { removeRemoteJob } from "../../../libvirt/remote-job.ts";
import { succeeded } from "../../../ssh/command-result.ts";
import { type ActiveMigration, linkOf } from "../../active.ts";
import { hasQemu } from "../../read-side.ts";
import { remoteJobId } from "../../remote-job.ts";
import { virshOn } from "../../run-command.ts";
import { abortWanted } from "../../send-abort.ts";
import { textOf } from "../../steps/handler.ts";
import { rootScript, wordsOf } from "../../steps/root-script.ts";
import { type ColdHandler, type ColdOutcome, done, failed, silent } from "../outcome.ts";
import { readPlace } from "../places.ts";
import { runJob } from "../run-job.ts";

const TIMEOUT_MS = 10_000;
const ABORT_TIMEOUT_MS = 35_000;

/** Prints whole | partial | absent: libvirt writes this mark at the file's beginning when all of the state is in it (qemu_saveimage.h). */
const LOOK =
  '[ -e "$1" ] || { echo absent; exit 0; }; [ "$(head -c 16 -- "$1")" = LibvirtQemudSave ] && echo whole || echo partial';
const REMOVE = 'rm -f -- "$1"';

/**
 * Suspends the guest to a file on the source. From here to its restore there is one state of it, in that file. Taken back by restoring it there,
 * which is done only when the destination has answered that it does not run the guest.
 */
export const saveState: ColdHandler = {
  async run(active, step) {
    const path = textOf(step, "path");
    const source = await readPlace(active, "source");
    if (!source.reachable) return silent("source");
    const file = await lookAt(active, path);
    if (file === null) return silent("source");
    if (!hasQemu(source)) {
      return file === "whole" ? done(path) : failed(`the VM is not running on the source, and ${path} holds no whole state`);
    }
    const id = jobId(active);
    const begun = step.data.begun === true;
    if (!begun && file !== "absent") return failed(`${path} exists already on the source; it was not touched`);
    if (!begun)
      await active.keeper.apply({
        type: "step",
        atMs: active.deps.now(),
        step: { ...step, data: { ...step.data, begun: true } },
      });
    let abortSent = false;
    const end = await runJob(active, "source", id, onDomain("save", requestOf(active), ["--file", path]), async () => {
      if (!abortWanted(active) || abortSent) return;
      const sent = await virshOn(active, "source", "domjobabort", [], { timeoutMs: ABORT_TIMEOUT_MS, ownProcess: true });
      abortSent = succeeded(sent);
    });
    if (end.kind === "stopped") return { kind: "stopped" };
    if (end.kind === "silent") return silent("source");
    if (end.kind === "refused") return failed(end.words);
    const now = await lookAt(active, path);
    if (now === null) return silent("source");
    const after = await readPlace(active, "source");
    if (!after.reachable) return silent("source");
    if (!hasQemu(after) && now === "whole") return done(path);
    if (abortWanted(active) && hasQemu(after)) return { kind: "aborted" };
    return failed(end.kind === "ended" ? end.job.stderr : "virsh save ended without an exit status");
  },

  async undo(active, step) {
    const path = textOf(step, "path");
    const [source, destination] = await Promise.all([readPlace(active, "source"), readPlace(active, "destination")]);
    if (!source.reachable) return silent("source");
    if (!destination.reachable) return silent("destination");
    if (hasQemu(source)) return removeAfter(active, step, path);
    if (hasQemu(destination)) return failed("the VM runs at the destination; its old state is not resumed");
    const file = await lookAt(active, path);
    if (file === null) return silent("source");
    if (file !== "whole") return failed(`${path} holds no whole state of the VM`);
    const argv = ["virsh", "-c", "qemu:///system", "restore", "--file", path];
    const end = await runJob(active, "source", `${remoteJobId(active)}-unsave`, argv, async () => undefined);
    if (end.kind === "stopped") return { kind: "stopped" };
    if (end.kind === "silent") return silent("source");
    if (end.kind === "refused") return failed(end.words);
    const after = await readPlace(active, "source");
    if (!after.reachable) return silent("source");
    if (hasQemu(after)) return removeAfter(active, step, path);
    return failed(end.kind === "ended" ? end.job.stderr : "virsh restore ended without an exit status");
  },
};

/** The guest runs on the source: an old state of it, resumed later, would corrupt its disks. */
async function removeAfter(active: ActiveMigration, step: MigrationStep, path: string): Promise<ColdOutcome> {
  const link = linkOf(active, "source");
  if (step.data.begun !== true) return done();
  const result = await rootScript(active, "source", REMOVE, [path], { timeoutMs: TIMEOUT_MS, standsFor: ["rm", path] });
  if (link) await removeRemoteJob(link, jobId(active));
  return succeeded(result) ? done(path) : failed(wordsOf(result));
}

async function lookAt(active: ActiveMigration, path: string): Promise<string | null> {
  const result = await rootScript(active, "source", LOOK, [path], {
    timeoutMs: TIMEOUT_MS,
    standsFor: ["head", "-c", "16", path],
  });
  return succeeded(result) ? result.stdout.trim() : null;
}

const jobId = (active: ActiveMigration): string => `${remoteJobId(active)}-save`;
const requestOf = (active: ActiveMigration) => active.keeper.current().request.domainUuid;
