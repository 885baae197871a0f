import ssh2 from "ssh2";
import { hostKeyFromBlob } from "./host-key.ts";

/** The public half of a private key: what may be shown and stored. */
export interface KeyFacts {
  readonly algorithm: string;
  readonly fingerprint: string;
  /** Line for authorized_keys without a comment. */
  readonly publicKey: string;
}

export type ParsedPrivateKey =
  | { readonly ok: true; readonly key: KeyFacts }
  /** The reason never holds text of the key. */
  | {
      readonly ok: false;
      readonly reason: "not-a-key" | "public-key-only" | "passphrase-missing" | "passphrase-wrong" | "unsupported";
    };

/** Reads a private key (OpenSSH, PEM or PuTTY form). Never throws, and never tells a part of the text. */
export function parsePrivateKey(text: string, passphrase?: string): ParsedPrivateKey {
  const parsed = ssh2.utils.parseKey(text, passphrase);
  if (parsed instanceof Error) return { ok: false, reason: reasonOf(parsed.message, text) };
  const [key] = Array.isArray(parsed) ? parsed : [parsed];
  if (key === undefined) return { ok: false, reason: "not-a-key" };
  if (!key.isPrivateKey()) return { ok: false, reason: "public-key-only" };
  return { ok: true, key: hostKeyFromBlob(key.getPublicSSH()) };
}

function reasonOf(message: string, text: string): "not-a-key" | "passphrase-missing" | "passphrase-wrong" | "unsupported" {
  if (/no passphrase given/i.test(message)) return "passphrase-missing";
  if (/bad passphrase|integrity check failed|bad decrypt/i.test(message)) return "passphrase-wrong";
  return /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|^PuTTY-User-Key-File/m.test(text) ? "unsupported" : "not-a-key";
}
