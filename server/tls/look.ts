import { X509Certificate } from "node:crypto";
import type { TlsSetName } from "../../lib/contract/tls.ts";
import type { Message } from "../../lib/core/model/finding.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import type { OwnCertificates } from "../../lib/core/tls/set-state.ts";
import { runAsRoot, wordsOf } from "../libvirt/file-copy/as-root.ts";
import { parseHostTls, type SeenTls } from "./parse-host-tls.ts";
import type { TlsParts } from "./parts.ts";
import { READ_TLS } from "./read-script.ts";
import { isTrusted } from "./trust.ts";

const TIMEOUT_MS = 15_000;

export type Look =
  | { readonly kind: "seen"; readonly seen: SeenTls }
  | { readonly kind: "problem"; readonly problem: Message; readonly detail: string | null };

/** Reads one set of files of a host, as root. Nothing is thrown for what the host does. */
export async function lookAt(parts: Pick<TlsParts, "links">, hostId: HostId, set: TlsSetName): Promise<Look> {
  const link = parts.links.get(hostId);
  if (link?.state().kind !== "up") return { kind: "problem", problem: { key: "tls.problems.not-connected" }, detail: null };
  const run = await runAsRoot(link, READ_TLS, [set, "names"], { timeoutMs: TIMEOUT_MS });
  if (run.kind === "no-root")
    return {
      kind: "problem",
      problem: { key: "tls.problems.no-root", values: { user: link.registration.user } },
      detail: run.words,
    };
  const seen = run.kind === "ran" ? parseHostTls(run.result.stdout) : null;
  if (seen === null) return { kind: "problem", problem: { key: "tls.problems.not-read" }, detail: wordsOf(run.result) };
  return { kind: "seen", seen };
}

/** Which of the certificates are of this console's CA. */
export function ownCertificates(seen: SeenTls, authorityPem: string | null): OwnCertificates {
  if (authorityPem === null) return { "ca-cert": false, "server-cert": false, "client-cert": false };
  const ca = seen.tls.certificates["ca-cert"];
  return {
    "ca-cert": ca.kind === "read" && ca.certificate.fingerprint === new X509Certificate(authorityPem).fingerprint256,
    "server-cert": isTrusted(seen.pems["server-cert"] ?? null, authorityPem) === true,
    "client-cert": isTrusted(seen.pems["client-cert"] ?? null, authorityPem) === true,
  };
}
