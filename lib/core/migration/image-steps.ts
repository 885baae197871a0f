import type { Domain, DomainDisk } from "../model/domain.ts";
import type { MigrationRequest } from "../model/migration.ts";
import type { ImagePair } from "../preflight/probes.ts";
import { destinationPath } from "./disks.ts";
import type { MigrationPlan } from "./plan.ts";
import type { StepDraft } from "./step-draft.ts";

export interface ImageStepsInput {
  readonly request: MigrationRequest;
  readonly domain: Pick<Domain, "disks">;
  readonly images: ReadonlyMap<string, ImagePair>;
  readonly plan: Pick<MigrationPlan, "storageCopy" | "copiedDisks">;
  readonly names: { readonly destination: string };
}

/**
 * One step a copied disk: an empty image (full copy) or an overlay on the backing file that is there (incremental), of the source image's format and
 * virtual size, as QEMU wants it. What the preflight could not read is null in `data` and has no command: such a step cannot run.
 */
export function imageSteps(input: ImageStepsInput): readonly StepDraft[] {
  return input.plan.copiedDisks.flatMap((target) => {
    const disk = input.domain.disks.find((candidate) => candidate.target === target);
    return disk ? [imageStep(input, disk)] : [];
  });
}

function imageStep({ request, images, plan, names }: ImageStepsInput, disk: DomainDisk): StepDraft {
  const pair = images.get(disk.target);
  const path = destinationPath(disk, request.options.diskPaths);
  const format = pair?.source.format ?? disk.format;
  const size = pair?.source.virtualSizeBytes ?? null;
  const backing = plan.storageCopy === "incremental" ? backingOf(pair) : null;
  const pool = pair?.destinationFolder.pool ?? null;
  const kind = plan.storageCopy === "incremental" ? "create-overlay" : "create-image";
  const create = createCommand(kind, path, format, size, backing);
  return {
    id: `${kind}:${disk.target}`,
    kind,
    hostId: request.destinationHostId,
    values: { disk: disk.target, path: path ?? "", host: names.destination, backing: backing?.path ?? "" },
    undoable: true,
    commands: create === null ? [] : [create, ...refreshCommand(pool)],
    data: {
      target: disk.target,
      sourcePath: pair?.source.path ?? disk.source,
      path,
      format,
      virtualSizeBytes: size,
      backingPath: backing?.path ?? null,
      backingFormat: backing?.format ?? null,
      pool,
    },
  };
}

function backingOf(pair: ImagePair | undefined): { readonly path: string; readonly format: string } | null {
  const path = pair?.backingAtDestination?.path ?? pair?.source.backingPath ?? null;
  const format = pair?.source.backingFormat ?? pair?.backingAtDestination?.format ?? null;
  return path === null || format === null ? null : { path, format };
}

function createCommand(
  kind: "create-image" | "create-overlay",
  path: string | null,
  format: string | null,
  size: number | null,
  backing: { readonly path: string; readonly format: string } | null,
): readonly string[] | null {
  if (path === null || format === null || size === null) return null;
  const create = ["qemu-img", "create", "-q", "-f"];
  if (kind === "create-image") return [...create, format, path, String(size)];
  return backing === null ? null : [...create, "qcow2", "-b", backing.path, "-F", backing.format, path, String(size)];
}

/** A pool that does not know of a new file hides it from whoever looks through libvirt. */
function refreshCommand(pool: string | null): readonly (readonly string[])[] {
  return pool === null ? [] : [["virsh", "-c", "qemu:///system", "pool-refresh", "--pool", pool]];
}
