import type { CellVerdict, Message } from "./finding.ts";
import type { DomainUuid, HostId } from "./ids.ts";

/** A cell of the matrix without its findings: what a hundred VMs against a hundred hosts can carry. */
export interface MatrixSummary extends CellVerdict {
  /** What is not well, worst first; the words are in the cell's findings (`preflight.cells`). */
  readonly troubles: readonly { readonly ruleId: string; readonly verdict: "block" | "unknown" | "warn" }[];
  /** Title and reason of the worst. */
  readonly first: { readonly title: Message; readonly reason: Message } | null;
  /** A probe that it needs is running or has not run yet. */
  readonly pending: boolean;
  /** What the link to that host carries, bytes/s, as far as it was measured or learned. */
  readonly linkBytesPerSec: number | null;
}

/** The richest CPU model that runs on every chosen host, and who needs more. */
export interface CpuBaseline {
  readonly atMs: number;
  readonly hostIds: readonly HostId[];
  readonly arch: string;
  readonly virtType: string;
  /** The named model; null when libvirt found none. */
  readonly model: string | null;
  /** `<cpu>` element for a VM's definition; null when there is none. */
  readonly xml: string | null;
  readonly features: readonly string[];
  /** Commands that gave it, quoted, with the host that they ran on. */
  readonly commands: readonly { readonly hostId: HostId; readonly quoted: string }[];
  readonly vms: readonly {
    readonly domainUuid: DomainUuid;
    readonly hostId: HostId;
    readonly name: string;
    readonly verdict: "fits" | "exceeds" | "host-passthrough" | "unknown";
    /** CPU features that it uses beyond the baseline. */
    readonly beyond: readonly string[];
  }[];
  /** Hosts that could not be asked, with their words. */
  readonly problems: readonly { readonly hostId: HostId; readonly reason: Message; readonly detail: string }[];
}
