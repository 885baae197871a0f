/** Reads what `ping -D` printed: when each answer came, ms since 1970; lines that are no answer ("no answer yet", unreachable) are left out. */
export function parsePingReplies(lines: string): readonly number[] {
  return [...lines.matchAll(/^\[(\d{1,12}\.\d{1,9})\] \d{1,6} bytes from .*icmp_seq=\d+/gm)].map(
    ([, seconds]) => Number(seconds) * 1000,
  );
}
