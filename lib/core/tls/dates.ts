import type { CertificateFacts } from "./model.ts";

const DAY_MS = 86_400_000;
/** A migration may be planned days ahead: below this it is time to renew. */
export const SOON_DAYS = 14;

export type DateState = "valid" | "soon" | "expired" | "not-yet";

/** What a clock that shows `clockMs` makes of a certificate's dates. */
export function dateState(
  certificate: Pick<CertificateFacts, "notBeforeMs" | "notAfterMs">,
  clockMs: number,
  soonDays = SOON_DAYS,
): DateState {
  if (clockMs > certificate.notAfterMs) return "expired";
  if (clockMs < certificate.notBeforeMs) return "not-yet";
  return daysLeft(certificate, clockMs) < soonDays ? "soon" : "valid";
}

/** Whole days until it ends; negative afterwards. */
export function daysLeft({ notAfterMs }: Pick<CertificateFacts, "notAfterMs">, clockMs: number): number {
  return Math.floor((notAfterMs - clockMs) / DAY_MS);
}
