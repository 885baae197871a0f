import { onDomain } from "../migration/command.ts";
import type { DomainUuid } from "../model/ids.ts";

/** The ways out that are about a VM, and so about every host that could have it. */
export type VmActionKind = "pause-copy" | "resume-copy" | "destroy-copy" | "undefine-copy" | "start-vm";

const VERBS: Readonly<Record<VmActionKind, string>> = {
  "pause-copy": "suspend",
  "resume-copy": "resume",
  "destroy-copy": "destroy",
  "undefine-copy": "undefine",
  "start-vm": "start",
};

/** The one command of such a way out. `keep`: what an undefined domain has beside its disks, and that must stay. */
export function vmCommand(
  kind: VmActionKind,
  uuid: DomainUuid,
  keep: { readonly nvram: boolean; readonly tpm: boolean } = { nvram: false, tpm: false },
): readonly string[] {
  const options = kind === "undefine-copy" ? [...(keep.nvram ? ["--keep-nvram"] : []), ...(keep.tpm ? ["--keep-tpm"] : [])] : [];
  return onDomain(VERBS[kind], uuid, options);
}
