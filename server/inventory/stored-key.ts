import type { PrivateKey } from "../ssh/ssh-connection.ts";
import type { KeyRepository } from "../store/repositories.ts";

/** Marks a file that holds a key with its passphrase; no private key begins like this. */
const MARK = '{"virtferryKey":1,';

/** The text to store: the key as it was given, or, when it is locked, together with its passphrase (the file is 0600 either way). */
export function encodeStoredKey(privateKey: string, passphrase: string | undefined): string {
  return passphrase ? `${MARK}${JSON.stringify({ privateKey, passphrase }).slice(1)}` : privateKey;
}

/** Reads what `encodeStoredKey` wrote. Throws when the file is damaged. */
export function decodeStoredKey(text: string): PrivateKey {
  if (!text.startsWith(MARK)) return { privateKey: text };
  const { privateKey, passphrase } = JSON.parse(text) as { privateKey?: unknown; passphrase?: unknown };
  if (typeof privateKey !== "string" || typeof passphrase !== "string") throw new Error("a stored key's file is damaged");
  return { privateKey, passphrase };
}

/** For `createHostLinks`: the private key by its id. Rejects when there is none. */
export async function readStoredKey(keys: Pick<KeyRepository, "readPrivate">, keyId: string): Promise<PrivateKey> {
  return decodeStoredKey(await keys.readPrivate(keyId));
}
