import type { Element } from "@xmldom/xmldom";
import type { NicSource } from "../model/options.ts";
import { attribute, child, children, devices, insert, remove, setAttribute } from "./elements.ts";
import { shown } from "./xml-text.ts";

/** What names the source, by type. */
const NAMED_BY = { bridge: "bridge", network: "network", direct: "dev" } as const;
/** Kinds of `<virtualport>` that a type knows. A network brings its own, so one comes along only from a network. */
const VIRTUAL_PORTS: Readonly<Record<NicSource["type"], readonly string[]>> = {
  bridge: ["openvswitch", "midonet"],
  direct: ["802.1Qbg", "802.1Qbh"],
  network: [],
};

/**
 * Hangs the interface with that MAC on another bridge, network or host device. MAC, model, VLAN, filter, guest address and target stay; what
 * only the old type knows goes (its source, `managed`, the VFIO driver, passt and its port forwards, a `<virtualport>` that does not fit).
 * `portgroup` stays from network to network, `mode` from direct to direct (`bridge` otherwise). In a failover pair, which shares one MAC,
 * the persistent part is meant. Throws a RangeError for a MAC that is not there or an empty source.
 */
export function setNicSource(domain: Element, { mac, type, source }: NicSource): void {
  const nic = nicWithMac(domain, mac);
  if (source === "") throw new RangeError(`no ${type} named for the interface ${shown(mac)}`);
  const old = child(nic, "source");
  const was = nicType(nic);
  const kept = {
    portgroup: was === "network" && type === "network" ? attribute(old, "portgroup") : null,
    mode: type === "direct" ? (attribute(was === "direct" ? old : null, "mode") ?? "bridge") : null,
  };
  setAttribute(nic, "type", type);
  nic.removeAttribute("managed");
  const place = insert(nic, "source", old ?? child(nic, "target") ?? child(nic, "model"));
  if (old) remove(old);
  setAttribute(place, NAMED_BY[type], source);
  for (const [name, value] of Object.entries(kept)) if (value !== null) setAttribute(place, name, value);
  if (was !== type) for (const part of unfit(nic, was, type)) remove(part);
}

/**
 * The interface with that MAC, any case; of a failover pair the persistent part.
 * Throws a RangeError that names the MAC when there is none.
 */
function nicWithMac(domain: Element, mac: string): Element {
  const found = devices(domain, "interface").filter((nic) => macOf(nic) === mac.toLowerCase());
  const nic = found.find((one) => attribute(child(one, "teaming"), "type") !== "transient") ?? found[0];
  if (!nic) throw new RangeError(`the definition has no interface with the MAC ${shown(mac)}`);
  return nic;
}

/** MAC of an interface in lower case; null when libvirt has not chosen one. */
export function macOf(nic: Element): string | null {
  return attribute(child(nic, "mac"), "address")?.toLowerCase() ?? null;
}

/** Type of an interface as its definition has it: a running domain's XML shows what libvirt made of a network, but keeps its name. */
function nicType(nic: Element): string {
  return attribute(child(nic, "source"), "network") === null ? (attribute(nic, "type") ?? "") : "network";
}

function unfit(nic: Element, was: string, type: NicSource["type"]): Element[] {
  const port = child(nic, "virtualport");
  const driver = child(nic, "driver");
  const backend = child(nic, "backend");
  return [
    ...(port && !VIRTUAL_PORTS[type].includes(attribute(port, "type") ?? "") ? [port] : []),
    ...(driver && was === "hostdev" ? [driver] : []),
    ...(backend && attribute(backend, "type") === "passt" ? [backend] : []),
    ...children(nic, "portForward"),
  ];
}
