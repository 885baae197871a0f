import type { Fix } from "../../model/finding.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { allEvidence, tlsOrFinding } from "./tls-common.ts";

/**
 * Each side must know the CA of the other, and stand by its own: QEMU checks its own certificate by its own ca-cert.pem before it starts. Otherwise
 * "The certificate hasn't got a known issuer", or "Our own certificate ... failed validation".
 */
export const tlsChain = defineRule({
  id: "tls.chain",
  group: "security",
  scope: "domain",
  reasons: ["not-used", "no-certificate", "trusted", "own-untrusted", "destination-untrusted", "source-untrusted"],
  evaluate: (context, say) => {
    const found = tlsOrFinding(context, say);
    if ("finding" in found) return found.finding;
    const { tls } = found;
    const pair = tls.value;
    const { source, destination } = context;
    const evidence = allEvidence(context, tls);
    const verify = (folder: string, file: string) => [
      ["openssl", "verify", "-CAfile", `${folder}/ca-cert.pem`, `${folder}/${file}.pem`],
    ];
    const ownUntrusted = [
      {
        bad: pair.destinationTrustsItself,
        host: destination,
        runOn: "destination" as const,
        side: pair.destination,
        file: "server-cert",
      },
      { bad: pair.sourceTrustsItself, host: source, runOn: "source" as const, side: pair.source, file: "client-cert" },
    ].find(({ bad }) => bad === false);
    if (ownUntrusted) {
      const { host, runOn, side, file } = ownUntrusted;
      const values = { host: host.registration.name, file: `${file}.pem` };
      const advice = authority(runOn, verify(side.folder, file));
      return say.block("own-untrusted", { values, evidence, fix: advice });
    }
    const advice = authority("destination", [
      ["openssl", "x509", "-noout", "-subject", "-fingerprint", "-sha256", "-in", `${pair.destination.folder}/ca-cert.pem`],
    ]);
    if (pair.sourceTrustsDestination === false) return say.block("destination-untrusted", { evidence, fix: advice });
    const clientCounts = pair.destination.verify;
    if (clientCounts && pair.destinationTrustsSource === false) return say.block("source-untrusted", { evidence, fix: advice });
    const complete = pair.sourceTrustsDestination !== null && (!clientCounts || pair.destinationTrustsSource !== null);
    return complete ? say.pass("trusted", { evidence }) : say.notApplicable("no-certificate", { evidence });
  },
});

function authority(runOn: "source" | "destination", commands: readonly (readonly string[])[]): Fix {
  return fix("one-authority", { runOn, commands, apply: { kind: "install-certificates" } });
}
