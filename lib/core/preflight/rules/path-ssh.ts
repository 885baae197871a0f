import { migrationAddress } from "../../migration/destination-uri.ts";
import type { Fix } from "../../model/finding.ts";
import type { HostRegistration } from "../../model/host.ts";
import { usesSsh } from "../choices.ts";
import { commandsOf, probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import type { SshOutcome } from "../probes.ts";
import { defineRule } from "../rule.ts";

/** libvirtd on the source opens ssh to the destination by itself, as its own user and without anybody to ask. */
export const pathSsh = defineRule({
  id: "path.ssh",
  group: "path",
  scope: "pair",
  reasons: [
    "not-used",
    "ok",
    "host-key-unknown",
    "host-key-changed",
    "denied",
    "unresolvable",
    "refused",
    "no-route",
    "timeout",
    "other",
  ],
  evaluate: ({ source, destination, options, probes: { ssh } }, say) => {
    if (!usesSsh(options)) return say.notApplicable("not-used");
    if (ssh.kind !== "done") return say.notProbed(ssh);
    const { outcome, text } = ssh.value;
    const answer = text.trim() === "" ? [] : [probed(ssh, source.registration.id, "answer", text.trim())];
    const evidence = () => [...commandsOf(ssh), ...answer];
    const values = { address: destination.registration.address, port: destination.registration.port };
    if (outcome === "ok") return say.pass("ok", { values, evidence });
    return say.block(outcome, { values, evidence, fix: adviceFor(outcome, destination.registration) });
  },
});

function adviceFor(outcome: Exclude<SshOutcome, "ok">, destination: HostRegistration): Fix {
  const { address, port, user } = migrationAddress(destination);
  const knownAs = port === 22 ? address : `[${address}]:${port}`;
  const forget = ["ssh-keygen", "-R", knownAs];
  const trust = [
    "sh",
    "-c",
    'umask 077; mkdir -p ~/.ssh; printf "%s\\n" "$1" >> ~/.ssh/known_hosts',
    "sh",
    `${knownAs} ${destination.hostKey.publicKey}`,
  ];
  const values = { fingerprint: destination.hostKey.fingerprint };
  switch (outcome) {
    case "host-key-unknown":
      return fix("trust-host-key", { runOn: "source", commands: [trust], values, apply: { kind: "trust-host-key" } });
    case "host-key-changed":
      return fix("replace-host-key", { runOn: "source", commands: [forget, trust], values, apply: { kind: "trust-host-key" } });
    case "denied":
      return fix("authorise-key", {
        runOn: "source",
        commands: [["ssh-copy-id", "-p", String(port), `${user ?? "root"}@${address}`]],
        apply: { kind: "authorise-source-key" },
      });
    case "unresolvable":
      return fix("name-in-hosts-file", "source", [["getent", "ahosts", address]]);
    case "refused":
    case "no-route":
    case "timeout":
    case "other":
      return fix("open-ssh", "destination", [["ss", "-Hltn", "sport", "=", `:${port}`]], { port });
  }
}
