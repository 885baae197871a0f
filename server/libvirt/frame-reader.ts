/** One reply on a stream that goes on: what came before its terminator. */
export interface Frame {
  readonly bytes: Buffer;
  /** More than the bound came; `bytes` holds the first part. */
  readonly truncated: boolean;
  /** What came behind the terminator: the beginning of the next reply. */
  readonly rest: Buffer;
}

/**
 * Reads bytes until `terminator` has come, wherever the chunks are cut, keeping at most `maxBytes` of what is in front of it.
 * Returns the frame with the chunk that completes it, else undefined.
 */
export function frameReader(terminator: Buffer, maxBytes: number): { push(chunk: Buffer): Frame | undefined } {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let truncated = false;
  // The last bytes, not yet known to be in front of the terminator.
  let tail = Buffer.alloc(0);
  const keep = (bytes: Buffer) => {
    const room = maxBytes - keptBytes;
    if (bytes.length > room) truncated = true;
    const part = bytes.subarray(0, room);
    if (part.length > 0) kept.push(part);
    keptBytes += part.length;
  };
  return {
    push(chunk) {
      const window = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
      const at = window.indexOf(terminator);
      if (at >= 0) {
        keep(window.subarray(0, at));
        return { bytes: Buffer.concat(kept), truncated, rest: window.subarray(at + terminator.length) };
      }
      const sure = Math.max(0, window.length - terminator.length + 1);
      keep(window.subarray(0, sure));
      tail = Buffer.from(window.subarray(sure));
      return undefined;
    },
  };
}
