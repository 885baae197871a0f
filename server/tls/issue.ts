import "reflect-metadata";
import { randomBytes } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import type { WantedNames } from "../../lib/core/tls/wanted-names.ts";

/** RSA: libvirt 9.0 and QEMU 7.2 ask for "key encipherment", which a certificate for ECDSA cannot have. */
const KEY = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
const HOST_DAYS = 365;
/** A host's clock may lag behind ours. */
const BACKDATED_MS = DAY_MS;

/** A key with its certificate, both as PEM. The key is a secret: it goes into no log, no record and no argument. */
export interface SignedKey {
  readonly keyPem: string;
  readonly certificatePem: string;
}

/** A new CA, for ten years, that signs hosts' certificates and no other CA. */
export async function makeAuthority(nowMs: number): Promise<SignedKey> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ O: ["VirtFerry"] }, { CN: [`VirtFerry CA ${randomBytes(4).toString("hex")}`] }],
    notBefore: new Date(nowMs - BACKDATED_MS),
    notAfter: new Date(nowMs + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: KEY,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { keyPem: await exportKey(keys.privateKey), certificatePem: `${certificate.toString("pem")}\n` };
}

/** A key and certificate for one host, for a year, good as server and as client under all these names. */
export async function issueCertificate(authority: SignedKey, names: WantedNames, nowMs: number): Promise<SignedKey> {
  const keys = await makeKeys();
  const issuer = new X509Certificate(authority.certificatePem);
  const der = Buffer.from(authority.keyPem.replace(/-----[^-]+-----|\s/g, ""), "base64");
  const signingKey = await crypto.subtle.importKey("pkcs8", der, KEY, false, ["sign"]);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ O: ["VirtFerry"] }, { CN: [names.commonName] }],
    issuer: issuer.subjectName,
    notBefore: new Date(nowMs - BACKDATED_MS),
    notAfter: new Date(Math.min(nowMs + HOST_DAYS * DAY_MS, issuer.notAfter.getTime())),
    signingAlgorithm: KEY,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension([
        ...names.dnsNames.map((value) => ({ type: "dns" as const, value })),
        ...names.addresses.map((value) => ({ type: "ip" as const, value })),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { keyPem: await exportKey(keys.privateKey), certificatePem: `${certificate.toString("pem")}\n` };
}

function makeKeys() {
  return crypto.subtle.generateKey(KEY, true, ["sign", "verify"]);
}

async function exportKey(key: CryptoKey): Promise<string> {
  const base64 = Buffer.from(await crypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${(base64.match(/.{1,64}/g) ?? []).join("\n")}\n-----END PRIVATE KEY-----\n`;
}

/** 127 random bits, positive. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}
