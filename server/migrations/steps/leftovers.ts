import type { MigrationStep } from "../../../lib/core/model/steps.ts";
import { succeeded } from "../../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, hostNameOf } from "../active.ts";
import { put } from "./handler.ts";
import { LOOK_AT_IMAGE } from "./image-scripts.ts";
import { rootScript } from "./root-script.ts";

const TIMEOUT_MS = 10_000;

/** A file of the VM on the source: a disk by its target, any other by its path. */
export interface OldImage {
  readonly target: string;
  readonly path: string;
}

/**
 * Puts what a disk copy left on the source into the ledger: the old image, which nobody uses any more, with what tells it from any other file.
 * It waits there until an admin has it removed. Null when the file is gone or cannot be looked at. Once noted, it is not noted again.
 */
export async function noteOldImage(active: ActiveMigration, { target, path }: OldImage): Promise<MigrationStep | null> {
  const id = `leftover:${target}`;
  const known = active.keeper.current().steps.find((step) => step.id === id);
  if (known) return known;
  const result = await rootScript(active, "source", LOOK_AT_IMAGE, [path], { timeoutMs: TIMEOUT_MS, standsFor: ["stat", path] });
  const [, inode, bytes, changedAt, blocks] = /^(\d+) (\d+) (\d+\.\d+) (\d+)$/m.exec(result.stdout) ?? [];
  if (!succeeded(result) || !inode || !bytes || !changedAt) return null;
  const values = { disk: target, path, host: hostNameOf(active, "source") };
  return put(active, {
    id,
    kind: "remove-leftover",
    hostId: hostIdOf(active, "source"),
    label: { key: "steps.remove-leftover.label", values },
    undo: null,
    commands: [["rm", path]],
    data: { target, path, inode, bytes, changedAt, allocatedBytes: Number(blocks) * 512 },
    state: "waiting",
    startedAtMs: null,
    endedAtMs: null,
    detail: null,
    progress: null,
  });
}
