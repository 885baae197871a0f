import { type HostPlace, imagesDir, smallDir } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import { mustOnHost, onHost } from "../parts/host-process.ts";

const filler = ".lab-filler";
const largestMib = 2048;

/** The file systems of a host that have a size of their own. */
export const fillable = [imagesDir, smallDir] as const;

/** Fills a small file system of a host up to the given rest. Refuses one that is the machine's own. */
export async function fillDisk(place: HostPlace, path: string, leaveMib: number): Promise<void> {
  const { stdout } = await mustOnHost(place, ["stat", "-f", "-c", "%S %b", path]);
  const [blockSize = 0, blocks = 0] = stdout.split(" ").map(Number);
  if (blockSize * blocks > largestMib * 1024 * 1024) {
    throw labError(
      "usage",
      `${path} is not on a small file system: filling it would fill the machine`,
      `Use one of: ${fillable.join(", ")}`,
    );
  }
  const script = `cd "$1" && : >${filler} && free=$(stat -f -c %a .) size=$(stat -f -c %S .) && want=$((free * size - $2 * 1048576))
[ "$want" -gt 0 ] || exit 0
until fallocate -l "$want" ${filler} 2>/dev/null; do want=$((want - 262144)); [ "$want" -gt 0 ] || exit 1; done
[ "$2" -gt 0 ] || dd if=/dev/zero bs=4k oflag=append conv=notrunc of=${filler} 2>/dev/null || true`;
  await mustOnHost(place, ["sh", "-c", script, "sh", path, String(leaveMib)]);
}

/** Takes the filler away again. */
export async function freeDisk(place: HostPlace, path: string): Promise<void> {
  await onHost(place, ["rm", "-f", `${path}/${filler}`]);
}
