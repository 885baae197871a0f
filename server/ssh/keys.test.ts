import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateKey } from "./generate-key.ts";
import { algorithmsFor, hostKeyFromBlob, isPinnedKey } from "./host-key.ts";
import { parsePrivateKey } from "./parse-private-key.ts";

let dir = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "virtferry-keys-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A key made by OpenSSH itself, with the fingerprint that ssh-keygen prints. */
function opensshKey(name: string, args: readonly string[]): { privateKey: string; publicKey: string; fingerprint: string } {
  const file = join(dir, name);
  execFileSync("ssh-keygen", ["-q", "-C", "", "-f", file, ...args]);
  const [, fingerprint = ""] = execFileSync("ssh-keygen", ["-lf", `${file}.pub`], { encoding: "utf8" }).split(" ");
  return { privateKey: readFileSync(file, "utf8"), publicKey: readFileSync(`${file}.pub`, "utf8").trim(), fingerprint };
}

describe("keys made by OpenSSH", () => {
  it.each([
    ["ssh-ed25519", ["-t", "ed25519", "-N", ""]],
    ["ecdsa-sha2-nistp256", ["-t", "ecdsa", "-b", "256", "-N", ""]],
    ["ssh-rsa", ["-t", "rsa", "-b", "2048", "-N", ""]],
    ["ssh-rsa", ["-t", "rsa", "-b", "2048", "-m", "PEM", "-N", ""]],
  ])("%s has OpenSSH's own fingerprint", (algorithm, args) => {
    const key = opensshKey(`plain-${args.join("")}`, args);
    const { publicKey, fingerprint } = key;
    expect(parsePrivateKey(key.privateKey)).toEqual({ ok: true, key: { algorithm, publicKey, fingerprint } });
    const pinned = hostKeyFromBlob(Buffer.from(publicKey.split(" ")[1] ?? "", "base64"));
    expect(pinned).toEqual({ algorithm, publicKey, fingerprint });
    expect(algorithmsFor(pinned).length).toBeGreaterThan(0);
  });

  it("asks for the passphrase, and tells a wrong one", () => {
    const { privateKey, fingerprint } = opensshKey("locked", ["-t", "ed25519", "-N", "open sesame"]);
    expect(parsePrivateKey(privateKey)).toEqual({ ok: false, reason: "passphrase-missing" });
    expect(parsePrivateKey(privateKey, "wrong")).toEqual({ ok: false, reason: "passphrase-wrong" });
    expect(parsePrivateKey(privateKey, "open sesame")).toMatchObject({ ok: true, key: { fingerprint } });
  });

  it("an encrypted PEM key asks for its passphrase too", () => {
    const { privateKey } = opensshKey("locked-pem", ["-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "open sesame"]);
    expect(parsePrivateKey(privateKey)).toEqual({ ok: false, reason: "passphrase-missing" });
    expect(parsePrivateKey(privateKey, "wrong")).toEqual({ ok: false, reason: "passphrase-wrong" });
    expect(parsePrivateKey(privateKey, "open sesame").ok).toBe(true);
  });

  it.each([
    ["", "not-a-key"],
    ["hello", "not-a-key"],
    ["ssh-ed25519 AAAA", "not-a-key"],
    ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "not-a-key"],
    ["-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", "unsupported"],
  ])("%j is refused as %s", (text, reason) => {
    expect(parsePrivateKey(text)).toEqual({ ok: false, reason });
  });

  it("a public key is not a private one", () => {
    expect(parsePrivateKey(opensshKey("public", ["-t", "ed25519", "-N", ""]).publicKey)).toEqual({
      ok: false,
      reason: "public-key-only",
    });
  });
});

describe("generateKey", () => {
  it("makes keys that can be read back, every time", () => {
    // One in 256 has a public half that begins with a zero byte.
    const kinds = Array.from({ length: 1_500 }, () => parsePrivateKey(generateKey("").privateKey).ok);
    expect(kinds.filter((ok) => !ok)).toEqual([]);
  });

  it("makes an ed25519 key that OpenSSH reads, with the comment on the public line", () => {
    const { privateKey, key } = generateKey("virtferry on host 'x'");
    const file = join(dir, "generated");
    writeFileSync(file, privateKey, { mode: 0o600 });
    const read = execFileSync("ssh-keygen", ["-y", "-f", file], { encoding: "utf8" }).trim();
    expect(key.publicKey).toBe(`${read.split(" ").slice(0, 2).join(" ")} virtferry on host 'x'`);
    expect(generateKey("").key.fingerprint).not.toBe(key.fingerprint);
  });

  it("refuses a comment that would add a line to authorized_keys", () => {
    expect(() => generateKey("x\nssh-ed25519 AAAA")).toThrow(RangeError);
  });
});

describe("isPinnedKey", () => {
  const key = generateKey("").key;
  const blob = Buffer.from(key.publicKey.split(" ")[1] ?? "", "base64");
  const pinned = hostKeyFromBlob(blob);

  it("accepts the very key only", () => {
    expect(isPinnedKey(pinned, blob)).toBe(true);
    expect(isPinnedKey(pinned, blob.subarray(0, -1))).toBe(false);
    const other = Buffer.from(generateKey("").key.publicKey.split(" ")[1] ?? "", "base64");
    expect(isPinnedKey(pinned, other)).toBe(false);
  });

  it("does not go by the fingerprint, and accepts nothing for an empty pin", () => {
    const other = Buffer.from(generateKey("").key.publicKey.split(" ")[1] ?? "", "base64");
    expect(isPinnedKey({ ...pinned, publicKey: hostKeyFromBlob(other).publicKey }, blob)).toBe(false);
    expect(isPinnedKey({ ...pinned, publicKey: "" }, Buffer.alloc(0))).toBe(false);
  });

  it.each([Buffer.alloc(0), Buffer.from([0, 0, 0, 9, 1]), Buffer.from([0, 0, 0, 2, 0x20, 0x41])])("%j is no key", (blobOf) => {
    expect(() => hostKeyFromBlob(blobOf)).toThrow(RangeError);
  });
});
