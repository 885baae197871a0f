import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { z } from "zod";
import type { addKeyInput } from "../../../lib/contract/inputs.ts";
import type { SshKeyView } from "../../../lib/contract/views.ts";
import { generateKey } from "../../ssh/generate-key.ts";
import { parsePrivateKey } from "../../ssh/parse-private-key.ts";
import type { KeyRepository, StoredKey } from "../../store/repositories.ts";
import { inventoryError } from "../errors.ts";
import type { InventoryParts } from "../parts.ts";
import { unlockKey } from "../unlock-key.ts";

/** The key that the server made for itself: always there, so that a fresh installation has something to authorise. */
export const SERVER_KEY_ID = "server";

type KeyParts = Pick<InventoryParts, "store" | "now" | "logger">;

/** Makes the server's own key at the first start. */
export async function ensureServerKey({ store, now, logger }: KeyParts): Promise<void> {
  const keys = await store.keys.list();
  if (keys.some((key) => key.id === SERVER_KEY_ID)) return;
  const comment = `virtferry@${hostname().replace(/[^A-Za-z0-9.-]/g, "-")}`;
  const { privateKey, key } = generateKey(comment);
  await store.keys.add({ id: SERVER_KEY_ID, name: comment, ...key, createdAtMs: now() }, privateKey);
  logger.info({ fingerprint: key.fingerprint }, "made the server's own SSH key");
}

/** Puts on record which keys have no private half in this process's data folder, where another process on the database made them. */
export async function tellMissingKeys({ store, logger }: KeyParts): Promise<void> {
  for (const { id, name } of await store.keys.list()) {
    try {
      await store.keys.readPrivate(id);
    } catch (error) {
      logger.error(
        { err: error, key: id, name },
        "this SSH key has no private half here: copy the folder keys/ of the data folder in which it was made, or share that folder",
      );
    }
  }
}

/** All stored keys without their secrets. */
export async function listKeys({ store }: KeyParts): Promise<readonly SshKeyView[]> {
  const [keys, hosts] = await Promise.all([store.keys.list(), store.hosts.list()]);
  return keys.map((key) => view(key, hosts.filter((host) => host.keyId === key.id).length));
}

/** Stores a private key, unlocked if it has a passphrase. Invalid-input at the field when it cannot be read, conflict when it is stored already. */
export async function addKey({ store, now }: KeyParts, input: z.output<typeof addKeyInput>): Promise<SshKeyView> {
  // What comes out of a form may have lost its last newline or gained carriage returns; OpenSSH's form needs neither.
  const text = `${input.privateKey.replace(/\r\n?/g, "\n").trim()}\n`;
  const passphrase = input.passphrase || undefined;
  const parsed = parsePrivateKey(text, passphrase);
  if (!parsed.ok) {
    const field = parsed.reason.startsWith("passphrase") ? "passphrase" : "privateKey";
    throw inventoryError("invalid-input", `key-${parsed.reason}`, { field });
  }
  const present = (await store.keys.list()).find((key) => key.fingerprint === parsed.key.fingerprint);
  if (present) throw inventoryError("conflict", "key-stored-already", { field: "privateKey", values: { name: present.name } });
  const id = `k_${createHash("sha256").update(parsed.key.fingerprint).digest("hex").slice(0, 20)}`;
  const key: StoredKey = { id, name: input.name, ...parsed.key, createdAtMs: now() };
  await store.keys.add(key, passphrase ? unlockKey(text, passphrase) : text);
  return view(key, 0);
}

/** Removes a key for good. Conflict while a host uses it; the server's own key stays. */
export async function removeKey({ store }: KeyParts, keyId: string): Promise<void> {
  if (keyId === SERVER_KEY_ID) throw inventoryError("conflict", "key-is-the-servers");
  const [keys, hosts] = await Promise.all([store.keys.list(), store.hosts.list()]);
  if (!keys.some((key) => key.id === keyId)) throw inventoryError("not-found", "key-unknown");
  const users = hosts.filter((host) => host.keyId === keyId);
  if (users.length > 0) {
    const values = { count: users.length, hosts: users.map((host) => host.name).join(", ") };
    throw inventoryError("conflict", "key-in-use", { values });
  }
  await store.keys.remove(keyId);
}

/** For `createHostLinks`: the private key's text, which has no lock. Rejects when there is no such key. */
export function readStoredKey(keys: Pick<KeyRepository, "readPrivate">, keyId: string): Promise<string> {
  return keys.readPrivate(keyId);
}

function view(key: StoredKey, usedByHosts: number): SshKeyView {
  return { ...key, usedByHosts };
}
