import type { HostPlace } from "./config.ts";
import { labError } from "./errors.ts";
import { findInit, mustOnHost } from "./host-process.ts";
import { run } from "./run.ts";

/** What `qemu-img compare` says of two images. */
export interface DiskComparison {
  readonly identical: boolean;
  /** Its own words: "Images are identical." or where they differ. */
  readonly text: string;
}

/** A disk image as a host sees it. */
export interface DiskAt {
  readonly host: HostPlace;
  readonly path: string;
}

interface ChainLink {
  readonly filename: string;
  readonly format: string;
}

/**
 * Compares what a guest would read from two images, each on a host of its own, through their backing files, whatever their formats.
 * Opens them read-only past a guest that may run; then the answer is only as good as the moment. Throws when one cannot be read.
 */
export async function compareDisks(one: DiskAt, other: DiskAt): Promise<DiskComparison> {
  const images = await Promise.all([one, other].map(async (disk) => JSON.stringify(await openOptions(disk))));
  const answer = await run(["qemu-img", "compare", "-U", ...images.map((options) => `json:${options}`)], { timeoutMs: 60_000 });
  const text = [answer.stdout, answer.stderr].join("").trim();
  if (answer.exitCode > 1) throw labError("failed", `qemu-img compare of ${one.path} and ${other.path}: ${text}`);
  return { identical: answer.exitCode === 0, text };
}

/** QEMU's options to open an image of a host, and its backing files, from outside the host. */
async function openOptions({ host, path }: DiskAt): Promise<object> {
  const info = await mustOnHost(host, ["qemu-img", "info", "-U", "--backing-chain", "--output=json", path]);
  const chain = JSON.parse(info.stdout) as ChainLink[];
  // a host's own mounts are seen from outside through its process 1
  const root = `/proc/${findInit(host)}/root`;
  const isDevice = async (file: string) => (await mustOnHost(host, ["stat", "-L", "-c", "%F", file])).stdout.includes("block");
  let backing: object | null = null;
  for (const { filename, format } of chain.toReversed()) {
    const file = { driver: (await isDevice(filename)) ? "host_device" : "file", filename: `${root}${filename}` };
    backing = { driver: format, file, ...(format === "qcow2" && { backing }) };
  }
  if (!backing) throw labError("failed", `qemu-img knows nothing of ${path} on ${host.host.name}`);
  return backing;
}
