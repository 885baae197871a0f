/*
 * Copies files of a VM that does not run from one host to another, over the source's own ssh, in a detached job on the source.
 * Each verb says what it promises; the two ends are sender-script.ts and receiver-script.ts.
 */
export { abortCopy } from "./abort-copy.ts";
export { listFiles } from "./list-files.ts";
export { readCopy, removeCopy } from "./read-copy.ts";
export { removeCopied } from "./remove-copied.ts";
export { startCopy } from "./start-copy.ts";
export type { CopiedFile, CopyFailureCode, CopyRequest, CopyStatus } from "./types.ts";
