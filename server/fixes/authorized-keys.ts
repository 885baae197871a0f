const PLAIN_KEY = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) ([A-Za-z0-9+/]{40,}={0,3})(?:\s|$)/;

/** Type and key of a public key's line, without its comment; null when it is none that ssh uses without a hand on a token. */
export function publicKeyOf(line: string): string | null {
  const [, type, key] = PLAIN_KEY.exec(line.trim()) ?? [];
  return type === undefined || key === undefined ? null : `${type} ${key}`;
}

/** Whether authorized_keys lets a key in: "limited" when its line has options in front (a command, addresses ...). */
export function authorisation(text: string, key: string): "none" | "plain" | "limited" {
  const lines = text.split("\n").filter((line) => !line.trim().startsWith("#") && line.includes(key));
  const [first] = lines;
  if (first === undefined) return "none";
  return publicKeyOf(first) === key ? "plain" : "limited";
}
