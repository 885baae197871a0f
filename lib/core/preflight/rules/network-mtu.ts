import type { NetworkInterface } from "../../model/host.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { nicPlaces, placeText } from "./nics.ts";

/** A smaller MTU behind the same bridge name loses the guest's large packets after the move, silently. */
export const networkMtu = defineRule({
  id: "network.mtu",
  group: "network",
  reasons: ["no-bridge-nic", "no-common-bridge", "same", "smaller", "larger"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const wanted = nicPlaces(domain, options, "bridge");
    if (wanted.length === 0) return say.notApplicable("no-bridge-nic");
    const from = readFact(source, (facts) => facts.interfaces);
    const to = readFact(destination, (facts) => facts.interfaces);
    if (!from.known) return say.cannotTell(from.why);
    if (!to.known) return say.cannotTell(to.why);
    const pairs = wanted.flatMap((place) => {
      const here = place.here === null ? undefined : find(from.value, place.here);
      const there = find(to.value, place.there);
      return here && there ? [{ place, here, there }] : [];
    });
    if (pairs.length === 0) return say.notApplicable("no-common-bridge");
    const evidence = () =>
      pairs.flatMap(({ here, there }) => [
        seen(source, "mtu", `${here.name}: ${here.mtu}`),
        seen(destination, "mtu", `${there.name}: ${there.mtu}`),
      ]);
    const differing =
      pairs.find(({ here, there }) => there.mtu < here.mtu) ?? pairs.find(({ here, there }) => there.mtu !== here.mtu);
    if (!differing) return say.pass("same", () => ({ evidence }));
    const { place, here, there } = differing;
    const values = { bridge: placeText(place), here: here.mtu, there: there.mtu };
    if (there.mtu > here.mtu) return say.pass("larger", () => ({ values, evidence }));
    const command = ["ip", "link", "set", "dev", there.name, "mtu", String(here.mtu)];
    return say.warn("smaller", { values, evidence, fix: fix("same-mtu", "destination", [command], values) });
  },
});

function find(interfaces: readonly NetworkInterface[], name: string): NetworkInterface | undefined {
  return interfaces.find((one) => one.name === name && one.kind !== "other");
}
