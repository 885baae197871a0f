/** A new random key of 32 hexadecimal digits. `crypto.randomUUID` is missing where the page came over plain http from a LAN. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
