import type { Fix } from "../../model/finding.ts";
import type { HostRegistration } from "../../model/host.ts";
import { commandsOf, probed, seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import type { LibvirtOutcome } from "../probes.ts";
import { defineRule } from "../rule.ts";

/** The whole way from libvirt to libvirt, and that it ends at the host that we mean. */
export const pathLibvirt = defineRule({
  id: "path.libvirt",
  group: "path",
  reasons: ["ok", "itself", "wrong-host", "not-allowed", "daemon-away", "helper-missing", "ssh-failed", "timeout", "other"],
  evaluate: ({ source, destination, probes: { libvirt } }, say) => {
    if (libvirt.kind !== "done") return say.notProbed(libvirt);
    const { outcome, text, hostUuid } = libvirt.value;
    const evidence = [
      ...commandsOf(libvirt),
      ...(text.trim() === "" ? [] : [probed(libvirt, source.registration.id, "answer", text.trim())]),
    ];
    if (outcome !== "ok") return say.block(outcome, { evidence, ...adviceFor(outcome, destination.registration) });
    const expected = destination.facts?.uuid;
    const reached = probed(libvirt, source.registration.id, "uuid", hostUuid ?? "?");
    if (hostUuid === null || !expected?.known) return say.pass("ok", { evidence: [...evidence, reached] });
    const both = [...evidence, reached, seen(destination, "uuid", expected.value)];
    if (hostUuid === expected.value) return say.pass("ok", { evidence: both });
    const own = source.facts?.uuid;
    const reason = own?.known && own.value === hostUuid ? "itself" : "wrong-host";
    const values = { address: destination.registration.address };
    return say.block(reason, {
      values,
      evidence: both,
      fix: fix("use-other-address", "source", [["getent", "ahosts", values.address]]),
    });
  },
});

function adviceFor(outcome: Exclude<LibvirtOutcome, "ok">, { user }: HostRegistration): { readonly fix?: Fix } {
  switch (outcome) {
    case "not-allowed":
      return { fix: fix("allow-libvirt", "destination", [["usermod", "-aG", "libvirt", user]]) };
    case "daemon-away":
      return { fix: fix("start-libvirt", "destination", [["systemctl", "start", "libvirtd"], virsh("version")]) };
    case "helper-missing":
      return { fix: fix("install-netcat", "destination", [["apt-get", "install", "netcat-openbsd"]]) };
    case "ssh-failed":
    case "timeout":
    case "other":
      return {};
  }
}
