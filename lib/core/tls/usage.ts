import type { CertificateFacts } from "./model.ts";

/** refused: QEMU does not take it for this; refused-by-older: only newer versions do. */
export type UsageState = "fits" | "refused" | "refused-by-older";

/**
 * Whether QEMU takes a certificate for its end of the connection (`qcrypto_tls_creds_check_cert`): not a CA's own, and what it forbids counts only when
 * marked as critical. Without "key encipherment" (an ECDSA key has none) QEMU before 10.1 and libvirt refuse it.
 */
export function usageState(certificate: CertificateFacts, as: "server" | "client"): UsageState {
  const { keyUsage, purposes, isAuthority } = certificate;
  if (isAuthority) return "refused";
  if (purposes?.critical && !purposes[as]) return "refused";
  if (!keyUsage?.critical) return "fits";
  if (!keyUsage.signature) return "refused";
  return keyUsage.encipherment ? "fits" : "refused-by-older";
}
