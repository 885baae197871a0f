import type { X509Certificate } from "node:crypto";
import { parseCertificates } from "./read-certificate.ts";

/** A chain longer than this is not followed. */
const MAX_DEPTH = 8;

/**
 * Whether one of the CAs in a PEM file stands behind the first certificate of another, through those that follow it there; dates are not
 * looked at. Null when either holds no certificate.
 */
export function isTrusted(certificatePem: string | null, authoritiesPem: string | null): boolean | null {
  const [leaf, ...between] = parseCertificates(certificatePem ?? "");
  const authorities = parseCertificates(authoritiesPem ?? "");
  if (!leaf || authorities.length === 0) return null;
  let current = leaf;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const at = current;
    if (authorities.some((one) => one.fingerprint256 === at.fingerprint256 || issued(one, at))) return true;
    const next = between.find((one) => one.ca && one.fingerprint256 !== at.fingerprint256 && issued(one, at));
    if (!next) return false;
    current = next;
  }
  return false;
}

function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key of a kind that this Node cannot use vouches for nothing.
    return false;
  }
}
