import type { Domain } from "../model/domain.ts";
import type { MigrationOptions } from "../model/options.ts";
import { copiedDisks, copiesIncrement, destinationPath, modeOf } from "./choices.ts";

/** Which images have to be looked at on both hosts before disks are copied. */
export interface ImageQuestion {
  /** Whether the backing files of both sides are to be compared: for an incremental copy, and where files are copied as they are. */
  readonly compareBacking: boolean;
  readonly disks: readonly {
    readonly target: string;
    readonly sourcePath: string;
    readonly destinationPath: string;
    /** As the definition has it: a guest's own data must not decide what its raw image is taken for. */
    readonly format: string | null;
  }[];
}

/** What a check with these options has to look at; null when nothing is copied. */
export function imageQuestion(domain: Domain, options: MigrationOptions | null): ImageQuestion | null {
  const disks = copiedDisks(options, domain).flatMap((disk) => {
    const to = destinationPath(options, disk);
    if (disk.source === null || to === null) return [];
    return [{ target: disk.target, sourcePath: disk.source, destinationPath: to, format: disk.format }];
  });
  return disks.length === 0 ? null : { compareBacking: copiesIncrement(options) || modeOf(options) !== "live", disks };
}
