import type { NetworkInterface } from "../../model/host.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { nicSources } from "./nics.ts";

/** A smaller MTU behind the same bridge name loses the guest's large packets after the move, silently. */
export const networkMtu = defineRule({
  id: "network.mtu",
  group: "network",
  reasons: ["no-bridge-nic", "no-common-bridge", "same", "smaller", "larger"],
  evaluate: ({ domain, source, destination }, say) => {
    const wanted = nicSources(domain, "bridge");
    if (wanted.length === 0) return say.notApplicable("no-bridge-nic");
    const from = readFact(source, (facts) => facts.interfaces);
    const to = readFact(destination, (facts) => facts.interfaces);
    if (!from.known) return say.cannotTell(from.why);
    if (!to.known) return say.cannotTell(to.why);
    const pairs = wanted.flatMap((name) => {
      const here = find(from.value, name);
      const there = find(to.value, name);
      return here && there ? [{ name, here, there }] : [];
    });
    if (pairs.length === 0) return say.notApplicable("no-common-bridge");
    const evidence = pairs.flatMap(({ name, here, there }) => [
      seen(source, "mtu", `${name}: ${here.mtu}`),
      seen(destination, "mtu", `${name}: ${there.mtu}`),
    ]);
    const differing =
      pairs.find(({ here, there }) => there.mtu < here.mtu) ?? pairs.find(({ here, there }) => there.mtu !== here.mtu);
    if (!differing) return say.pass("same", { evidence });
    const { name, here, there } = differing;
    const values = { bridge: name, here: here.mtu, there: there.mtu };
    if (there.mtu > here.mtu) return say.pass("larger", { values, evidence });
    const command = ["ip", "link", "set", "dev", name, "mtu", String(here.mtu)];
    return say.warn("smaller", { values, evidence, fix: fix("same-mtu", "destination", [command], values) });
  },
});

function find(interfaces: readonly NetworkInterface[], name: string): NetworkInterface | undefined {
  return interfaces.find((one) => one.name === name && one.kind !== "other");
}
