import type { Evidence, Finding } from "../../model/finding.ts";
import type { HostSnapshot } from "../../model/host.ts";
import type { CertificateRead, HostTls, TlsCertificateName, TlsPair } from "../../tls/model.ts";
import { sourceFiles } from "../../tls/used-files.ts";
import { usesDataPorts } from "../choices.ts";
import type { RuleContext } from "../context.ts";
import { commandsOf, seenOn } from "../evidence.ts";
import type { DoneProbe } from "../probes.ts";

/** True when the guest's memory is to be encrypted by QEMU itself. */
export function usesTls({ options }: Pick<RuleContext, "options">): boolean {
  return options?.tls === true && usesDataPorts(options);
}

interface Speaker {
  notApplicable(reason: "not-used"): Finding;
  notProbed(probe: Exclude<RuleContext["probes"]["tls"], { kind: "done" }>): Finding;
}

/** The certificates of both hosts for a rule that needs them, or the finding that says why there is nothing to judge. */
export function tlsOrFinding(
  context: RuleContext,
  say: Speaker,
): { readonly tls: DoneProbe<TlsPair> } | { readonly finding: Finding } {
  if (!usesTls(context)) return { finding: say.notApplicable("not-used") };
  const { tls } = context.probes;
  return tls.kind === "done" ? { tls } : { finding: say.notProbed(tls) };
}

/** A certificate that takes part in this migration. */
export interface UsedCertificate {
  readonly host: HostSnapshot;
  readonly name: TlsCertificateName;
  readonly read: CertificateRead;
}

/** Those that QEMU on either side reads for this migration. A client certificate that is there is read even if nobody asks for it. */
export function usedCertificates({ source, destination }: RuleContext, pair: TlsPair): readonly UsedCertificate[] {
  const here = pair.source.certificates;
  const shows = here["client-cert"].kind !== "missing" || sourceFiles(pair.destination).includes("client-cert");
  const on = (host: HostSnapshot, side: HostTls) => (name: TlsCertificateName) => ({ host, name, read: side.certificates[name] });
  return [
    ...(["ca-cert", ...(shows ? (["client-cert"] as const) : [])] as const).map(on(source, pair.source)),
    ...(["ca-cert", "server-cert"] as const).map(on(destination, pair.destination)),
  ];
}

/** Where it was read, and what it says: whom it is for, by whom, until when. */
export function certificateEvidence(probe: DoneProbe<TlsPair>, { host, name, read }: UsedCertificate): readonly Evidence[] {
  if (read.kind !== "read") return [seenOn(probe, host, "certificate", `${name}.pem ✗`)];
  const { subject, issuer, dnsNames, addresses, notBeforeMs, notAfterMs } = read.certificate;
  const names = [...dnsNames, ...addresses].join(", ");
  return [
    seenOn(probe, host, "certificate", `${name}.pem: ${subject}`),
    ...(name === "ca-cert" ? [] : [seenOn(probe, host, "certificate-names", names === "" ? "-" : names)]),
    seenOn(probe, host, "certificate-issuer", issuer),
    seenOn(probe, host, "certificate-dates", `${dateText(notBeforeMs)} – ${dateText(notAfterMs)}`),
  ];
}

/** The commands that were run, and each certificate that takes part. */
export function allEvidence(context: RuleContext, probe: DoneProbe<TlsPair>): readonly Evidence[] {
  return [...commandsOf(probe), ...usedCertificates(context, probe.value).flatMap((one) => certificateEvidence(probe, one))];
}

/** A date and time in UTC, to the minute. */
export function dateText(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC` : "?";
}
