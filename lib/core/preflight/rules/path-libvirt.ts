import type { Fix } from "../../model/finding.ts";
import type { HostRegistration } from "../../model/host.ts";
import type { HostConnection } from "../../model/options.ts";
import { usesLibvirtPath } from "../choices.ts";
import { commandsOf, probed, seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import type { LibvirtOutcome } from "../probes.ts";
import { defineRule } from "../rule.ts";

/** libvirt's own ports, where it does not go through ssh. */
export const LIBVIRT_PORTS = { tls: 16_514, tcp: 16_509 } as const;

/** The whole way from libvirt to libvirt, and that it ends at the host that we mean. */
export const pathLibvirt = defineRule({
  id: "path.libvirt",
  group: "path",
  scope: "pair",
  reasons: [
    "not-used",
    "ok",
    "itself",
    "wrong-host",
    "not-allowed",
    "daemon-away",
    "helper-missing",
    "ssh-failed",
    "port-refused",
    "no-route",
    "unresolvable",
    "certificate",
    "timeout",
    "other",
  ],
  evaluate: ({ source, destination, options, probes: { libvirt } }, say) => {
    if (!usesLibvirtPath(options)) return say.notApplicable("not-used");
    if (libvirt.kind !== "done") return say.notProbed(libvirt);
    const { outcome, text, hostUuid } = libvirt.value;
    const connection = options?.connection ?? "ssh";
    const { address } = destination.registration;
    const values = { address, port: String(connection === "ssh" ? destination.registration.port : LIBVIRT_PORTS[connection]) };
    const evidence = () => [
      ...commandsOf(libvirt),
      ...(text.trim() === "" ? [] : [probed(libvirt, source.registration.id, "answer", text.trim())]),
    ];
    if (outcome !== "ok")
      return say.block(outcome, { values, evidence, ...adviceFor(outcome, destination.registration, connection) });
    const expected = destination.facts?.uuid;
    const reached = () => [...evidence(), probed(libvirt, source.registration.id, "uuid", hostUuid ?? "?")];
    if (hostUuid === null || !expected?.known) return say.pass("ok", { evidence: reached });
    const both = () => [...reached(), seen(destination, "uuid", expected.value)];
    if (hostUuid === expected.value) return say.pass("ok", { evidence: both });
    const own = source.facts?.uuid;
    const reason = own?.known && own.value === hostUuid ? "itself" : "wrong-host";
    return say.block(reason, {
      values,
      evidence: both,
      fix: fix("use-other-address", "source", [["getent", "ahosts", address]]),
    });
  },
});

function adviceFor(
  outcome: Exclude<LibvirtOutcome, "ok">,
  { user, address }: HostRegistration,
  connection: HostConnection,
): { readonly fix?: Fix } {
  switch (outcome) {
    case "not-allowed":
      return { fix: fix("allow-libvirt", "destination", [["usermod", "-aG", "libvirt", user]]) };
    case "daemon-away":
      return {
        fix: fix("start-libvirt", {
          runOn: "destination",
          commands: [["systemctl", "start", "libvirtd"], virsh("version")],
          apply: { kind: "start-libvirt", listen: "local" },
        }),
      };
    case "helper-missing":
      return { fix: fix("install-netcat", "destination", [["apt-get", "install", "netcat-openbsd"]]) };
    case "unresolvable":
      return { fix: fix("use-other-address", "source", [["getent", "ahosts", address]]) };
    case "certificate":
      return { fix: fix("check-certificates", "source", [["ls", "-l", "/etc/pki/CA", "/etc/pki/libvirt"]]) };
    case "port-refused":
    case "no-route":
    case "timeout":
      return connection === "ssh"
        ? {}
        : {
            fix: fix("start-libvirt-port", {
              runOn: "destination",
              commands: startCommands(connection),
              values: { port: String(LIBVIRT_PORTS[connection]) },
              // Behind a firewall a started socket changes nothing.
              apply: outcome === "port-refused" && connection === "tls" ? { kind: "start-libvirt", listen: "tls" } : undefined,
            }),
          };
    case "ssh-failed":
    case "other":
      return {};
  }
}

/** One daemon (libvirtd) and the modular ones (virtproxyd) have a socket each. */
function startCommands(connection: "tls" | "tcp"): readonly (readonly string[])[] {
  return [
    ["systemctl", "enable", "--now", `libvirtd-${connection}.socket`],
    ["systemctl", "enable", "--now", `virtproxyd-${connection}.socket`],
  ];
}
