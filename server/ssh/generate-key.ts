import { generateKeyPairSync } from "node:crypto";
import { opensshEd25519 } from "./openssh-ed25519.ts";
import { type KeyFacts, parsePrivateKey } from "./parse-private-key.ts";

/**
 * A fresh ed25519 key pair in OpenSSH's form. `comment` ends the public line and must be a single line. Node makes the key: ssh2's own
 * generator (1.17.0) drops leading zero bytes of the public half, so that one key in two hundred cannot be read back.
 */
export function generateKey(comment: string): { readonly privateKey: string; readonly key: KeyFacts } {
  if (/[\0\r\n]/.test(comment)) throw new RangeError("a key's comment is a single line");
  const privateKey = opensshEd25519(generateKeyPairSync("ed25519").privateKey, comment);
  const parsed = parsePrivateKey(privateKey);
  if (!parsed.ok) throw new Error(`the generated key cannot be read: ${parsed.reason}`);
  return {
    privateKey,
    key: { ...parsed.key, publicKey: comment === "" ? parsed.key.publicKey : `${parsed.key.publicKey} ${comment}` },
  };
}
