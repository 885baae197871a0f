import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parsePrivateKey } from "../../ssh/parse-private-key.ts";
import { type MemoryStore, memoryStore } from "../test-support/memory-store.ts";
import { addKey, ensureServerKey, listKeys, removeKey, tellMissingKeys } from "./keys.ts";

let folder = "";
let memory: MemoryStore;
const parts = () => ({ store: memory.store, now: () => 1000, logger: pino({ level: "silent" }) });

/** A private key made by OpenSSH itself. */
function sshKeygen(name: string, ...args: string[]): string {
  const path = join(folder, name);
  execFileSync("ssh-keygen", ["-q", "-f", path, "-C", name, ...args]);
  return readFileSync(path, "utf8");
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vf-keys-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  memory = memoryStore();
});

describe("the server's own key", () => {
  it("is made once, and stays", async () => {
    await ensureServerKey(parts());
    await ensureServerKey(parts());
    const keys = await listKeys(parts());
    expect(keys).toMatchObject([
      { id: "server", algorithm: "ssh-ed25519", publicKey: expect.stringMatching(/^ssh-ed25519 \S+ virtferry@/) },
    ]);
    await expect(removeKey(parts(), "server")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a key that another process made in a folder of its own", () => {
  it("is named at the start with what to copy, and nothing of it is read out", async () => {
    await ensureServerKey(parts());
    const said: unknown[][] = [];
    const logger = { ...parts().logger, error: (...words: unknown[]) => said.push(words) } as unknown as ReturnType<
      typeof parts
    >["logger"];
    await tellMissingKeys({ ...parts(), logger });
    expect(said).toEqual([]);
    memory.store.keys.readPrivate = () => Promise.reject(new Error("ENOENT"));
    await tellMissingKeys({ ...parts(), logger });
    expect(said).toEqual([
      [expect.objectContaining({ key: "server" }), expect.stringMatching(/copy the folder keys\/ .* or share/)],
    ]);
  });
});

describe("adding a key", () => {
  it.each([
    ["ed25519", ["-t", "ed25519", "-N", ""]],
    ["rsa in PEM", ["-t", "rsa", "-b", "2048", "-m", "PEM", "-N", ""]],
    ["ecdsa", ["-t", "ecdsa", "-N", ""]],
  ])("takes %s, whatever a form made of its line ends", async (name, args) => {
    const privateKey = sshKeygen(`plain-${name.replaceAll(" ", "-")}`, ...args);
    const view = await addKey(parts(), { name, privateKey: privateKey.trim().replaceAll("\n", "\r\n") });
    expect(view).toMatchObject({ name, usedByHosts: 0, createdAtMs: 1000 });
    expect(JSON.stringify(view)).not.toContain("PRIVATE");
    const read = await memory.store.keys.readPrivate(view.id);
    expect(parsePrivateKey(read)).toMatchObject({ ok: true, key: { fingerprint: view.fingerprint } });
  });

  it.each([
    ["ed25519", ["-t", "ed25519"]],
    ["rsa in PEM", ["-t", "rsa", "-b", "2048", "-m", "PEM"]],
    ["rsa", ["-t", "rsa", "-b", "2048"]],
    ["ecdsa", ["-t", "ecdsa"]],
  ])("unlocks a locked %s key once, so that it can be used", async (name, args) => {
    const passphrase = `pass "word" \\ 口令`;
    const privateKey = sshKeygen(`locked-${name.replaceAll(" ", "-")}`, ...args, "-a", "1", "-N", passphrase);
    const view = await addKey(parts(), { name, privateKey, passphrase });
    const stored = await memory.store.keys.readPrivate(view.id);
    expect(parsePrivateKey(stored)).toMatchObject({ ok: true, key: { fingerprint: view.fingerprint } });
    // OpenSSH itself reads it too, and names the same key.
    const path = join(folder, "unlocked");
    writeFileSync(path, stored, { mode: 0o600 });
    expect(execFileSync("ssh-keygen", ["-l", "-f", path], { encoding: "utf8" })).toContain(view.fingerprint);
    expect(execFileSync("ssh-keygen", ["-y", "-P", "", "-f", path], { encoding: "utf8" })).toContain(
      view.publicKey.split(" ")[1],
    );
  });

  it("asks for the passphrase of a locked key, at its field", async () => {
    const privateKey = sshKeygen("asked", "-t", "ed25519", "-a", "1", "-N", "right one");
    await expect(addKey(parts(), { name: "locked", privateKey })).rejects.toMatchObject({
      code: "invalid-input",
      data: { field: "passphrase", message: { key: "errors.inventory.key-passphrase-missing" } },
    });
    await expect(addKey(parts(), { name: "locked", privateKey, passphrase: "wrong one" })).rejects.toMatchObject({
      data: { field: "passphrase", message: { key: "errors.inventory.key-passphrase-wrong" } },
    });
  });

  it("refuses garbage, a public key, and the same key twice, at the field", async () => {
    const garbage = `-----BEGIN OPENSSH PRIVATE KEY-----\n${"A".repeat(80)}\n-----END OPENSSH PRIVATE KEY-----`;
    await expect(addKey(parts(), { name: "x", privateKey: garbage })).rejects.toMatchObject({
      code: "invalid-input",
      data: { field: "privateKey" },
    });
    const privateKey = sshKeygen("twice", "-t", "ed25519", "-N", "");
    const publicKey = readFileSync(join(folder, "twice.pub"), "utf8");
    await expect(addKey(parts(), { name: "x", privateKey: publicKey })).rejects.toMatchObject({ data: { field: "privateKey" } });
    await addKey(parts(), { name: "first", privateKey });
    await expect(addKey(parts(), { name: "second", privateKey })).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "errors.inventory.key-stored-already", values: { name: "first" } } },
    });
    expect(await listKeys(parts())).toHaveLength(1);
  });

  it("says when a key is not there to be removed", async () => {
    await expect(removeKey(parts(), "k_none")).rejects.toMatchObject({ code: "not-found" });
  });
});
