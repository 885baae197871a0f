import { dateState, daysLeft } from "../../tls/dates.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { allEvidence, dateText, tlsOrFinding, usedCertificates } from "./tls-common.ts";

/** Both QEMUs judge the dates, each by its own host's clock: one clock that goes wrong is enough ("The certificate ... has expired"). */
export const tlsDates = defineRule({
  id: "tls.dates",
  group: "security",
  scope: "domain",
  reasons: ["not-used", "no-certificate", "valid", "soon", "expired", "not-yet"],
  evaluate: (context, say) => {
    const found = tlsOrFinding(context, say);
    if ("finding" in found) return found.finding;
    const { tls } = found;
    const used = usedCertificates(context, tls.value).flatMap((one) =>
      one.read.kind === "read" ? [{ ...one, certificate: one.read.certificate }] : [],
    );
    if (used.length === 0) return say.notApplicable("no-certificate");
    const offsets = [context.source, context.destination].map((host) => readFact(host, (facts) => facts.clockOffsetMs));
    const clocks: number[] = [];
    for (const offset of offsets) {
      if (!offset.known) return say.cannotTell(offset.why);
      clocks.push(tls.atMs + offset.value);
    }
    const evidence = () => [
      ...allEvidence(context, tls),
      ...[context.source, context.destination].map((host, index) => seen(host, "clock", dateText(clocks[index] ?? Number.NaN))),
    ];
    for (const state of ["expired", "not-yet", "soon"] as const) {
      const bad = used.find(({ certificate }) => clocks.some((clock) => dateState(certificate, clock) === state));
      if (!bad) continue;
      const { certificate, host, name } = bad;
      const values = {
        host: host.registration.name,
        file: `${name}.pem`,
        date: dateText(state === "not-yet" ? certificate.notBeforeMs : certificate.notAfterMs),
        days: Math.max(0, daysLeft(certificate, Math.max(...clocks))),
      };
      const runOn = host === context.source ? "source" : "destination";
      const side = runOn === "source" ? tls.value.source : tls.value.destination;
      const look = ["openssl", "x509", "-noout", "-dates", "-in", `${side.folder}/${name}.pem`];
      const advice = fix("renew-certificates", {
        runOn,
        commands: [look, ["date", "-u"]],
        values: { host: values.host },
        apply: { kind: "install-certificates" },
      });
      const details = { values, evidence, fix: advice };
      return state === "soon" ? say.warn(state, details) : say.block(state, details);
    }
    return say.pass("valid", { evidence });
  },
});
