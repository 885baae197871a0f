import { carriesState } from "../choices.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { nicChoices } from "../nic-choices.ts";
import { defineRule } from "../rule.ts";
import { nicSources, nicsOf, nicText } from "./nics.ts";

/** libvirt: "Cannot get interface MTU on 'br': No such device". */
export const networkBridge = defineRule({
  id: "network.bridge",
  group: "network",
  reasons: ["no-bridge-nic", "present", "missing", "not-a-bridge", "down"],
  evaluate: (context, say) => {
    const { domain, source, destination, options } = context;
    const says = carriesState(options) ? say.block : say.warn;
    const wanted = nicSources(domain, options, "bridge");
    if (wanted.length === 0) return say.notApplicable("no-bridge-nic");
    const interfaces = readFact(destination, (facts) => facts.interfaces);
    if (!interfaces.known) return say.cannotTell(interfaces.why);
    const bridges = interfaces.value.filter(({ kind }) => kind !== "other");
    const evidence = () => [
      ...nicsOf(domain, options, "bridge").map((nic) => seen(source, "nic", nicText(nic))),
      seen(destination, "bridges", bridges.map(({ name }) => name).join(", ") || "-"),
    ];
    const missing = wanted.filter((name) => !bridges.some((bridge) => bridge.name === name));
    const first = missing[0];
    if (first !== undefined) {
      const values = { bridges: missing.join(", ") };
      const nics = nicsOf(domain, options, "bridge").filter((nic) => nic.source !== null && missing.includes(nic.source));
      const create = nics.some(({ virtualPort }) => virtualPort === "openvswitch") ? createOvs(first) : createBridge(first);
      const taken = interfaces.value.some(({ name }) => missing.includes(name));
      return says(taken ? "not-a-bridge" : "missing", () => ({
        values,
        evidence,
        fix: fix("create-bridge", { runOn: "destination", commands: create, values, choices: nicChoices(context, nics) }),
      }));
    }
    const down = bridges.filter(({ name, up }) => wanted.includes(name) && !up).map(({ name }) => name);
    if (down.length > 0) {
      const commands = down.map((name) => ["ip", "link", "set", "dev", name, "up"]);
      const values = { bridges: down.join(", ") };
      return say.warn("down", { values, evidence, fix: fix("bring-bridge-up", "destination", commands, values) });
    }
    return say.pass("present", () => ({ values: { bridges: wanted.join(", ") }, evidence }));
  },
});

function createBridge(name: string): readonly (readonly string[])[] {
  return [
    ["ip", "link", "add", "name", name, "type", "bridge"],
    ["ip", "link", "set", "dev", name, "up"],
  ];
}

function createOvs(name: string): readonly (readonly string[])[] {
  return [["ovs-vsctl", "add-br", name]];
}
