import type { Element } from "@xmldom/xmldom";
import type { CloneIdentity } from "../model/domain-xml.ts";
import { domainUuid } from "../model/ids.ts";
import { at, attribute, child, children, devices, insert, setAttribute, setText } from "./elements.ts";
import { setNvramPath } from "./nvram.ts";
import { parseXml } from "./parse-document.ts";
import { setDiskPath } from "./set-disk-path.ts";
import { setName } from "./set-name.ts";
import { macOf } from "./set-nic-source.ts";
import { toText } from "./to-text.ts";
import { shown } from "./xml-text.ts";

/** Six octets; the lowest bit of the first marks a group, which libvirt refuses ("expected unicast mac address"). */
const UNICAST_MAC = /^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/;

/**
 * The definition of a copy that was made without libvirt: a move of a domain that is shut off (all nulls), or a clone with an identity of its
 * own. Takes `dumpxml --inactive`. With a new UUID the SMBIOS UUID follows (libvirt refuses two different ones) and the generation id is left
 * to libvirt, so that the guest notices; with a new MAC the port id of a virtual switch is left to libvirt as well. All else stays.
 * Throws a RangeError for text that is not a domain's XML, a bad name, UUID or MAC, and for a disk, MAC or NVRAM that it does not have.
 */
export function cloneDomainXml(inactiveXml: string, identity: CloneIdentity): string {
  const { document, root } = parseXml(inactiveXml, ["domain"]);
  if (identity.name !== null) setName(root, identity.name);
  if (identity.uuid !== null) setUuid(root, domainUuid(identity.uuid));
  setMacs(root, identity.macs);
  for (const disk of identity.diskPaths) setDiskPath(root, disk);
  if (identity.nvramPath !== null) setNvramPath(root, identity.nvramPath);
  return toText(document);
}

function setUuid(domain: Element, uuid: string): void {
  const element = child(domain, "uuid") ?? insert(domain, "uuid", null);
  const changes = element.textContent?.trim().toLowerCase() !== uuid;
  setText(element, uuid);
  const entries = children(domain, "sysinfo").flatMap((info) =>
    children(info, "system").flatMap((part) => children(part, "entry")),
  );
  for (const entry of entries) if (attribute(entry, "name") === "uuid") setText(entry, uuid);
  const generation = child(domain, "genid");
  if (generation && changes) setText(generation, "");
}

function setMacs(domain: Element, macs: ReadonlyMap<string, string>): void {
  const nics = devices(domain, "interface").map((nic) => ({ nic, mac: macOf(nic) }));
  for (const [from, to] of macs) {
    if (!UNICAST_MAC.test(to)) throw new RangeError(`not the MAC of one interface, in lower case: ${shown(to)}`);
    const found = nics.filter(({ mac }) => mac === from.toLowerCase());
    if (found.length === 0) throw new RangeError(`the definition has no interface with the MAC ${shown(from)}`);
    for (const { nic } of found) {
      const mac = child(nic, "mac");
      if (mac) setAttribute(mac, "address", to);
      if (to !== from.toLowerCase()) forgetPortId(nic);
    }
  }
}

/** Two ports with one id on a virtual switch would take each other's traffic; libvirt makes these ids when they are absent. */
function forgetPortId(nic: Element): void {
  const parameters = at(nic, "virtualport", "parameters");
  const type = attribute(child(nic, "virtualport"), "type");
  if (type === "openvswitch") parameters?.removeAttribute("interfaceid");
  if (type === "802.1Qbg") parameters?.removeAttribute("instanceid");
}
