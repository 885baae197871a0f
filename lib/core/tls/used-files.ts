import type { HostTls, TlsFileName } from "./model.ts";

/** The files that a migration needs on its source: QEMU is a client there, and shows a certificate only if the destination asks. */
export function sourceFiles(destination: Pick<HostTls, "verify">): readonly TlsFileName[] {
  return destination.verify ? ["ca-cert", "client-cert", "client-key"] : ["ca-cert"];
}

/** The files that a migration needs on its destination: QEMU is the server there. */
export const DESTINATION_FILES: readonly TlsFileName[] = ["ca-cert", "server-cert", "server-key"];

/** The name that the destination's certificate must have: the chosen one, the chosen address, else the name that it announces (libvirt does so). */
export function nameToCertify(
  options: { readonly tlsDestination: string | null; readonly migrateAddress: string | null },
  announced: string,
): string {
  return options.tlsDestination ?? options.migrateAddress ?? announced;
}
