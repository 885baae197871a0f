/** Collects bytes up to a bound and notes whether more came. Decoding happens once at the end, so a character cut by a chunk is whole. */
export interface BoundedOutput {
  push(chunk: Buffer): void;
  /** Bytes offered so far, kept or not. */
  offered(): number;
  truncated(): boolean;
  /** The kept bytes as UTF-8 text; bad sequences become U+FFFD. */
  text(): string;
}

/** A collector that keeps at most `maxBytes`. */
export function boundedOutput(maxBytes: number): BoundedOutput {
  const chunks: Buffer[] = [];
  let kept = 0;
  let offered = 0;
  return {
    push(chunk) {
      offered += chunk.length;
      const part = kept + chunk.length > maxBytes ? chunk.subarray(0, maxBytes - kept) : chunk;
      if (part.length > 0) chunks.push(part);
      kept += part.length;
    },
    offered: () => offered,
    truncated: () => offered > kept,
    text: () => Buffer.concat(chunks).toString("utf8"),
  };
}
