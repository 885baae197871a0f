import type { CertificateFacts, CertificateRead, HostTls, TlsFileName, TlsPair } from "../model.ts";
import { TLS_FILES } from "../model.ts";

/** A year's certificate around the fixtures' day, good for server and client. */
export function certificateOf(differs: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: "O=Example, CN=hv2",
    commonName: "hv2",
    issuer: "CN=Example CA",
    dnsNames: ["hv2"],
    addresses: ["10.77.1.12"],
    notBeforeMs: 1_790_000_000_000,
    notAfterMs: 1_821_536_000_000,
    isAuthority: false,
    keyType: "rsa",
    fingerprint: "AA:BB",
    keyUsage: { critical: true, signature: true, encipherment: true },
    purposes: { critical: false, server: true, client: true },
    ...differs,
  };
}

/** A certificate that was read. */
export function read(differs: Partial<CertificateFacts> = {}): CertificateRead {
  return { kind: "read", certificate: certificateOf(differs) };
}

/** A host with all that a migration needs. */
export function hostTls(differs: Partial<HostTls> = {}): HostTls {
  const file = (name: TlsFileName) => ({
    path: `/etc/pki/qemu/${name}.pem`,
    exists: true,
    readable: true,
    owner: "root:libvirt-qemu",
    mode: name.endsWith("key") ? "640" : "644",
  });
  const files = Object.fromEntries(TLS_FILES.map((name) => [name, file(name)])) as HostTls["files"];
  return {
    folder: "/etc/pki/qemu",
    qemuUser: "libvirt-qemu",
    confReadable: true,
    verify: true,
    force: false,
    files,
    certificates: { "ca-cert": read({ isAuthority: true }), "server-cert": read(), "client-cert": read() },
    keyFits: { server: true, client: true },
    ...differs,
  };
}

/** A host of which one file differs. */
export function withFile(name: TlsFileName, differs: Partial<HostTls["files"][TlsFileName]>, host: HostTls = hostTls()): HostTls {
  const certificates = differs.exists === false && name in host.certificates ? { [name]: { kind: "missing" as const } } : {};
  return {
    ...host,
    files: { ...host.files, [name]: { ...host.files[name], ...differs } },
    certificates: { ...host.certificates, ...certificates },
  };
}

/** A host of which one certificate differs. */
export function withCertificate(name: keyof HostTls["certificates"], certificate: CertificateRead): HostTls {
  const host = hostTls();
  return { ...host, certificates: { ...host.certificates, [name]: certificate } };
}

/** Two hosts that trust each other. */
export function tlsPair(differs: Partial<TlsPair> = {}): TlsPair {
  return {
    source: hostTls(),
    destination: hostTls(),
    sourceTrustsDestination: true,
    destinationTrustsSource: true,
    sourceTrustsItself: true,
    destinationTrustsItself: true,
    ...differs,
  };
}
