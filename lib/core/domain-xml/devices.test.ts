import { describe, expect, it } from "vitest";
import { equivalentDeviceXml } from "./equivalent-device.ts";
import { listMovableDevices } from "./movable-devices.ts";
import { domainWith, fixture } from "./test-support/fixture.ts";

const inactive = fixture("dumpxml-inactive.gpu08.xml");
const live = fixture("by-hand-live.gpu08.xml");
const macvtap = fixture("dumpxml-live.web01-macvtap.xml");

function device(xml: string, key: string): string {
  const found = listMovableDevices(xml).find((one) => one.key === key);
  if (!found) throw new Error(`no ${key}`);
  return found.xml;
}

describe("listMovableDevices", () => {
  it("tells what a shut-off domain holds of its host; SCSI devices are left out", () => {
    expect(listMovableDevices(inactive).map(({ xml: _, ...rest }) => rest)).toEqual([
      { key: "hostdev:0000:01:00.0", kind: "hostdev-pci", address: "0000:01:00.0", persistentTeam: false },
      { key: "hostdev:1d6b:0002", kind: "hostdev-usb", address: "1d6b:0002", persistentTeam: false },
      { key: "hostdev:1.4", kind: "hostdev-usb", address: "1.4", persistentTeam: false },
      {
        key: "hostdev:c2177883-f1bb-47f0-914d-32a22e3a8804",
        kind: "hostdev-mdev",
        address: "c2177883-f1bb-47f0-914d-32a22e3a8804",
        persistentTeam: false,
      },
      { key: "nic:52:54:00:aa:08:01", kind: "interface-hostdev", address: "0000:07:10.1", persistentTeam: false },
      { key: "nic:52:54:00:aa:08:02", kind: "interface", address: "vf-pool", persistentTeam: false },
      { key: "nic:52:54:00:aa:08:03", kind: "interface-direct", address: "ens1f0", persistentTeam: false },
      { key: "nic:52:54:00:aa:08:04", kind: "interface", address: "br0", persistentTeam: false },
      { key: "nic:52:54:00:aa:08:04#2", kind: "interface-hostdev", address: "0000:07:10.2", persistentTeam: true },
    ]);
  });

  it("tells which VF a pool gave to a running domain", () => {
    expect(listMovableDevices(live).find(({ key }) => key === "nic:52:54:00:aa:08:02")).toMatchObject({
      kind: "interface-hostdev",
      address: "0000:07:11.3",
    });
  });

  it("gives the element as libvirt prints it, for detach-device", () => {
    expect(device(live, "nic:52:54:00:aa:08:03")).toBe(`<interface type="direct">
  <mac address="52:54:00:aa:08:03"/>
  <source dev="ens1f0" mode="bridge"/>
  <target dev="macvtap4"/>
  <model type="virtio"/>
  <alias name="net2"/>
  <address type="pci" domain="0x0000" bus="0x03" slot="0x00" function="0x0"/>
</interface>
`);
  });

  it("tells of a failover pair made of a plain host device, and of a guest without devices", () => {
    const pair =
      domainWith(`<hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x07' slot='0x10' function='0x2'/></source>
      <teaming type='transient' persistent='ua-a'/></hostdev>`);
    expect(listMovableDevices(pair)).toMatchObject([{ kind: "hostdev-pci", persistentTeam: true }]);
    expect(listMovableDevices("<domain/>")).toEqual([]);
    expect(listMovableDevices(domainWith("<interface type='user'/>"))).toEqual([]);
  });
});

describe("equivalentDeviceXml", () => {
  it("puts another PCI device in the place, keeps driver, boot order and ROM, and lets libvirt choose the rest", () => {
    expect(
      equivalentDeviceXml(device(live, "hostdev:0000:01:00.0"), { hostAddress: "0001:82:1f.7" }),
    ).toBe(`<hostdev mode="subsystem" type="pci" managed="yes">
  <driver name="vfio"/>
  <source>
    <address domain="0x0001" bus="0x82" slot="0x1f" function="0x7"/>
  </source>
  <boot order="2"/>
  <rom bar="on" file="/usr/share/vgabios/gpu.rom"/>
</hostdev>
`);
  });

  it("puts another VF in the place, with the MAC and VLAN of the old one", () => {
    const vf = equivalentDeviceXml(device(live, "nic:52:54:00:aa:08:01"), { hostAddress: "0000:3B:02.1" });
    expect(vf).toBe(`<interface type="hostdev" managed="yes">
  <mac address="52:54:00:aa:08:01"/>
  <driver name="vfio"/>
  <source>
    <address type="pci" domain="0x0000" bus="0x3b" slot="0x02" function="0x1"/>
  </source>
  <vlan>
    <tag id="42"/>
  </vlan>
</interface>
`);
  });

  it("keeps the tie of a failover pair", () => {
    const transient = equivalentDeviceXml(device(live, "nic:52:54:00:aa:08:04#2"), { hostAddress: "0000:07:10.6" });
    expect(transient).toContain(`<teaming type="transient" persistent="ua-team0"/>`);
    expect(transient).not.toContain("<alias");
    expect(equivalentDeviceXml(device(live, "nic:52:54:00:aa:08:04"), { hostAddress: "br1" })).toBe(`<interface type="bridge">
  <mac address="52:54:00:aa:08:04"/>
  <source bridge="br1"/>
  <model type="virtio"/>
  <teaming type="persistent"/>
  <alias name="ua-team0"/>
</interface>
`);
  });

  it("asks another pool of VFs, or the same one at the destination", () => {
    const pool = device(inactive, "nic:52:54:00:aa:08:02");
    expect(equivalentDeviceXml(pool, { hostAddress: "vf-pool-b" })).toContain(`<source network="vf-pool-b"/>`);
    expect(equivalentDeviceXml(pool, { hostAddress: null })).toContain(`<source network="vf-pool"/>`);
  });

  it("finds a USB device by what it is, not by the source's port", () => {
    const usb = device(live, "hostdev:1d6b:0002");
    const same = equivalentDeviceXml(usb, { hostAddress: null });
    expect(same).toContain(`<vendor id="0x1d6b"/>`);
    expect(same).not.toContain("<address");
    expect(same).toContain(`startupPolicy="optional"`);
    const other = equivalentDeviceXml(usb, { hostAddress: "046D:c52b" });
    expect(other).toMatch(/<vendor id="0x046d"\/>\s*<product id="0xc52b"\/>\s*<\/source>/);
    expect(equivalentDeviceXml(usb, { hostAddress: "002.011" })).toMatch(
      /<source[^>]*>\s*<address bus="2" device="11"\/>\s*<\/source>/,
    );
    expect(equivalentDeviceXml(device(inactive, "hostdev:1.4"), { hostAddress: null })).toContain(
      `<address bus="1" device="4"/>`,
    );
  });

  it("puts another mediated device in the place", () => {
    const mdev = device(inactive, "hostdev:c2177883-f1bb-47f0-914d-32a22e3a8804");
    const after = equivalentDeviceXml(mdev, { hostAddress: "83B8F4F2-509F-382F-3C1E-E6BFE0FA1001" });
    expect(after).toContain(`<address uuid="83b8f4f2-509f-382f-3c1e-e6bfe0fa1001"/>`);
    expect(after).toContain(`model="vfio-pci"`);
  });

  it("hangs a macvtap on another device in the same mode", () => {
    const after = equivalentDeviceXml(device(live, "nic:52:54:00:aa:08:03"), { hostAddress: "eno1" });
    expect(after).toContain(`<source dev="eno1" mode="bridge"/>`);
    expect(after).not.toMatch(/macvtap4|net2|<address/);
  });

  it("asks the network again that gave a running domain its macvtap, or takes a device", () => {
    const nic = device(macvtap, "nic:52:54:00:aa:09:02");
    const again = equivalentDeviceXml(nic, { hostAddress: null });
    expect(again).toContain(`<interface type="network">`);
    expect(again).toContain(`<source network="mv"/>`);
    expect(equivalentDeviceXml(nic, { hostAddress: "eth7" })).toContain(`<source dev="eth7" mode="bridge"/>`);
  });

  it("keeps the guest's PCI slot when asked, never a host's", () => {
    const kept = equivalentDeviceXml(device(live, "hostdev:0000:01:00.0"), { hostAddress: "0000:02:00.0" }, true);
    expect(kept).toContain(`<address type="pci" domain="0x0000" bus="0x08" slot="0x00" function="0x0"/>`);
    expect(equivalentDeviceXml(device(live, "hostdev:1d6b:0002"), { hostAddress: null }, true)).not.toContain("<address");
  });

  it("keeps a tap's name that an administrator chose", () => {
    const nic = device(fixture("dumpxml-inactive.crm07.xml"), "nic:52:54:00:aa:07:01");
    const after = equivalentDeviceXml(nic, { hostAddress: "ovsbr1" });
    expect(after).toContain(`<target dev="crm-tap"/>`);
    expect(after).toContain(`interfaceid="09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f"`);
  });

  it.each([
    ["hostdev:0000:01:00.0", "1d6b:0002", /not a PCI address/],
    ["hostdev:0000:01:00.0", "0000:01:20.0", /not a PCI address/],
    ["nic:52:54:00:aa:08:01", "eno1", /not a PCI address/],
    ["hostdev:1d6b:0002", "0000:01:00.0", /not a USB device/],
    ["hostdev:c2177883-f1bb-47f0-914d-32a22e3a8804", "x", /not the UUID/],
    ["nic:52:54:00:aa:08:03", "", /no device, bridge or network/],
  ])("refuses to put %s on %j", (key, hostAddress, message) => {
    expect(() => equivalentDeviceXml(device(inactive, key), { hostAddress })).toThrow(RangeError);
    expect(() => equivalentDeviceXml(device(inactive, key), { hostAddress })).toThrow(message);
  });

  it("refuses what is no movable device", () => {
    expect(() => equivalentDeviceXml("<disk type='file'/>", { hostAddress: null })).toThrow(/expected <hostdev> or <interface>/);
    expect(() => equivalentDeviceXml("<hostdev mode='subsystem' type='scsi'/>", { hostAddress: null })).toThrow(
      /no|not a device/,
    );
  });
});
