import { tpmStateFolder } from "../domain-xml/read-boot-files.ts";
import type { Domain } from "../model/domain.ts";
import type { DomainUuid } from "../model/ids.ts";
import type { MigrationOptions } from "../model/options.ts";
import { destinationName, makesClone, modeOf } from "./choices.ts";

/** libvirt's own folder for saved guests, on both hosts: root's, and labelled for QEMU. */
export const SAVE_FOLDER = "/var/lib/libvirt/qemu/save";

/** Where a guest that is suspended for its move is kept, on both hosts. */
export function savedStatePath(uuid: DomainUuid): string {
  return `${SAVE_FOLDER}/virtferry-${uuid}.save`;
}

/**
 * What VirtFerry itself puts at the destination beside the disks when it copies files: the firmware's variables, the TPM's state and the
 * suspended guest. A clone has names of its own. Empty in a live migration, where QEMU carries them.
 */
export function stateFiles(domain: Domain, options: MigrationOptions | null): readonly string[] {
  const mode = modeOf(options);
  if (mode === "live") return [];
  const { nvram } = domain;
  if (makesClone(options)) {
    return nvram === null ? [] : [`${nvram.slice(0, nvram.lastIndexOf("/"))}/${destinationName(options, domain)}_VARS.fd`];
  }
  return [
    ...(nvram === null ? [] : [nvram]),
    ...(domain.hasTpm ? [tpmStateFolder(domain.uuid)] : []),
    ...(mode === "saved-state" ? [savedStatePath(domain.uuid)] : []),
  ];
}
