import { type HostTls, TLS_FILES, type TlsFileName } from "./model.ts";

/** ours: all five files are of this console's CA; partial: some are there, none of them foreign; none: nothing is there. */
export type TlsSetState = "ours" | "foreign" | "partial" | "none";

/** Which certificates this console's own CA issued, or is. */
export type OwnCertificates = Readonly<Record<"ca-cert" | "server-cert" | "client-cert", boolean>>;

/** Files that are there and that this console did not make: certificates of another CA, and keys that belong to no certificate of ours. */
export function foreignFiles({ files }: Pick<HostTls, "files">, own: OwnCertificates): readonly TlsFileName[] {
  const isOurs = (name: TlsFileName): boolean => {
    if (name === "server-key") return own["server-cert"];
    if (name === "client-key") return own["client-cert"];
    return own[name];
  };
  return TLS_FILES.filter((name) => files[name].exists && !isOurs(name));
}

/** What there is of one set of files on a host. */
export function setState(host: Pick<HostTls, "files">, own: OwnCertificates): TlsSetState {
  const there = TLS_FILES.filter((name) => host.files[name].exists);
  if (there.length === 0) return "none";
  if (foreignFiles(host, own).length > 0) return "foreign";
  return there.length === TLS_FILES.length ? "ours" : "partial";
}
