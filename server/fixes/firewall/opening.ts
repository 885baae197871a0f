import type { Message } from "../../../lib/core/model/finding.ts";

/** What is to be let in, and from where. */
export interface Opening {
  /** The source's address, as the destination sees it. */
  readonly from: string;
  readonly min: number;
  readonly max: number;
}

/** One command at a firewall with the one that takes it back; both are run as root. */
export interface FirewallStep {
  readonly does: Message;
  readonly argv: readonly string[];
  readonly undo: readonly string[];
}

/** The name of what we put in, so that it is found again: letters, digits and `.:-` only. */
export function mark({ from, min, max }: Opening): string {
  return `virtferry-${from}-${min}-${max}`;
}
