import type { GuestDisk } from "../guests.ts";
import { diskFormat, diskPath, type GuestPlace, type HostPlace } from "./config.ts";
import { diskSeed, patternSha256 } from "./disk-pattern.ts";
import { mustOnHost } from "./host-process.ts";

/** Is a disk's content what it was made with? */
export interface DiskCheck {
  readonly target: string;
  readonly path: string;
  readonly intact: boolean;
  /** The last counter the guest wrote there. */
  readonly counter: number | undefined;
}

/** Where disks lie when not at their first place: target to path, as the host sees it. */
export type DiskPlaces = Readonly<Partial<Record<GuestDisk["target"], string>>>;

/** Reads a guest's disks on a host, past the guest (which may run), through their backing files, and compares the known content. */
export async function checkDisks(host: HostPlace, place: GuestPlace, moved: DiskPlaces = {}): Promise<DiskCheck[]> {
  return Promise.all(
    place.guest.disks.map(async (disk) => {
      const path = moved[disk.target] ?? diskPath(place.guest, disk);
      // a copy elsewhere may have another format: QEMU may guess it, the content is known
      const format = moved[disk.target] === undefined ? ["-f", diskFormat(disk)] : [];
      const file = `/dev/shm/check-${place.guest.key}-${disk.target}-${process.pid}`;
      const script = `path=$1 mib=$2 file=$3; shift 3
qemu-img dd -U "$@" -O raw bs=1M count=$((1 + mib)) "if=$path" "of=$file" && head -c 256 "$file" | tr -d '\\000' && tail -c +1048577 "$file" | head -c $((mib * 1048576)) | sha256sum; rm -f "$file"`;
      const { stdout } = await mustOnHost(host, ["sh", "-c", script, "sh", path, String(disk.contentMib), file, ...format], {
        timeoutMs: 30_000,
      });
      const counter = /count=(\d+)/.exec(stdout)?.[1];
      return {
        target: disk.target,
        path,
        intact: stdout.includes(patternSha256(diskSeed(place, disk), disk.contentMib)),
        counter: counter === undefined ? undefined : Number(counter),
      };
    }),
  );
}
