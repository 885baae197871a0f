/** One event as `virsh event --all --loop --timestamp` printed it, its domain not yet told from the text around it. */
export interface RawEvent {
  /** The host's own clock, ms. */
  readonly hostAtMs: number;
  readonly kind: string;
  /** Everything behind `for domain '`: name, quote, and what follows. The name may hold quotes and colons itself. */
  readonly nameAndDetail: string;
  /** Lines that belong to the event behind its first one (statistics of job-completed and the like). */
  readonly more: readonly string[];
  readonly text: string;
}

export interface EventParser {
  /** Events that are complete now. */
  push(chunk: Buffer): RawEvent[];
  /** An event is known to be complete when the next one begins; after a silence this gives the last one. */
  flush(): RawEvent[];
}

const HEAD = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3})\+0000: event '([a-z0-9-]+)' for domain '(.*)$/s;
const LONGEST_LINE_BYTES = 64 * 1024;
const MOST_LINES = 200;

/** What virsh says when it stops listening. */
const CLOSING = /^(event loop (interrupted|timed out)|events received: \d+|)$/;

/** Kinds that print further lines below their first (libvirt's tools/virsh-domain-event.c); all others end with their line. */
const MULTI_LINE = new Set([
  "job-completed",
  "tunable",
  "graphics",
  "memory-failure",
  "memory-device-size-change",
  "nic-mac-change",
]);

/** Reads the stream statefully, wherever chunks are cut. Lines that belong to no event (virsh's closing count) are dropped. */
export function eventParser(): EventParser {
  let partial = Buffer.alloc(0);
  let open: { hostAtMs: number; kind: string; nameAndDetail: string; lines: string[] } | undefined;

  const close = (): RawEvent[] => {
    if (!open) return [];
    const { hostAtMs, kind, nameAndDetail, lines } = open;
    open = undefined;
    return [{ hostAtMs, kind, nameAndDetail, more: lines.slice(1), text: lines.join("\n") }];
  };

  const line = (text: string): RawEvent[] => {
    const head = HEAD.exec(text);
    if (!head) {
      // Only an event that was begun can go on; a stray line belongs to nothing.
      if (open && open.lines.length < MOST_LINES && !CLOSING.test(text)) open.lines.push(text);
      return [];
    }
    const done = close();
    const [, y, mo, d, h, mi, s, ms, kind = "", nameAndDetail = ""] = head;
    const hostAtMs = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s), Number(ms));
    open = { hostAtMs, kind, nameAndDetail, lines: [text] };
    return MULTI_LINE.has(kind) ? done : [...done, ...close()];
  };

  return {
    push(chunk) {
      const events: RawEvent[] = [];
      let from = 0;
      const bytes = partial.length === 0 ? chunk : Buffer.concat([partial, chunk]);
      for (let end = bytes.indexOf("\n", from); end >= 0; end = bytes.indexOf("\n", from)) {
        events.push(...line(bytes.toString("utf8", from, end)));
        from = end + 1;
      }
      partial = Buffer.from(bytes.subarray(from).subarray(-LONGEST_LINE_BYTES));
      return events;
    },
    flush: close,
  };
}
