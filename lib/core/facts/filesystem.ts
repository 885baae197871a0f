import { asObject, asObjects, parseJson, stringAt } from "./json.ts";

/** The filesystem that holds a folder. */
export interface Filesystem {
  /** As the kernel names it: ext4, nfs4, ceph ... */
  readonly type: string;
  readonly source: string;
  /** Another folder of that filesystem is mounted here (bind mount, subvolume): its type says nothing about who else sees it. */
  readonly boundSubfolder: boolean;
}

/** Reads `findmnt -J -o FSTYPE,SOURCE,TARGET,FSROOT -T PATH`; null when it is something else. */
export function parseFindmnt(text: string): Filesystem | null {
  const mount = asObjects(asObject(parseJson(text))?.filesystems)[0];
  const type = stringAt(mount, "fstype");
  if (!type) return null;
  const root = stringAt(mount, "fsroot") ?? "/";
  return { type, source: stringAt(mount, "source") ?? "", boundSubfolder: root !== "/" };
}
