import { succeeded } from "../../ssh/command-result.ts";
import { type Remote, wordsOf } from "../remote.ts";
import { readImageLines, type SeenImage } from "./image-lines.ts";
import { LOOK_AT_IMAGES } from "./image-scripts.ts";

const TIMEOUT_MS = 30_000;
/** libvirt's names of image formats, as they may stand in a command; any other is left to QEMU to find out. */
const FORMAT = /^[a-z0-9]{2,12}$/;

/** Runs the script for some paths; host text when it gave no answer. */
export async function lookAtImages(
  remote: Remote,
  images: readonly { readonly path: string; readonly format: string | null }[],
  chain: boolean,
): Promise<ReadonlyMap<string, SeenImage> | string> {
  const words = images.flatMap(({ path, format }) => [format !== null && FORMAT.test(format) ? format : "-", path]);
  const result = await remote.rootScript(LOOK_AT_IMAGES, [chain ? "chain" : "-", ...words], TIMEOUT_MS);
  if (!succeeded(result)) return wordsOf(result);
  return readImageLines(
    result.stdout,
    images.map(({ path }) => path),
  );
}
