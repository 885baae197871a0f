/*
 * Copies files of a VM that does not run from one host to another, over the source's own ssh, in a detached job on the source.
 * docs: each verb says what it promises; the two ends are sender-script.ts and receiver-script.ts.
 */
export { abortCopy, type CopyAbort } from "./abort-copy.ts";
export { type FileList, type ListedFile, listFiles } from "./list-files.ts";
export { type CopyReading, readCopy, removeCopy } from "./read-copy.ts";
export { type CopiedRemoval, type RemovedFile, removeCopied } from "./remove-copied.ts";
export { type CopyStart, startCopy } from "./start-copy.ts";
export type {
  CopiedFile,
  CopyFailure,
  CopyFailureCode,
  CopyFile,
  CopyFileProgress,
  CopyRefused,
  CopyRequest,
  CopyStatus,
  CopyUnknown,
} from "./types.ts";
