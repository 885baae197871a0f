import { X509Certificate } from "node:crypto";
import type { TlsSetName } from "../../lib/contract/tls.ts";
import type { Message } from "../../lib/core/model/finding.ts";
import type { HostId } from "../../lib/core/model/ids.ts";
import { TLS_FILES } from "../../lib/core/tls/model.ts";
import { lookAt } from "./look.ts";
import type { TlsParts } from "./parts.ts";
import { isTrusted } from "./trust.ts";

/** Looks again at what was installed: the new certificate is there, trusted by its own CA, with its key, and whoever needs it may read it. Null = well. */
export async function checkInstalled(
  parts: Pick<TlsParts, "links">,
  hostId: HostId,
  what: { readonly set: TlsSetName; readonly certificatePem: string },
): Promise<{ readonly message: Message; readonly detail: string | null } | null> {
  const look = await lookAt(parts, hostId, what.set);
  if (look.kind === "problem") return { message: look.problem, detail: look.detail };
  const { tls, pems } = look.seen;
  const read = tls.certificates["server-cert"];
  const expected = new X509Certificate(what.certificatePem).fingerprint256;
  const isThere = read.kind === "read" && read.certificate.fingerprint === expected;
  const isSound =
    isThere && isTrusted(pems["server-cert"] ?? null, pems["ca-cert"] ?? null) === true && tls.keyFits.server !== false;
  if (!isSound) return { message: { key: "tls.problems.not-there" }, detail: null };
  const closed = TLS_FILES.filter((name) => tls.files[name].readable === false).map((name) => tls.files[name].path);
  if (closed.length === 0) return null;
  return {
    message: { key: "tls.problems.unreadable", values: { files: closed.join(", "), user: tls.qemuUser ?? "?" } },
    detail: null,
  };
}
