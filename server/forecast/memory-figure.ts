import type { Domain } from "../../lib/core/model/domain.ts";
import type { Figure } from "../../lib/core/model/prediction.ts";
import type { EarlierMemory } from "./earlier-memory.ts";

const MIB = 1_048_576;
/** What QEMU holds beside the guest's memory: its own, and without KVM its translated code, which grows with what the guest runs. */
const QEMU_OWN_BYTES = 48 * MIB;
const TRANSLATED_BYTES = 48 * MIB;
/** How long an earlier migration of the domain tells of its memory, ms. */
const TELLS_FOR_MS = 7 * 86_400_000;

/** What the first pass will send: pages of zeros cost nearly nothing. */
export interface MemoryFigure {
  readonly figure: Figure;
  /** Guest memory that was seen in use, before what is known of its zero pages was taken off. */
  readonly seenBytes: number | null;
}

/**
 * The best that is known, in this order: what was seen of the guest's memory in use at its last measurement, less the pages that were zero among the same
 * at its last migration; what that migration had to send; what its QEMU holds, less QEMU's own; its whole memory.
 */
export function memoryFigure(input: {
  readonly domain: Pick<Domain, "memoryBytes" | "residentBytes" | "virtType">;
  readonly measured: { readonly bytes: number; readonly atMs: number } | null;
  readonly earlier: EarlierMemory | null;
  readonly readAtMs: number | null;
  readonly nowMs: number;
}): MemoryFigure {
  const { domain, measured } = input;
  const within = (bytes: number) => Math.round(Math.min(domain.memoryBytes, Math.max(MIB, bytes)));
  const last = input.earlier && input.nowMs - input.earlier.atMs < TELLS_FOR_MS ? input.earlier : null;
  if (measured) {
    const zero = last === null || last.seenBytes === null ? 0 : last.seenBytes - last.sentBytes;
    // What was zero then need not be now: it never takes away more than half.
    const bytes = within(Math.max(measured.bytes / 2, measured.bytes - zero));
    return { figure: { value: bytes, origin: "measured", atMs: measured.atMs }, seenBytes: measured.bytes };
  }
  if (last) return { figure: { value: within(last.sentBytes), origin: "learned", atMs: last.atMs }, seenBytes: null };
  const resident = domain.residentBytes ?? null;
  if (resident !== null) {
    const own = QEMU_OWN_BYTES + (domain.virtType === "kvm" ? 0 : TRANSLATED_BYTES);
    return { figure: { value: within(resident - own), origin: "read", atMs: input.readAtMs }, seenBytes: null };
  }
  return { figure: { value: domain.memoryBytes, origin: "assumed", atMs: null }, seenBytes: null };
}
