import "reflect-metadata";
import { createPublicKey, X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BasicConstraintsExtension, X509CertificateGenerator } from "@peculiar/x509";
import { afterAll, describe, expect, it } from "vitest";
import { usageState } from "../../lib/core/tls/usage.ts";
import { createAuthority } from "./authority.ts";
import { issueCertificate, makeAuthority } from "./issue.ts";
import { factsOf, readCertificate } from "./read-certificate.ts";
import { isTrusted } from "./trust.ts";

const NOW_MS = 1_795_259_592_000;
const DAY_MS = 86_400_000;
const names = { commonName: "hv1", dnsNames: ["hv1", "hv1.example.org"], addresses: ["10.77.1.11", "fd00::5"] };
const [ca, other] = await Promise.all([makeAuthority(NOW_MS), makeAuthority(NOW_MS)]);

describe("certificates that are issued", () => {
  it("are for a host's names for a year, with an RSA key that QEMU and libvirt take", async () => {
    const signed = await issueCertificate(ca, names, NOW_MS);
    const read = readCertificate(signed.certificatePem);
    expect(read).toMatchObject({
      kind: "read",
      certificate: {
        subject: "O=VirtFerry, CN=hv1",
        commonName: "hv1",
        dnsNames: names.dnsNames,
        addresses: ["10.77.1.11", "FD00:0:0:0:0:0:0:5"],
        notAfterMs: NOW_MS + 365 * DAY_MS,
        isAuthority: false,
        keyType: "rsa",
      },
    });
    if (read.kind !== "read") throw new Error("not read");
    expect([usageState(read.certificate, "server"), usageState(read.certificate, "client")]).toEqual(["fits", "fits"]);
    expect(isTrusted(signed.certificatePem, ca.certificatePem)).toBe(true);
    expect(isTrusted(signed.certificatePem, other.certificatePem)).toBe(false);
    const certificate = new X509Certificate(signed.certificatePem);
    expect(certificate.publicKey.export({ type: "spki", format: "pem" })).toBe(
      createPublicKey(signed.keyPem).export({ type: "spki", format: "pem" }),
    );
  });

  it("come from a CA that may sign hosts only, for ten years", () => {
    expect(factsOf(new X509Certificate(ca.certificatePem))).toMatchObject({
      isAuthority: true,
      notAfterMs: NOW_MS + 3650 * DAY_MS,
      keyUsage: { critical: true, signature: false, encipherment: false },
    });
  });
});

describe("trust", () => {
  it("is found among several CAs, and through one in between", async () => {
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const keys = () => crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
    const [root, between, leaf] = [await keys(), await keys(), await keys()];
    const make = async (subject: string, issuer: string, publicKey: CryptoKey, signingKey: CryptoKey, isCa: boolean) => {
      const extensions = [new BasicConstraintsExtension(isCa, undefined, true)];
      const dates = { notBefore: new Date(NOW_MS), notAfter: new Date(NOW_MS + DAY_MS) };
      const parts = { subject, issuer, publicKey, signingKey, signingAlgorithm: algorithm, extensions, ...dates };
      return `${(await X509CertificateGenerator.create(parts)).toString("pem")}\n`;
    };
    const rootPem = await make("CN=root", "CN=root", root.publicKey, root.privateKey, true);
    const betweenPem = await make("CN=between", "CN=root", between.publicKey, root.privateKey, true);
    const leafPem = await make("CN=leaf", "CN=between", leaf.publicKey, between.privateKey, false);
    expect(isTrusted(leafPem, rootPem)).toBe(false);
    expect(isTrusted(leafPem + betweenPem, other.certificatePem + rootPem)).toBe(true);
    const impostor = await make("CN=leaf", "CN=root", leaf.publicKey, leaf.privateKey, false);
    expect(isTrusted(impostor, rootPem)).toBe(false);
    // A host's certificate is no CA, whoever it signs for.
    const byLeaf = await make("CN=x", "CN=leaf", between.publicKey, leaf.privateKey, false);
    expect(isTrusted(byLeaf + leafPem + betweenPem, rootPem)).toBe(false);
  });

  it.each([
    [null, ca.certificatePem],
    [ca.certificatePem, null],
    ["no certificate", ca.certificatePem],
    ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", ca.certificatePem],
  ])("is not known without certificates: %#", (certificate, authorities) =>
    expect(isTrusted(certificate, authorities)).toBeNull(),
  );

  it("tells a missing file from one that holds no certificate", () => {
    expect(readCertificate(null)).toEqual({ kind: "missing" });
    expect(readCertificate("-----BEGIN PRIVATE KEY-----")).toMatchObject({ kind: "unreadable" });
  });
});

describe("this console's CA", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "virtferry-ca-"));
  const path = join(dataDir, "tls", "authority.pem");
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it("is made once, also when two ask at once, and its key is for this user only", async () => {
    const authority = createAuthority({ dataDir, now: () => NOW_MS });
    expect(await authority.load()).toBeNull();
    const [one, two] = await Promise.all([authority.loadOrMake(), authority.loadOrMake()]);
    expect(one).toEqual(two);
    expect(await authority.load()).toEqual(one);
    expect(readdirSync(join(dataDir, "tls"))).toEqual(["authority.pem"]);
    expect([statSync(path).mode & 0o777, statSync(join(dataDir, "tls")).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it("is never made anew over a damaged file", async () => {
    writeFileSync(path, "damaged");
    const authority = createAuthority({ dataDir, now: () => NOW_MS });
    await expect(authority.loadOrMake()).rejects.toMatchObject({
      code: "conflict",
      data: { message: { key: "errors.tls.authority-damaged" } },
    });
  });
});
