/** The five files of QEMU's TLS folder; QEMU takes them by these names (`ca-cert.pem` ...). */
export const TLS_FILES = ["ca-cert", "server-cert", "server-key", "client-cert", "client-key"] as const;
export type TlsFileName = (typeof TLS_FILES)[number];
export type TlsCertificateName = "ca-cert" | "server-cert" | "client-cert";

/** What is seen of a file from outside; never the content of a key. */
export interface TlsFileSeen {
  readonly path: string;
  readonly exists: boolean;
  /** Whether the user that QEMU runs as may read it; null = could not be tried. */
  readonly readable: boolean | null;
  /** `user:group`, and the mode in octal digits; null when there is no file or it could not be looked at. */
  readonly owner: string | null;
  readonly mode: string | null;
}

/** What a certificate says about itself. */
export interface CertificateFacts {
  /** `O=..., CN=...` on one line. */
  readonly subject: string;
  readonly commonName: string | null;
  readonly issuer: string;
  /** Subject alternative names. */
  readonly dnsNames: readonly string[];
  readonly addresses: readonly string[];
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly isAuthority: boolean;
  readonly keyType: string;
  /** SHA-256 of the whole certificate, in pairs of hex digits. */
  readonly fingerprint: string;
  /** Null = the extension is not there, so that nothing is ruled out. */
  readonly keyUsage: { readonly critical: boolean; readonly signature: boolean; readonly encipherment: boolean } | null;
  readonly purposes: { readonly critical: boolean; readonly server: boolean; readonly client: boolean } | null;
}

export type CertificateRead =
  | { readonly kind: "read"; readonly certificate: CertificateFacts }
  | { readonly kind: "missing" }
  /** It is there, but it could not be read, or it is no certificate: the reason, host text. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** QEMU's certificates for migration on one host, and what qemu.conf says of them. */
export interface HostTls {
  readonly folder: string;
  /** The user that QEMU runs as; null = not found out. */
  readonly qemuUser: string | null;
  /** False: qemu.conf could not be read, so that folder and switches are libvirt's defaults by guess. */
  readonly confReadable: boolean;
  /** `migrate_tls_x509_verify`: a sender must show a certificate. On by default. */
  readonly verify: boolean;
  /** `migrate_tls_force`: nothing goes without TLS. Off by default. */
  readonly force: boolean;
  readonly files: Readonly<Record<TlsFileName, TlsFileSeen>>;
  readonly certificates: Readonly<Record<TlsCertificateName, CertificateRead>>;
  /** Whether key and certificate belong together, by their public keys; null = could not be compared. */
  readonly keyFits: { readonly server: boolean | null; readonly client: boolean | null };
}

/** Both ends, and who trusts whom; null = a certificate is missing or could not be read. */
export interface TlsPair {
  readonly source: HostTls;
  readonly destination: HostTls;
  /** The source's CA stands behind the destination's server certificate. */
  readonly sourceTrustsDestination: boolean | null;
  readonly destinationTrustsSource: boolean | null;
  /** QEMU refuses a certificate of its own that its own CA does not stand behind. */
  readonly sourceTrustsItself: boolean | null;
  readonly destinationTrustsItself: boolean | null;
}
