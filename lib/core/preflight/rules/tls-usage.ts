import { type UsageState, usageState } from "../../tls/usage.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { certificateEvidence, tlsOrFinding, usedCertificates } from "./tls-common.ts";

/** What a certificate may be used for; QEMU looks at it before it opens a connection ("usage does not permit ..."). */
export const tlsUsage = defineRule({
  id: "tls.usage",
  group: "security",
  scope: "domain",
  reasons: ["not-used", "no-certificate", "fits", "refused", "refused-by-older"],
  evaluate: (context, say) => {
    const found = tlsOrFinding(context, say);
    if ("finding" in found) return found.finding;
    const { tls } = found;
    const own = usedCertificates(context, tls.value).filter(({ name }) => name !== "ca-cert");
    const states = own.flatMap((one) => {
      if (one.read.kind !== "read") return [];
      return [{ one, state: usageState(one.read.certificate, one.name === "server-cert" ? "server" : "client") }];
    });
    if (states.length === 0) return say.notApplicable("no-certificate");
    const evidence = () => own.flatMap((one) => certificateEvidence(tls, one));
    const worst = (wanted: UsageState) => states.find(({ state }) => state === wanted)?.one;
    const bad = worst("refused") ?? worst("refused-by-older");
    if (!bad) return say.pass("fits", { evidence });
    const runOn = bad.host === context.source ? "source" : "destination";
    const { folder } = runOn === "source" ? tls.value.source : tls.value.destination;
    const values = { host: bad.host.registration.name, file: `${bad.name}.pem` };
    const look = ["openssl", "x509", "-noout", "-ext", "keyUsage,extendedKeyUsage", "-in", `${folder}/${bad.name}.pem`];
    const advice = fix("renew-certificates", {
      runOn,
      commands: [look],
      values: { host: values.host },
      apply: { kind: "install-certificates" },
    });
    const details = { values, evidence, fix: advice };
    return worst("refused") ? say.block("refused", details) : say.warn("refused-by-older", details);
  },
});
