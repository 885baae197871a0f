import { createHash } from "node:crypto";
import type { HostKey } from "../../lib/core/model/host.ts";

/** Signature algorithms to offer for each type of host key, strongest first; a key that is not in here cannot be pinned. */
const SIGNATURE_ALGORITHMS: Readonly<Record<string, readonly ServerHostKeyAlgorithm[]>> = {
  "ssh-ed25519": ["ssh-ed25519"],
  "ecdsa-sha2-nistp256": ["ecdsa-sha2-nistp256"],
  "ecdsa-sha2-nistp384": ["ecdsa-sha2-nistp384"],
  "ecdsa-sha2-nistp521": ["ecdsa-sha2-nistp521"],
  // SHA-1 signatures of RSA keys ("ssh-rsa") are not offered.
  "ssh-rsa": ["rsa-sha2-512", "rsa-sha2-256"],
};

/** Names that ssh2 knows for `algorithms.serverHostKey` and that we are willing to offer. */
export type ServerHostKeyAlgorithm =
  | "ssh-ed25519"
  | "ecdsa-sha2-nistp256"
  | "ecdsa-sha2-nistp384"
  | "ecdsa-sha2-nistp521"
  | "rsa-sha2-512"
  | "rsa-sha2-256";

/** All that we are willing to offer when no key is pinned yet, in order of preference. */
export function everyHostKeyAlgorithm(): ServerHostKeyAlgorithm[] {
  return Object.values(SIGNATURE_ALGORITHMS).flat();
}

/** What to offer for a pinned key: only its own type, so that a host cannot answer with another of its keys. Empty: type unknown. */
export function algorithmsFor(pinned: HostKey): ServerHostKeyAlgorithm[] {
  return [...(SIGNATURE_ALGORITHMS[pinned.algorithm] ?? [])];
}

/** A host key from its SSH wire form (RFC 4253 section 6.6). Throws a RangeError when the blob does not start with a key type. */
export function hostKeyFromBlob(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const algorithm = blob.toString("latin1", 4, 4 + length);
  if (length === 0 || 4 + length > blob.length || !/^[a-z0-9@.-]+$/.test(algorithm))
    throw new RangeError("not an SSH public key blob");
  const fingerprint = `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
  return { algorithm, fingerprint, publicKey: `${algorithm} ${blob.toString("base64")}` };
}

/** True when the presented blob is exactly the pinned key: the whole key is compared, not its fingerprint. */
export function isPinnedKey(pinned: HostKey, blob: Buffer): boolean {
  const [, body = ""] = pinned.publicKey.split(" ");
  const expected = Buffer.from(body, "base64");
  return expected.length > 0 && expected.equals(blob);
}
