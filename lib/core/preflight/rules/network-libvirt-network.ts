import { carriesState } from "../choices.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix, virsh } from "../fix.ts";
import { nicChoices } from "../nic-choices.ts";
import { defineRule } from "../rule.ts";
import { nicPlaces, nicsOf, nicText } from "./nics.ts";

/** libvirt: "Network not found: no network with matching name 'N'", "network 'N' is not active". */
export const networkLibvirtNetwork = defineRule({
  id: "network.libvirt-network",
  group: "network",
  reasons: ["no-network-nic", "present", "missing", "inactive", "other-kind", "host-local"],
  evaluate: (context, say) => {
    const { domain, source, destination, options } = context;
    const places = nicPlaces(domain, options, "network");
    const says = carriesState(options) ? say.block : say.warn;
    const wanted = [...new Set(places.map(({ there: name }) => name))];
    if (wanted.length === 0) return say.notApplicable("no-network-nic");
    const to = readFact(destination, (facts) => facts.networks);
    if (!to.known) return say.cannotTell(to.why);
    const from = readFact(source, (facts) => facts.networks);
    const listed = () =>
      to.value.map(({ name, active, forwardMode }) => `${name} (${forwardMode ?? "isolated"}${active ? "" : ", inactive"})`);
    const evidence = () => [
      ...nicsOf(domain, options, "network").map((nic) => seen(source, "nic", nicText(nic))),
      seen(destination, "networks", listed().join(", ") || "-"),
    ];
    const there = (name: string) => to.value.find((network) => network.name === name);
    const here = (name: string | null) => (from.known ? from.value.find((network) => network.name === name) : undefined);
    const answer = (names: readonly string[]) => ({ values: { networks: names.join(", ") }, evidence });

    const nicsOn = (names: readonly string[]) =>
      nicsOf(domain, options, "network").filter((nic) => nic.source !== null && names.includes(nic.source));
    const missing = wanted.filter((name) => !there(name));
    if (missing.length > 0) {
      const commands = missing.flatMap((name) => [virsh("net-dumpxml", name)]);
      return says("missing", () => ({
        ...answer(missing),
        fix: fix("define-network", {
          runOn: "source",
          commands,
          values: { networks: missing.join(", ") },
          choices: nicChoices(context, nicsOn(missing)),
        }),
      }));
    }
    const inactive = wanted.filter((name) => there(name)?.active === false);
    if (inactive.length > 0) {
      const commands = inactive.map((name) => virsh("net-start", name));
      const advice = () =>
        fix("start-network", {
          runOn: "destination",
          commands,
          apply: { kind: "start-network", name: inactive[0] ?? "" },
          choices: nicChoices(context, nicsOn(inactive)),
        });
      return says("inactive", () => ({ ...answer(inactive), fix: advice() }));
    }
    const otherKind = places
      .filter((place) => here(place.here) && here(place.here)?.forwardMode !== there(place.there)?.forwardMode)
      .map(({ there: name }) => name);
    if (otherKind.length > 0) return say.warn("other-kind", () => ({ ...answer(otherKind), fix: fix("other-host") }));
    // Behind NAT or routing each host has an address range and connections of its own.
    const local = wanted.filter(
      (name) => !["bridge", "passthrough", "private", "vepa", "open"].includes(there(name)?.forwardMode ?? ""),
    );
    if (local.length > 0) return say.warn("host-local", () => answer(local));
    return say.pass("present", () => answer(wanted));
  },
});
