import type { HostSnapshot } from "../../model/host.ts";
import type { HostTls, TlsFileName } from "../../tls/model.ts";
import { DESTINATION_FILES, sourceFiles } from "../../tls/used-files.ts";
import { commandsOf, seenOn } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { tlsOrFinding } from "./tls-common.ts";

type Fault = "missing" | "unreadable" | "malformed" | "other-key" | "not-tried";

/**
 * QEMU opens these files anew for each migration, as the user that it runs as. libvirt's words when one is missing: "Unable to access credentials
 * .../server-cert.pem: No such file or directory", and "Failed to set x509 certificate" for a key of another certificate.
 */
export const tlsFiles = defineRule({
  id: "tls.files",
  group: "security",
  scope: "domain",
  reasons: ["not-used", "present", "missing", "unreadable", "malformed", "other-key", "not-tried"],
  evaluate: (context, say) => {
    const found = tlsOrFinding(context, say);
    if ("finding" in found) return found.finding;
    const { tls } = found;
    const { source, destination } = tls.value;
    const sides = [
      { host: context.source, side: source, runOn: "source" as const, needed: sourceFiles(destination) },
      { host: context.destination, side: destination, runOn: "destination" as const, needed: DESTINATION_FILES },
    ];
    const evidence = () => [
      ...commandsOf(tls),
      ...sides.flatMap(({ host, side, needed }) => needed.map((name) => seenOn(tls, host, "file", describe(side, name)))),
      ...sides.map(({ host, side }) => seenOn(tls, host, "qemu-user", side.qemuUser ?? "?")),
    ];
    for (const fault of ["missing", "unreadable", "malformed", "other-key", "not-tried"] as const) {
      const bad = sides.map((one) => ({ ...one, files: one.needed.filter((name) => faultOf(one.side, name) === fault) }));
      const worst = bad.findLast(({ files }) => files.length > 0);
      if (!worst) continue;
      const values = {
        host: nameOf(worst.host),
        files: worst.files.map((name) => `${worst.side.folder}/${name}.pem`).join(", "),
        user: worst.side.qemuUser ?? "?",
      };
      const details = {
        values,
        evidence,
        fix: fix("set-up-encryption", {
          runOn: worst.runOn,
          commands: [["ls", "-l", worst.side.folder]],
          values: { hosts: values.host },
          apply: { kind: "install-certificates" },
        }),
      };
      return fault === "not-tried" ? say.unknown(fault, details) : say.block(fault, details);
    }
    return say.pass("present", { evidence });
  },
});

function faultOf(side: HostTls, name: TlsFileName): Fault | null {
  const file = side.files[name];
  if (!file.exists) return "missing";
  if (file.readable === false) return "unreadable";
  if (name === "server-key" && side.keyFits.server === false) return "other-key";
  if (name === "client-key" && side.keyFits.client === false) return "other-key";
  const isCertificate = name === "ca-cert" || name === "server-cert" || name === "client-cert";
  if (isCertificate && side.certificates[name].kind === "unreadable") return file.readable ? "malformed" : "not-tried";
  return file.readable === null ? "not-tried" : null;
}

function describe(side: HostTls, name: TlsFileName): string {
  const { path, exists, owner, mode } = side.files[name];
  return exists ? `${path} ${[owner, mode].filter((part) => part !== null).join(" ")}`.trim() : `${path} ✗`;
}

function nameOf(host: HostSnapshot): string {
  return host.registration.name;
}
