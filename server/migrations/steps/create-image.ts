import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import { succeeded } from "../../ssh/command-result.ts";
import type { ActiveMigration } from "../active.ts";
import { hostIdOf, linkOf } from "../active.ts";
import { remoteJobId } from "../remote-job.ts";
import { learn, optionalText, type StepHandler, type StepOutcome, textOf } from "./handler.ts";
import { LOOK_AT_OWNER, MAKE_IMAGE, PLACE_IMAGE, UNMAKE_IMAGE } from "./image-scripts.ts";
import { rootScript, wordsOf } from "./root-script.ts";

/** An image with preallocated metadata on slow storage takes its time. */
const MAKE_TIMEOUT_MS = 60_000;
const TIMEOUT_MS = 15_000;
/** QEMU at the destination may need a moment to let go of the image after a failed migration: so many looks, so far apart, ms. */
const LETTING_GO = { looks: 6, everyMs: 500 };

/**
 * Makes the image that the disk is copied into, empty, or as an overlay on the backing file that is there already. In two parts: under a passing
 * name that holds the migration's id, so that whatever is found there is ours; then, when the ledger has its inode, under its own name, by
 * a link that never replaces a file.
 */
export const createImage: StepHandler = {
  async run(active, step) {
    const made = optionalText(step, "inode") === null ? await make(active, step) : { ok: true as const, step };
    if (!made.ok) return made;
    const { path } = namesOf(active, made.step);
    const placed = await place(active, made.step);
    if (!placed.ok) return placed;
    await refreshPool(active, step);
    return { ok: true, detail: path };
  },
  async undo(active, step) {
    const { path, passing } = namesOf(active, step);
    const args = [passing, path, optionalText(step, "inode") ?? ""];
    for (let look = 1; ; look++) {
      const result = await rootScript(active, "destination", UNMAKE_IMAGE, args, {
        timeoutMs: TIMEOUT_MS,
        standsFor: ["rm", path],
      });
      if (!succeeded(result)) return { ok: false, words: wordsOf(result) };
      const said = result.stdout.trim();
      if (!said.startsWith("kept: ")) {
        await refreshPool(active, step);
        return { ok: true, detail: path };
      }
      if (look >= LETTING_GO.looks || !/open|uses/.test(said)) return { ok: false, words: said.slice("kept: ".length) };
      await active.wake.sleep(LETTING_GO.everyMs);
    }
  },
};

type Made = { readonly ok: true; readonly step: MigrationStep } | Extract<StepOutcome, { ok: false }>;

async function make(active: ActiveMigration, step: MigrationStep): Promise<Made> {
  const owner = await ownerOf(active, textOf(step, "sourcePath"));
  if (!owner.ok) return owner;
  const { path, passing } = namesOf(active, step);
  const format = textOf(step, "format");
  const size = String(step.data.virtualSizeBytes);
  if (!/^[1-9]\d*$/.test(size)) throw new Error(`step ${step.id} has no size`);
  const backing = optionalText(step, "backingPath");
  const backingFormat = optionalText(step, "backingFormat");
  if (backing !== null && backingFormat === null) throw new Error(`step ${step.id} has no format of its backing file`);
  const args = [passing, path, format, size, ...owner.value, backing ?? "", backingFormat ?? ""];
  const below = backing === null ? [] : ["-b", backing, "-F", backingFormat ?? ""];
  const result = await rootScript(active, "destination", MAKE_IMAGE, args, {
    timeoutMs: MAKE_TIMEOUT_MS,
    standsFor: ["qemu-img", "create", "-f", format, ...below, passing, size],
  });
  const inode = /^inode (\d+)$/m.exec(result.stdout)?.[1];
  if (!succeeded(result) || inode === undefined) return { ok: false, words: wordsOf(result) };
  return { ok: true, step: await learn(active, step, { inode }) };
}

async function place(active: ActiveMigration, step: MigrationStep): Promise<StepOutcome> {
  const { path, passing } = namesOf(active, step);
  const result = await rootScript(active, "destination", PLACE_IMAGE, [passing, path, textOf(step, "inode")], {
    timeoutMs: TIMEOUT_MS,
    standsFor: ["ln", passing, path],
  });
  return succeeded(result) ? { ok: true } : { ok: false, words: wordsOf(result) };
}

/** Mode, owner and group of the source's image, by name: numbers may mean somebody else on another host. */
async function ownerOf(
  active: ActiveMigration,
  sourcePath: string,
): Promise<{ readonly ok: true; readonly value: readonly [string, string, string] } | Extract<StepOutcome, { ok: false }>> {
  const result = await rootScript(active, "source", LOOK_AT_OWNER, [sourcePath], {
    timeoutMs: TIMEOUT_MS,
    standsFor: ["stat", sourcePath],
  });
  const [, mode, user, group] = /^([0-7]{3,4}) (\S+) (\S+)$/m.exec(result.stdout) ?? [];
  if (!succeeded(result) || !mode || !user || !group) return { ok: false, words: wordsOf(result) };
  return { ok: true, value: [mode, user, group] };
}

/** libvirt looks into a pool's folder only when it is told to. */
async function refreshPool(active: ActiveMigration, step: MigrationStep): Promise<void> {
  const pool = optionalText(step, "pool");
  if (pool === null) return;
  const result = await linkOf(active, "destination")?.virsh(["pool-refresh", "--pool", pool], { timeoutMs: TIMEOUT_MS });
  if (result) active.log.command(hostIdOf(active, "destination"), result);
}

function namesOf(active: ActiveMigration, step: MigrationStep): { readonly path: string; readonly passing: string } {
  const path = textOf(step, "path");
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  return { path, passing: `${folder}.virtferry-${remoteJobId(active)}-${textOf(step, "target")}.new` };
}
