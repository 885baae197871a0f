import { probed } from "../evidence.ts";
import { fix } from "../fix.ts";
import { perObject } from "../memo.ts";
import type { InterfaceAddress } from "../probes.ts";
import { defineRule } from "../rule.ts";
import { nicPlaces, placeText } from "./nics.ts";
import { subnetOf } from "./subnet.ts";

/** The same bridge name may hang on another network: then the guest keeps its address and loses its neighbours. */
export const networkSegment = defineRule({
  id: "network.segment",
  group: "network",
  reasons: ["no-bridge-nic", "no-addresses", "same", "different"],
  evaluate: ({ domain, source, destination, options, probes: { segments } }, say) => {
    const wanted = nicPlaces(domain, options, "bridge");
    if (wanted.length === 0) return say.notApplicable("no-bridge-nic");
    if (segments.kind !== "done") return say.notProbed(segments);
    const addressed = wanted.flatMap((place) => {
      const here = place.here === null ? [] : addressesOf(segments.value.source, place.here);
      const there = addressesOf(segments.value.destination, place.there);
      return here.length > 0 && there.length > 0 ? [{ place, here, there }] : [];
    });
    // A bridge without an address of its own says nothing about its segment.
    if (addressed.length === 0) return say.notApplicable("no-addresses");
    const evidence = () =>
      addressed.flatMap(({ place, here, there }) => [
        probed(segments, source.registration.id, "interfaces", `${place.here}: ${listOf(here)}`),
        probed(segments, destination.registration.id, "interfaces", `${place.there}: ${listOf(there)}`),
      ]);
    const apart = addressed.filter(({ here, there }) => !meet(here, there));
    const values = () => ({ bridges: (apart.length > 0 ? apart : addressed).map(({ place }) => placeText(place)).join(", ") });
    if (apart.length === 0) return say.pass("same", () => ({ values: values(), evidence }));
    return say.warn("different", () => ({
      values: values(),
      evidence,
      fix: fix("other-host", "destination", [["ip", "-br", "addr"]]),
    }));
  },
});

function addressesOf(addresses: readonly InterfaceAddress[], name: string): readonly InterfaceAddress[] {
  return addresses.filter((one) => one.name === name);
}

function listOf(addresses: readonly InterfaceAddress[]): string {
  return addresses.map(({ cidr }) => cidr).join(", ");
}

const subnet = perObject(({ cidr }: InterfaceAddress) => subnetOf(cidr));

/** True when both have an address in one subnet. */
function meet(here: readonly InterfaceAddress[], there: readonly InterfaceAddress[]): boolean {
  return here.some((a) => subnet(a) !== null && there.some((b) => subnet(a) === subnet(b)));
}
