import { X509Certificate } from "node:crypto";
import type { TlsHostView, TlsSetView, TlsStatusView } from "../../lib/contract/tls.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { dateState } from "../../lib/core/tls/dates.ts";
import { TLS_FILES } from "../../lib/core/tls/model.ts";
import { certificateFits } from "../../lib/core/tls/names.ts";
import { foreignFiles, setState } from "../../lib/core/tls/set-state.ts";
import { wantedNames } from "../../lib/core/tls/wanted-names.ts";
import type { Authority } from "./authority.ts";
import { lookAt, ownCertificates } from "./look.ts";
import type { SeenTls } from "./parse-host-tls.ts";
import type { TlsParts } from "./parts.ts";
import { factsOf } from "./read-certificate.ts";

/** A certificate with fewer days left is shown as due. */
const DUE_DAYS = 30;

/** What every host has, in the order of the inventory. */
export async function tlsStatus(parts: TlsParts, authority: Authority): Promise<TlsStatusView> {
  const own = await authority.load();
  const all = parts.inventory.snapshots();
  const hosts = await Promise.all(
    all.map((host) => {
      const others = all.filter((other) => other !== host);
      return hostStatus(parts, { host, others }, own?.certificatePem ?? null);
    }),
  );
  if (!own) return { authority: null, hosts };
  const { subject, fingerprint, notAfterMs } = factsOf(new X509Certificate(own.certificatePem));
  return { authority: { subject, fingerprint, notAfterMs }, hosts };
}

interface Looked {
  readonly host: HostSnapshot;
  readonly others: readonly HostSnapshot[];
}

async function hostStatus(parts: TlsParts, looked: Looked, authorityPem: string | null): Promise<TlsHostView> {
  const { id, name } = looked.host.registration;
  const qemu = await lookAt(parts, id, "qemu");
  const libvirt = qemu.kind === "seen" ? await lookAt(parts, id, "libvirt") : qemu;
  const nothing = { hostId: id, hostName: name, sets: null, verify: null, force: null };
  if (qemu.kind === "problem") return { ...nothing, problem: qemu.problem, detail: qemu.detail };
  if (libvirt.kind === "problem") return { ...nothing, problem: libvirt.problem, detail: libvirt.detail };
  const { confReadable, verify, force } = qemu.seen.tls;
  const sets = {
    qemu: setView(looked, qemu.seen, authorityPem, parts.now()),
    libvirt: setView(looked, libvirt.seen, authorityPem, parts.now()),
  };
  const switches = confReadable ? { verify, force } : { verify: null, force: null };
  return { hostId: id, hostName: name, problem: null, detail: null, sets, ...switches };
}

function setView({ host, others }: Looked, seen: SeenTls, authorityPem: string | null, nowMs: number): TlsSetView {
  const { tls } = seen;
  const own = ownCertificates(seen, authorityPem);
  const read = tls.certificates["server-cert"];
  const offset = host.facts?.clockOffsetMs;
  const clockMs = nowMs + (offset?.known ? offset.value : 0);
  const certificate = read.kind === "read" ? read.certificate : null;
  const wanted = wantedNames(host, seen.announced, others);
  return {
    folder: tls.folder,
    state: setState(tls, own),
    certificate: certificate && {
      subject: certificate.subject,
      issuer: certificate.issuer,
      names: [...certificate.dnsNames, ...certificate.addresses],
      notAfterMs: certificate.notAfterMs,
      dates: dateState(certificate, clockMs, DUE_DAYS),
    },
    missingNames: certificate
      ? [...wanted.dnsNames, ...wanted.addresses].filter((name) => !certificateFits(certificate, name))
      : [],
    foreignFiles: foreignFiles(tls, own).map((name) => tls.files[name].path),
    unreadableFiles: TLS_FILES.filter((name) => tls.files[name].readable === false).map((name) => tls.files[name].path),
  };
}
