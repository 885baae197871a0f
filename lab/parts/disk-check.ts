import { diskPath, type GuestPlace, type HostPlace } from "./config.ts";
import { patternSha256 } from "./disk-pattern.ts";
import { diskSeed } from "./guest-setup.ts";
import { mustOnHost } from "./host-process.ts";

/** Is a disk's content what it was made with? */
export interface DiskCheck {
  readonly target: string;
  readonly path: string;
  readonly intact: boolean;
  /** The last counter the guest wrote there. */
  readonly counter: number | undefined;
}

/** Reads a guest's disks on a host, past the guest (which may run), and compares the known content. */
export async function checkDisks(host: HostPlace, place: GuestPlace): Promise<DiskCheck[]> {
  return Promise.all(
    place.guest.disks.map(async (disk) => {
      const path = diskPath(place.guest, disk);
      const file = `/dev/shm/check-${place.guest.key}-${disk.target}`;
      const script = `qemu-img dd -U -f qcow2 -O raw bs=1M count=$((1 + $2)) "if=$1" "of=$3" && head -c 256 "$3" | tr -d '\\000' && tail -c +1048577 "$3" | head -c $(($2 * 1048576)) | sha256sum; rm -f "$3"`;
      const { stdout } = await mustOnHost(host, ["sh", "-c", script, "sh", path, String(disk.contentMib), file], {
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
