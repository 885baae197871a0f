import { migrationAddress } from "../../../../lib/core/migration/destination-uri.ts";
import { filesOfStep } from "../../../../lib/core/migration/plan-cold-steps.ts";
import type { MigrationStep } from "../../../../lib/core/model/steps.ts";
import {
  abortCopy,
  type CopiedFile,
  type CopyFailureCode,
  type CopyRequest,
  type CopyStatus,
  readCopy,
  removeCopied,
  removeCopy,
  startCopy,
} from "../../../libvirt/file-copy/index.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, linkOf } from "../../active.ts";
import { hasQemu } from "../../read-side.ts";
import { remoteJobId } from "../../remote-job.ts";
import { abortWanted } from "../../send-abort.ts";
import { currentStep, put } from "../../steps/handler.ts";
import { noteProgress } from "../copy-progress.ts";
import { type ColdHandler, type ColdOutcome, done, failed, silent } from "../outcome.ts";
import { readPlace } from "../places.ts";

const LOOK_EVERY_MS = 700;
/** A broken connection is no verdict: the copy goes on from what the destination has confirmed, so often, with growing pauses. */
const TRIES = 6;
const PAUSE_MS = 2_000;
const PASSING: readonly CopyFailureCode[] = ["connection-lost", "ssh-unreachable", "ssh-failed", "killed", "busy", "unexpected"];

/** Copies the VM's files from source to destination and has both ends agree on their checksums. Taken back by removing what it had put there. */
export const copyFiles: ColdHandler = {
  async run(active, step) {
    const request = requestOf(active, step);
    for (let tries = 0; ; ) {
      const source = linkOf(active, "source");
      if (source?.state().kind !== "up") return silent("source");
      const place = await readPlace(active, "source");
      if (!place.reachable) return silent("source");
      if (hasQemu(place)) return failed("the VM was started on the source while its files were being copied");
      const start = await startCopy(source, request);
      if (start.kind === "unknown") return silent("source");
      if (start.kind === "refused") return failed(`${start.code}: ${start.words}`);
      const end = await watch(active, step, request);
      if (end.kind !== "again") return end.outcome;
      tries += 1;
      if (tries >= TRIES) return failed(end.words);
      const values = { words: end.words, try: tries + 1 };
      active.log.note({ key: "failures.notes.copy-again", values }, hostIdOf(active, "source"));
      await active.wake.sleep(PAUSE_MS * tries);
    }
  },

  async undo(active, step) {
    const [source, destination] = [linkOf(active, "source"), linkOf(active, "destination")];
    if (source?.state().kind !== "up") return silent("source");
    if (destination?.state().kind !== "up") return silent("destination");
    const request = requestOf(active, step);
    const aborted = await abortCopy(source, destination, request);
    if (aborted.kind === "unknown") return silent(aborted.where);
    if (aborted.kind === "refused") return failed(`${aborted.code}: ${aborted.words}`);
    const placed = [...placedOf(step), ...aborted.placed];
    const files = [...new Map(placed.map((file) => [file.to, file])).values()];
    const removal = await removeCopied(destination, files);
    if (removal.kind === "unknown") return silent("destination");
    if (removal.kind === "refused") return failed(`${removal.code}: ${removal.words}`);
    await removeCopy(source, request.id);
    const kept = removal.files.filter(({ outcome }) => outcome === "changed" || outcome === "in-use");
    return kept.length === 0 ? done() : failed(kept.map(({ to, outcome, words }) => `${to}: ${outcome} ${words}`).join("; "));
  },
};

type Watched = { readonly kind: "again"; readonly words: string } | { readonly kind: "over"; readonly outcome: ColdOutcome };
const over = (outcome: ColdOutcome): Watched => ({ kind: "over", outcome });

async function watch(active: ActiveMigration, step: MigrationStep, request: CopyRequest): Promise<Watched> {
  for (;;) {
    if (active.stopped) return over({ kind: "stopped" });
    if (abortWanted(active)) return over({ kind: "aborted" });
    const source = linkOf(active, "source");
    if (source?.state().kind !== "up") return over(silent("source"));
    const reading = await readCopy(source, request.id);
    if (reading.kind === "unknown") return over(silent("source"));
    await noteProgress(active, currentStep(active, step), reading);
    const words = reading.failure ? `${reading.failure.code}: ${reading.failure.words}` : `the copy is ${reading.state}`;
    switch (reading.state) {
      case "done":
        return over(await close(active, step, request, reading));
      case "failed":
        if (reading.failure && PASSING.includes(reading.failure.code)) return { kind: "again", words };
        return over(failed(words));
      case "vanished":
      case "absent":
        return { kind: "again", words };
      case "running":
        await active.wake.sleep(LOOK_EVERY_MS);
    }
  }
}

/** All is in place and verified: noted, so that it can be shown, and taken back, without the job. */
async function close(
  active: ActiveMigration,
  step: MigrationStep,
  request: CopyRequest,
  status: CopyStatus,
): Promise<ColdOutcome> {
  const placed = status.files.flatMap((file) => (file.placed ? [file.placed] : []));
  const current = currentStep(active, step);
  await put(active, { ...current, data: { ...current.data, placed: JSON.stringify(placed) } });
  const source = linkOf(active, "source");
  if (source) await removeCopy(source, request.id);
  return done(placed.map(({ to, sha256 }) => `${to} sha256 ${sha256}`).join("\n"));
}

/** What this step has put in place at the destination, with its checksums. */
export function placedOf(step: Pick<MigrationStep, "data">): readonly CopiedFile[] {
  return JSON.parse(String(step.data.placed ?? "[]")) as readonly CopiedFile[];
}

function requestOf(active: ActiveMigration, step: MigrationStep): CopyRequest {
  const registration = linkOf(active, "destination")?.registration;
  if (!registration) throw new Error(`${hostNameOf(active, "destination")} is not registered any more`);
  const files = filesOfStep(step).map(({ from, to, what }) => ({ from, to, makeFolder: what === "nvram" || what === "tpm" }));
  const { bandwidthMiBps } = active.keeper.current().request.options;
  return { id: `${remoteJobId(active)}-copy`, files, destination: migrationAddress(registration), bandwidthMiBps };
}
