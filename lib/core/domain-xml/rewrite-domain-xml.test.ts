import { describe, expect, it } from "vitest";
import { parseDomainXml } from "../facts/domain-xml.ts";
import { collected, fixture as lab } from "../facts/test-support/fixture.ts";
import type { DomainRewrite } from "../model/domain-xml.ts";
import { diffDomainXml } from "./diff-domain-xml.ts";
import { rewriteDomainXml } from "./rewrite-domain-xml.ts";
import { domainWith, elementWith, fixture } from "./test-support/fixture.ts";

const nothing: DomainRewrite = { diskPaths: [], nicSources: [], graphicsListen: null, name: null };
const crm = fixture("dumpxml-migratable.crm07.xml");
const rewrite = (xml: string, change: Partial<DomainRewrite>) => rewriteDomainXml(xml, { ...nothing, ...change });
const changed = (before: string, after: string) =>
  diffDomainXml(before, after).flatMap((line) =>
    line.kind === "removed" || line.kind === "added" ? [`${line.kind === "added" ? "+" : "-"}${line.text.trim()}`] : [],
  );
const diskChange = (target: string, path: string) => changed(crm, rewrite(crm, { diskPaths: [{ target, path }] }));

/** What our reader of facts, which has a parser of its own, makes of the result. */
function facts(xml: string) {
  const fact = parseDomainXml(xml);
  if (!fact.known) throw new Error(fact.reason);
  return fact.value;
}

describe("rewriteDomainXml", () => {
  it("changes nothing when nothing is asked", () => {
    for (const xml of [
      crm,
      collected("dumpxml-migratable.mix03.xml"),
      lab("dumpxml-live.odd06.xml"),
      fixture("dumpxml-inactive.gpu08.xml"),
    ]) {
      expect(diffDomainXml(xml, rewrite(xml, {}))).toEqual([]);
    }
  });

  it("moves one disk of a real guest to another folder and leaves the other alone", () => {
    const before = collected("dumpxml-migratable.mix03.xml");
    const after = rewrite(before, { diskPaths: [{ target: "vdb", path: "/srv/other/mix 03 & 'b'.qcow2" }] });
    expect(facts(after).disks.map((disk) => disk.source)).toEqual([
      "/srv/shared/mix03-vda.qcow2",
      "/srv/other/mix 03 & 'b'.qcow2",
    ]);
    expect(changed(before, after)).toEqual([
      `-<source file="/var/lib/libvirt/images/mix03-vdb.qcow2"/>`,
      "-<backingStore/>",
      `+<source file="/srv/other/mix 03 &amp; 'b'.qcow2"/>`,
    ]);
  });

  it("drops the whole backing chain, and keeps start-up policy and labels", () => {
    expect(diskChange("vda", "/new/vda.qcow2")).toEqual([
      `-<source file="/var/lib/libvirt/images/crm07-vda.qcow2" startupPolicy="optional">`,
      `+<source file="/new/vda.qcow2" startupPolicy="optional">`,
      `-<backingStore type="file">`,
      `-<format type="qcow2"/>`,
      `-<source file="/var/lib/libvirt/images/debian12-base.qcow2"/>`,
      `-<backingStore type="file">`,
      `-<format type="raw"/>`,
      `-<source file="/srv/shared/root.img"/>`,
      "-<backingStore/>",
      "-</backingStore>",
      "-</backingStore>",
    ]);
  });

  it.each([
    ["a file below /dev becomes a device", "vda", "/dev/vg1/crm", `<disk type="block" device="disk">`, `dev="/dev/vg1/crm"`],
    ["a device becomes a file", "vdb", "/srv/crm.raw", `<disk type="file" device="disk">`, `<source file="/srv/crm.raw"/>`],
    ["a device stays a device", "vdb", "/dev/vg1/b", `<disk type="block" device="disk">`, `<source dev="/dev/vg1/b"/>`],
    ["shared memory is a file", "vdb", "/dev/shm/b.raw", `<disk type="file" device="disk">`, `<source file="/dev/shm/b.raw"/>`],
    [
      "a pool's volume becomes a file",
      "vdc",
      "/srv/log.qcow2",
      `<disk type="file" device="disk">`,
      `<source file="/srv/log.qcow2"/>`,
    ],
    ["an RBD image becomes a file", "vdd", "/srv/d.raw", `<disk type="file" device="disk">`, `<source file="/srv/d.raw"/>`],
    ["an empty drive gets a medium", "sda", "/iso/x.iso", `<disk type="file" device="cdrom">`, `<source file="/iso/x.iso"/>`],
    [
      "a passed LUN is another LUN",
      "sdc",
      "/dev/mapper/l2",
      `<disk type="block" device="lun">`,
      `<source dev="/dev/mapper/l2"/>`,
    ],
  ])("%s", (_, target, path, head, source) => {
    const disk = elementWith(rewrite(crm, { diskPaths: [{ target, path }] }), "disk", `dev="${target}"`);
    expect(disk).toContain(head);
    expect(disk).toContain(source);
    expect(disk).not.toMatch(/pool=|protocol=|<auth|<host |index=/);
  });

  it("forgets the data file, the node index and a passed descriptor of an image, and keeps its encryption", () => {
    const xml = domainWith(`<disk type='file' device='disk'>
      <source file='/a.qcow2' index='3' fdgroup='g'><dataStore type='file'><format type='raw'/><source file='/a.raw'/></dataStore>
        <encryption format='luks'/></source><target dev='vda'/></disk>
      <disk type='network' device='disk'><source protocol='rbd' name='p/i'><host name='m'/><encryption format='luks' engine='librbd'/></source>
        <target dev='vdb'/></disk>`);
    const after = rewrite(xml, {
      diskPaths: [
        { target: "vda", path: "/b.qcow2" },
        { target: "vdb", path: "/c.raw" },
      ],
    });
    expect(after).toMatch(/<source file="\/b.qcow2">\s*<encryption format="luks"\/><\/source>/);
    expect(after).toMatch(/<source file="\/c.raw"\/>/);
  });

  it.each([
    ["vdz", "/x", /no disk "vdz"/],
    ["vda", "relative.qcow2", /path of disk vda/],
    ["vda", "/folder/", /path of disk vda/],
    ["vda", "/a\u0000b", /cannot carry/],
    ["sdc", "/srv/x.raw", /disk sdc passes SCSI commands/],
  ])("refuses disk %s at %s", (target, path, message) => {
    expect(() => rewrite(crm, { diskPaths: [{ target, path }] })).toThrow(RangeError);
    expect(() => rewrite(crm, { diskPaths: [{ target, path }] })).toThrow(message);
  });

  it("refuses a disk that has no image", () => {
    const xml = domainWith(`<disk type='nvme' device='disk'><source type='pci' namespace='1'/><target dev='vda'/></disk>`);
    expect(() => rewrite(xml, { diskPaths: [{ target: "vda", path: "/x" }] })).toThrow(/disk vda is of type "nvme"/);
  });

  const nic = (xml: string, mac: string, type: "bridge" | "network" | "direct", source: string) =>
    elementWith(rewrite(xml, { nicSources: [{ mac, type, source }] }), "interface", mac.toLowerCase());

  it("moves a NIC between bridge, network and host device, and keeps what the guest sees", () => {
    const before = collected("dumpxml-migratable.mix03.xml");
    for (const [type, source] of [
      ["bridge", "br1"],
      ["network", "dmz"],
      ["direct", "eno2"],
    ] as const) {
      const after = rewrite(before, { nicSources: [{ mac: "52:54:00:77:01:03", type, source }] });
      const [only, ...others] = facts(after).nics;
      expect(only).toMatchObject({ mac: "52:54:00:77:01:03", type, source, model: "virtio", portgroup: null, virtualPort: null });
      expect(others).toEqual([]);
      expect(nic(before, "52:54:00:77:01:03", type, source)).toContain("<address");
    }
    expect(nic(before, "52:54:00:77:01:03", "direct", "eno2")).toContain(`<source dev="eno2" mode="bridge"/>`);
  });

  it("takes a MAC in any case", () => {
    expect(nic(crm, "52:54:00:AA:07:02", "bridge", "br0")).toContain(`<source bridge="br0"/>`);
  });

  it("understands what a running domain shows of its network", () => {
    const live = lab("dumpxml-live.mix03.xml");
    expect(nic(live, "52:54:00:77:02:03", "network", "dmz")).toContain(`<source network="dmz"/>`);
    expect(nic(live, "52:54:00:77:02:03", "bridge", "br1")).toContain(`<source bridge="br1"/>`);
    const macvtap = nic(fixture("dumpxml-live.web01-macvtap.xml"), "52:54:00:aa:09:02", "network", "mv2");
    expect(macvtap).toContain(`<interface type="network">`);
    expect(macvtap).toContain(`<source network="mv2"/>`);
  });

  it("keeps an Open vSwitch port and its VLAN from bridge to bridge, and never hangs it on a macvtap", () => {
    expect(changed(crm, rewrite(crm, { nicSources: [{ mac: "52:54:00:aa:07:01", type: "bridge", source: "ovsbr1" }] }))).toEqual([
      `-<source bridge="ovsbr0"/>`,
      `+<source bridge="ovsbr1"/>`,
    ]);
    const direct = nic(crm, "52:54:00:aa:07:01", "direct", "eno2");
    expect(direct).not.toContain("virtualport");
    expect(direct).toContain(`<tag id="42"/>`);
    expect(direct).toContain(`<target dev="crm-tap"/>`);
    expect(nic(crm, "52:54:00:aa:07:01", "network", "lan")).not.toContain("virtualport");
  });

  it("keeps a macvtap's mode and VEPA port on another device only", () => {
    const direct = nic(crm, "52:54:00:aa:07:02", "direct", "eno9");
    expect(direct).toContain(`<source dev="eno9" mode="vepa"/>`);
    expect(direct).toContain(`<virtualport type="802.1Qbg">`);
    expect(nic(crm, "52:54:00:aa:07:02", "bridge", "br0")).not.toContain("virtualport");
  });

  it("keeps a port group, which may hold the VLAN, from network to network only", () => {
    expect(nic(crm, "52:54:00:aa:07:03", "network", "lan2")).toContain(`<source network="lan2" portgroup="office"/>`);
    const bridge = nic(crm, "52:54:00:aa:07:03", "bridge", "br0");
    expect(bridge).toContain(`<source bridge="br0"/>`);
    expect(bridge).toContain(`<driver name="vhost" queues="2"/>`);
  });

  it("gives a source to a NIC that had none, and takes off what only the old kind knew", () => {
    expect(nic(crm, "52:54:00:aa:07:04", "bridge", "br0")).toContain(`<source bridge="br0"/>`);
    const passt = domainWith(
      `<interface type='user'><mac address='52:54:00:00:00:01'/><backend type='passt'/><portForward proto='tcp'/></interface>`,
    );
    expect(nic(passt, "52:54:00:00:00:01", "bridge", "br0").replaceAll(/\s/g, "")).toBe(
      `<interfacetype="bridge"><macaddress="52:54:00:00:00:01"/><sourcebridge="br0"/></interface>`,
    );
    const vf = nic(fixture("dumpxml-inactive.gpu08.xml"), "52:54:00:aa:08:01", "bridge", "br0");
    expect(vf).toContain(`<interface type="bridge">`);
    expect(vf).not.toMatch(/managed|vfio|bus="0x07" slot="0x10"/);
    expect(vf).toContain(`<tag id="42"/>`);
  });

  it("means the part of a failover pair that stays", () => {
    const gpu = fixture("dumpxml-inactive.gpu08.xml");
    const change = changed(gpu, rewrite(gpu, { nicSources: [{ mac: "52:54:00:aa:08:04", type: "bridge", source: "br9" }] }));
    expect(change).toEqual([`-<source bridge="br0"/>`, `+<source bridge="br9"/>`]);
  });

  it.each([
    ["52:54:00:00:00:99", "br0", /MAC "52:54:00:00:00:99"/],
    ["52:54:00:aa:07:01", "", /no bridge named/],
  ])("refuses NIC %s on %j", (mac, source, message) => {
    expect(() => rewrite(crm, { nicSources: [{ mac, type: "bridge", source }] })).toThrow(message);
  });

  it("moves the address of consoles, never that of one on a socket", () => {
    expect(changed(crm, rewrite(crm, { graphicsListen: "0.0.0.0" }))).toEqual([
      `-<graphics type="vnc" port="-1" autoport="yes" listen="192.0.2.10" passwd="***">`,
      `-<listen type="address" address="192.0.2.10"/>`,
      `+<graphics type="vnc" port="-1" autoport="yes" listen="0.0.0.0" passwd="***">`,
      `+<listen type="address" address="0.0.0.0"/>`,
    ]);
    const inactive = fixture("dumpxml-inactive.crm07.xml");
    expect(rewrite(inactive, { graphicsListen: "::" })).toContain(`<listen type="socket" socket="/run/crm07-vnc.sock"/>`);
  });

  it("gives consoles of every form an address", () => {
    const xml = domainWith(`<graphics type='spice'/>
    <graphics type='vnc'><listen type='network' network='lan' address='10.0.0.5'/></graphics>
    <graphics type='spice'><listen type='none'/></graphics><graphics type='sdl' display=':0'/>`);
    const after = rewrite(xml, { graphicsListen: "192.0.2.7" });
    expect(after).toMatch(/<graphics type="spice" listen="192.0.2.7">\s*<listen type="address" address="192.0.2.7"\/>/);
    expect(after).toMatch(/<graphics type="vnc" listen="192.0.2.7"><listen type="address" address="192.0.2.7"\/>/);
    expect(after).toContain(`<graphics type="spice"><listen type="none"/>`);
    expect(after).toContain(`<graphics type="sdl" display=":0"/>`);
    expect(() => rewrite(xml, { graphicsListen: " " })).toThrow(RangeError);
  });

  it("keeps the console's password, which would be lost otherwise", () => {
    expect(rewrite(crm, { graphicsListen: "0.0.0.0" })).toContain(`passwd="hunter2"`);
  });

  it("sets a name that hurts, and refuses what libvirt refuses", () => {
    const name = `<name><x y='"'>&amp;]]> 数据库`;
    expect(facts(rewrite(crm, { name })).name).toBe(name);
    for (const bad of ["", "  ", "a/b", "a\nb", "a\u0007"]) expect(() => rewrite(crm, { name: bad })).toThrow(RangeError);
  });

  it("leaves other programs' metadata and QEMU's arguments alone", () => {
    const after = rewrite(crm, { diskPaths: [{ target: "vda", path: "/x" }], name: "y", graphicsListen: "0.0.0.0" });
    expect(after).toContain(`<nova:disk target="vda">not a disk of libvirt</nova:disk>`);
    expect(after).toContain(`<qemu:arg value="a &quot;b&quot; &amp; c"/>`);
    expect(after).toContain('<nova:name>it\'s "crm"</nova:name>');
  });
});
