import "reflect-metadata";
import { X509Certificate } from "node:crypto";
import { ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, X509Certificate as Parsed } from "@peculiar/x509";
import type { CertificateFacts, CertificateRead } from "../../lib/core/tls/model.ts";

const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
const ANY_PURPOSE = "2.5.29.37.0";
const PEM = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
/** More certificates than this in one file are not looked at. */
const MAX_IN_FILE = 300;

/** The certificates of a PEM file, in its order; those that cannot be read are left out. */
export function parseCertificates(pem: string): readonly X509Certificate[] {
  return (pem.match(PEM) ?? []).slice(0, MAX_IN_FILE).flatMap((text) => {
    try {
      return [new X509Certificate(text)];
    } catch {
      // A block that is no certificate is none; who asks sees that none came.
      return [];
    }
  });
}

/** What the first certificate of a PEM file says; null text = there is no file. */
export function readCertificate(pem: string | null): CertificateRead {
  if (pem === null) return { kind: "missing" };
  const [first] = parseCertificates(pem);
  if (!first) return { kind: "unreadable", reason: "the file holds no certificate" };
  try {
    return { kind: "read", certificate: factsOf(first) };
  } catch (error) {
    return { kind: "unreadable", reason: error instanceof Error ? error.message : String(error) };
  }
}

/** A certificate's facts. Throws for one that is damaged inside. */
export function factsOf(certificate: X509Certificate): CertificateFacts {
  const parsed = new Parsed(certificate.raw);
  const usage = parsed.getExtension(KeyUsagesExtension);
  const purposes = parsed.getExtension(ExtendedKeyUsageExtension);
  const oids = purposes?.usages.map(String) ?? [];
  const allows = (oid: string) => oids.includes(oid) || oids.includes(ANY_PURPOSE);
  const names = (certificate.subjectAltName ?? "").split(", ");
  const after = (prefix: string) => names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return {
    subject: oneLine(certificate.subject),
    commonName: /(?:^|\n)CN=([^\n]*)/.exec(certificate.subject)?.[1] ?? null,
    issuer: oneLine(certificate.issuer),
    dnsNames: after("DNS:"),
    addresses: after("IP Address:"),
    notBeforeMs: Date.parse(certificate.validFrom),
    notAfterMs: Date.parse(certificate.validTo),
    isAuthority: certificate.ca,
    keyType: certificate.publicKey.asymmetricKeyType ?? "?",
    fingerprint: certificate.fingerprint256,
    keyUsage: usage && {
      critical: usage.critical,
      signature: (usage.usages & KeyUsageFlags.digitalSignature) !== 0,
      encipherment: (usage.usages & KeyUsageFlags.keyEncipherment) !== 0,
    },
    purposes: purposes && { critical: purposes.critical, server: allows(SERVER_AUTH), client: allows(CLIENT_AUTH) },
  };
}

function oneLine(name: string): string {
  return name.split("\n").join(", ").slice(0, 500);
}
