import ssh2 from "ssh2";
import { type KeyFacts, parsePrivateKey } from "./parse-private-key.ts";

/** A fresh ed25519 key pair in OpenSSH's form. `comment` ends the public line and must be a single line. */
export function generateKey(comment: string): { readonly privateKey: string; readonly key: KeyFacts } {
  if (/[\0\r\n]/.test(comment)) throw new RangeError("a key's comment is a single line");
  const pair = ssh2.utils.generateKeyPairSync("ed25519", { comment });
  const parsed = parsePrivateKey(pair.private);
  if (!parsed.ok) throw new Error(`the generated key cannot be read: ${parsed.reason}`);
  return {
    privateKey: pair.private,
    key: { ...parsed.key, publicKey: comment === "" ? parsed.key.publicKey : `${parsed.key.publicKey} ${comment}` },
  };
}
