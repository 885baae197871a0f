import { certificateFits } from "../../tls/names.ts";
import { nameToCertify } from "../../tls/used-files.ts";
import { seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { certificateEvidence, tlsOrFinding } from "./tls-common.ts";

/**
 * QEMU on the source compares the destination's certificate with the very name that it sends to (`tls-hostname`): `--tls-destination`, else the host
 * of `--migrateuri`, else the name that the destination announces. Otherwise: "Certificate does not match the hostname".
 */
export const tlsName = defineRule({
  id: "tls.name",
  group: "security",
  scope: "domain",
  reasons: ["not-used", "no-certificate", "fits", "other-name"],
  evaluate: (context, say) => {
    const found = tlsOrFinding(context, say);
    if ("finding" in found) return found.finding;
    const { tls } = found;
    const { options, probes, source, destination } = context;
    const read = tls.value.destination.certificates["server-cert"];
    if (read.kind !== "read") return say.notApplicable("no-certificate");
    const chosen = { tlsDestination: options?.tlsDestination ?? null, migrateAddress: options?.migrateAddress ?? null };
    const { hostname } = probes;
    const isChosen = chosen.tlsDestination !== null || chosen.migrateAddress !== null;
    if (!isChosen && hostname.kind !== "done") return say.notProbed(hostname);
    const name = nameToCertify(chosen, hostname.kind === "done" ? hostname.value.announced : "");
    const { dnsNames, addresses } = read.certificate;
    const values = { name, names: [...dnsNames, ...addresses].join(", ") || (read.certificate.commonName ?? "-") };
    const evidence = () => [
      seenOn(tls, source, "name", name),
      ...certificateEvidence(tls, { host: destination, name: "server-cert", read }),
    ];
    if (certificateFits(read.certificate, name)) return say.pass("fits", { values, evidence });
    const look = [
      "openssl",
      "x509",
      "-noout",
      "-ext",
      "subjectAltName",
      "-in",
      `${tls.value.destination.folder}/server-cert.pem`,
    ];
    const advice = fix("certificate-name", {
      runOn: "destination",
      commands: [look],
      values,
      apply: { kind: "install-certificates" },
    });
    return say.block("other-name", { values, evidence, fix: advice });
  },
});
