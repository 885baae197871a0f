import { describe, expect, it } from "vitest";
import { equivalentDeviceXml } from "./equivalent-device.ts";
import { listMovableDevices } from "./movable-devices.ts";
import { replaceDevices } from "./replace-devices.ts";
import { domainWith, fixture } from "./test-support/fixture.ts";

const NIC = (mac: string, bridge: string) =>
  `<interface type='bridge'><mac address='${mac}'/><source bridge='${bridge}'/><model type='virtio'/></interface>`;
const ONE = "52:54:00:00:00:01";
const TWO = "52:54:00:00:00:02";
const keys = (xml: string) => listMovableDevices(xml).map(({ key, address }) => `${key} ${address}`);

describe("devices that make room", () => {
  const xml = domainWith(`${NIC(ONE, "br0")}\n    ${NIC(TWO, "br0")}\n    <memballoon model='none'/>`);

  it("takes one out, and leaves the rest as it is", () => {
    const without = replaceDevices(xml, new Map([[`nic:${TWO}`, null]]));
    expect(keys(without)).toEqual([`nic:${ONE} br0`]);
    expect(without).toContain("memballoon");
  });

  it("puts another in its place", () => {
    expect(keys(replaceDevices(xml, new Map([[`nic:${ONE}`, NIC(ONE, "br9")]])))).toEqual([`nic:${ONE} br9`, `nic:${TWO} br0`]);
  });

  it("changes nothing for a device that is not there", () => {
    expect(keys(replaceDevices(xml, new Map([["hostdev:0000:01:00.0", null]])))).toEqual(keys(xml));
  });

  it("puts no other element in its place", () => {
    expect(() => replaceDevices(xml, new Map([[`nic:${ONE}`, "<disk/>"]]))).toThrow(RangeError);
  });

  it("swaps a passed-through device of a real definition for its equivalent", () => {
    const gpu = fixture("by-hand-live.gpu08.xml");
    const device = listMovableDevices(gpu).find(({ kind }) => kind === "hostdev-pci" || kind === "interface-hostdev");
    if (!device) throw new Error("the fixture has no passed-through device");
    const other = equivalentDeviceXml(device.xml, { hostAddress: "0000:af:02.3" }, true);
    const swapped = listMovableDevices(replaceDevices(gpu, new Map([[device.key, other]])));
    expect(swapped.map(({ address }) => address)).toContain("0000:af:02.3");
    expect(swapped).toHaveLength(listMovableDevices(gpu).length);
  });
});
