import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";
import { nicSources, nicsOf, nicText } from "./nics.ts";

/** libvirt: "Cannot get interface MTU on 'br': No such device". */
export const networkBridge = defineRule({
  id: "network.bridge",
  group: "network",
  reasons: ["no-bridge-nic", "present", "missing", "not-a-bridge", "down"],
  evaluate: ({ domain, source, destination, options }, say) => {
    const wanted = nicSources(domain, options, "bridge");
    if (wanted.length === 0) return say.notApplicable("no-bridge-nic");
    const interfaces = readFact(destination, (facts) => facts.interfaces);
    if (!interfaces.known) return say.cannotTell(interfaces.why);
    const bridges = interfaces.value.filter(({ kind }) => kind !== "other");
    const evidence = [
      ...nicsOf(domain, options, "bridge").map((nic) => seen(source, "nic", nicText(nic))),
      seen(destination, "bridges", bridges.map(({ name }) => name).join(", ") || "-"),
    ];
    const missing = wanted.filter((name) => !bridges.some((bridge) => bridge.name === name));
    const first = missing[0];
    if (first !== undefined) {
      const values = { bridges: missing.join(", ") };
      const create = [
        ["ip", "link", "add", "name", first, "type", "bridge"],
        ["ip", "link", "set", "dev", first, "up"],
      ];
      const taken = interfaces.value.some(({ name }) => missing.includes(name));
      return say.block(taken ? "not-a-bridge" : "missing", {
        values,
        evidence,
        fix: fix("create-bridge", "destination", create, values),
      });
    }
    const down = bridges.filter(({ name, up }) => wanted.includes(name) && !up).map(({ name }) => name);
    if (down.length > 0) {
      const commands = down.map((name) => ["ip", "link", "set", "dev", name, "up"]);
      const values = { bridges: down.join(", ") };
      return say.warn("down", { values, evidence, fix: fix("bring-bridge-up", "destination", commands, values) });
    }
    return say.pass("present", { values: { bridges: wanted.join(", ") }, evidence });
  },
});
