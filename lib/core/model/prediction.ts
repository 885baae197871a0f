import type { Message } from "./finding.ts";
import type { HostId } from "./ids.ts";
import type { MigrationMode, PolicyOptions } from "./options.ts";

/** A figure with where it comes from. measured: asked for by an admin; learned: from earlier migrations on that link; read: from libvirt; assumed: a default. */
export interface Figure {
  readonly value: number;
  readonly origin: "measured" | "learned" | "read" | "assumed";
  readonly atMs: number | null;
}

/** How fast a domain dirties its memory. A small set that is written again and again never grows beyond `workingSetBytes`. */
export interface DirtyFigure extends Figure {
  /** Null = not seen to be bounded. */
  readonly workingSetBytes: number | null;
  /** How busy its busiest virtual CPU was meanwhile, 0..1: slowing a guest takes away its idle time first. Null or absent = not known. */
  readonly busyShare?: number | null;
}

/** What the model reckons with. Bytes, bytes/s, ms; null = not known. */
export interface PredictionInputs {
  /** Memory that the first pass sends: pages that hold nothing but zeros cost nearly nothing. */
  readonly memoryBytes: Figure;
  /** Guest memory that was seen in use, zero pages among it: held against what was sent, it makes the next prediction better. */
  readonly memorySeenBytes?: number | null;
  readonly dirtyRate: DirtyFigure | null;
  /** What the link carries, before the admin's own limit. */
  readonly linkBytesPerSec: Figure | null;
  /** What the disks that are copied hold. */
  readonly diskBytes: Figure | null;
  /** From the start to the first byte, and from the last to the end. */
  readonly setUpMs: Figure;
  readonly switchMs: Figure;
}

/** What is expected of one set of options. Null = cannot be said. */
export interface Prediction {
  /** not-live: nothing has to converge. unknown: a figure is missing, see `PredictionView.missing`. */
  readonly verdict: "converges" | "will-not-converge" | "not-live" | "unknown";
  readonly reason: Message;
  readonly totalMs: number | null;
  /** The end is expected within these, as far as the figures are good. */
  readonly totalLowMs: number | null;
  readonly totalHighMs: number | null;
  readonly iterations: number | null;
  readonly downtimeMs: number | null;
  readonly transferredBytes: number | null;
  /** Dirty rate / bandwidth: what each pass leaves of the last one. */
  readonly remainPerPass: number | null;
  /** What is expected to be left after so many ms: the curve that the live page draws dashed. */
  readonly curve: readonly { readonly afterMs: number; readonly remainingBytes: number }[];
}

/** A change of the options, why it is advised, and what would come of it. */
export interface Advice {
  readonly kind:
    | "as-chosen"
    | "no-limit"
    | "more-downtime"
    | "auto-converge"
    | "channels"
    | "compression"
    | "post-copy"
    | "offline";
  readonly reason: Message;
  readonly options: Partial<PolicyOptions>;
  readonly mode: MigrationMode | null;
  readonly prediction: Prediction;
}

export interface PredictionView {
  readonly atMs: number;
  readonly inputs: PredictionInputs;
  readonly missing: readonly ("dirty-rate" | "bandwidth")[];
  readonly prediction: Prediction;
  /** Best first. Empty when the options are good as they are or when nothing can be said. */
  readonly advice: readonly Advice[];
}

/** What is stored with a migration at its start, to be held against its outcome. */
export interface StoredPrediction {
  readonly atMs: number;
  readonly inputs: PredictionInputs;
  readonly prediction: Prediction;
}

/** What is known of the way from one host to another. It is not the same way back. */
export interface LinkFigures {
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
  /** Measured on demand. */
  readonly measured: { readonly bytesPerSec: number; readonly atMs: number; readonly seconds: number } | null;
  /** From migrations that were not limited by the admin; later ones count more. */
  readonly learned: {
    readonly bytesPerSec: number;
    readonly setUpMs: number;
    readonly switchMs: number;
    readonly migrations: number;
    readonly atMs: number;
  } | null;
}
