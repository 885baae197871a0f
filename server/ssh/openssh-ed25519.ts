import { type KeyObject, randomBytes } from "node:crypto";

/** An ed25519 private key in OpenSSH's own format, without encryption (openssh-portable, PROTOCOL.key). */
export function opensshEd25519(key: KeyObject, comment: string): string {
  const { d = "", x = "" } = key.export({ format: "jwk" });
  const publicBytes = Buffer.from(x, "base64url");
  const secretBytes = Buffer.from(d, "base64url");
  const publicBlob = Buffer.concat([field("ssh-ed25519"), field(publicBytes)]);
  const check = randomBytes(4);
  const privatePart = Buffer.concat([check, check, publicBlob, field(Buffer.concat([secretBytes, publicBytes])), field(comment)]);
  const padding = Buffer.from(Array.from({ length: (8 - (privatePart.length % 8)) % 8 }, (_, index) => index + 1));
  const blob = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    field("none"),
    field("none"),
    field(""),
    Buffer.from([0, 0, 0, 1]),
    field(publicBlob),
    field(Buffer.concat([privatePart, padding])),
  ]);
  const lines = blob.toString("base64").match(/.{1,70}/g) ?? [];
  return ["-----BEGIN OPENSSH PRIVATE KEY-----", ...lines, "-----END OPENSSH PRIVATE KEY-----", ""].join("\n");
}

/** A string of SSH's wire format: its length in four bytes, then its bytes. */
function field(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
