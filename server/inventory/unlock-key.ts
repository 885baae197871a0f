import { createPrivateKey } from "node:crypto";
import ssh2 from "ssh2";
import { opensshEd25519 } from "../ssh/openssh-ed25519.ts";

/**
 * A locked private key (already known to open with `passphrase`) as one without a lock, in a form that ssh2 and OpenSSH read. Unlocking
 * takes up to a second of CPU (bcrypt): done once here, not at each connection. Storing the passphrase beside the key would be no safer.
 */
export function unlockKey(text: string, passphrase: string): string {
  const parsed = ssh2.utils.parseKey(text, passphrase);
  if (parsed instanceof Error) throw new Error("the key does not open with this passphrase");
  const [key] = Array.isArray(parsed) ? parsed : [parsed];
  if (!key) throw new Error("there is no key in this text");
  // ed25519 has no PEM form that ssh2 reads back; RSA and ECDSA have.
  return key.type === "ssh-ed25519"
    ? opensshEd25519(createPrivateKey(key.getPrivatePEM()), key.comment ?? "")
    : key.getPrivatePEM();
}
