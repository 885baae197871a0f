import type { CertificateFacts } from "./model.ts";

type Named = Pick<CertificateFacts, "dnsNames" | "addresses" | "commonName" | "purposes">;

/**
 * True when GnuTLS takes the certificate for this host name or address, as `gnutls_x509_crt_check_hostname2` does: an address must be among the
 * addresses, or written as a name; a name among the names, `*.` standing for one label; the common name counts only where no name is given,
 * and only in a certificate for servers.
 */
export function certificateFits(certificate: Named, wanted: string): boolean {
  const name = wanted.toLowerCase();
  const address = addressBytes(name);
  if (address !== null && certificate.addresses.some((one) => addressBytes(one.toLowerCase()) === address)) return true;
  if (certificate.dnsNames.length > 0) return certificate.dnsNames.some((pattern) => matches(pattern.toLowerCase(), name));
  const servesServers = certificate.purposes === null || certificate.purposes.server;
  return certificate.commonName !== null && servesServers && matches(certificate.commonName.toLowerCase(), name);
}

function matches(pattern: string, name: string): boolean {
  if (!pattern.startsWith("*.")) return pattern === name;
  const dot = name.indexOf(".");
  // GnuTLS takes no wildcard for a whole top-level domain, and none for an address.
  return dot > 0 && pattern.slice(2).includes(".") && addressBytes(name) === null && name.slice(dot + 1) === pattern.slice(2);
}

/** An address in one form only, so that `fe80::1` and `FE80:0:0:0:0:0:0:1` are equal; null for what is no address. */
export function addressBytes(text: string): string | null {
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (v4) return v4.slice(1).every((part) => Number(part) < 256) ? v4.slice(1).map(Number).join(".") : null;
  if (!/^[0-9a-f:]{2,39}$/i.test(text) || !text.includes(":")) return null;
  const [head = "", tail, more] = text.split("::");
  if (more !== undefined) return null;
  const words = (part: string) => (part === "" ? [] : part.split(":"));
  const [front, back] = [words(head), words(tail ?? "")];
  const gap = 8 - front.length - back.length;
  if (tail === undefined ? gap !== 0 : gap < 1) return null;
  const all = [...front, ...Array<string>(tail === undefined ? 0 : gap).fill("0"), ...back];
  return all.every((word) => /^[0-9a-f]{1,4}$/i.test(word))
    ? all.map((word) => Number.parseInt(word, 16).toString(16)).join(":")
    : null;
}
