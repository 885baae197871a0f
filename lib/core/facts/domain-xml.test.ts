import { describe, expect, it } from "vitest";
import { parseDomainXml } from "./domain-xml.ts";
import { collected, fixture } from "./test-support/fixture.ts";

function parsed(text: string) {
  const fact = parseDomainXml(text);
  if (!fact.known) throw new Error(fact.reason);
  return fact.value;
}

const minimal = (inner: string, attributes = "type='kvm'") =>
  `<domain ${attributes}><name>n</name><uuid>7a6b0001-0000-4000-8000-000000000001</uuid>${inner}</domain>`;

describe("parseDomainXml", () => {
  it("reads a running guest with two disks and a network", () => {
    expect(parsed(collected("dumpxml-migratable.mix03.xml"))).toMatchObject({
      uuid: "7a6b0001-0000-4000-8000-000000000003",
      name: "mix03",
      title: null,
      description: "System on shared storage, scratch disk on this host.",
      virtType: "qemu",
      arch: "x86_64",
      machine: "pc-q35-7.2",
      emulator: "/usr/bin/qemu-system-x86_64",
      cpuMode: "custom",
      vcpus: 1,
      maxVcpus: 1,
      memoryBytes: 134217728,
      maxMemoryBytes: 134217728,
      kernelFiles: ["/var/lib/libvirt/boot/vmlinuz", "/var/lib/libvirt/boot/initrd"],
      nics: [{ mac: "52:54:00:77:01:03", type: "network", source: "lan", model: "virtio", portgroup: null }],
      disks: [
        { target: "vda", source: "/srv/shared/mix03-vda.qcow2", format: "qcow2", cache: "none", type: "file", device: "disk" },
        { target: "vdb", source: "/var/lib/libvirt/images/mix03-vdb.qcow2", cache: null, readonly: false, backingFiles: [] },
      ],
    });
  });

  it("keeps the CPU element for libvirt's own comparison", () => {
    const { cpuXml } = parsed(collected("dumpxml-migratable.mix03.xml"));
    expect(cpuXml).toContain("<model fallback='forbid'>qemu64</model>".replaceAll("'", '"'));
    expect(cpuXml).toMatch(/^<cpu .*<\/cpu>$/s);
  });

  it("takes live, inactive and migratable definitions", () => {
    for (const guest of ["busy04", "db02", "mix03", "odd06", "off05", "web01"]) {
      expect(parsed(fixture(`dumpxml-inactive.${guest}.xml`)).disks.length).toBeGreaterThan(0);
    }
    expect(parsed(fixture("dumpxml-live.web01.xml")).nics[0]).toMatchObject({ type: "bridge", source: "br0" });
  });

  it("gives names and titles that hurt back as they are", () => {
    expect(parsed(collected("dumpxml-migratable.odd06.xml"))).toMatchObject({
      name: `x; $(touch pwn) "数据库" 'q'`,
      title: `<script>alert('title')</script> & "co"`,
      description: "`reboot`; $" + "{IFS} <b>bold</b> \u202Egnp.exe",
    });
  });

  it("reads host devices, firmware, TPM, virtiofs, graphics and hot-plugged vCPUs", () => {
    const definition = parsed(
      minimal(`<vcpu placement='static' current='2'>8</vcpu><memory unit='GiB'>2</memory><currentMemory unit='MiB'>1024</currentMemory>
        <os><type arch='x86_64' machine='q35'>hvm</type><loader readonly='yes'>/usr/share/OVMF.fd</loader><nvram>/var/nv.fd</nvram></os>
        <cpu mode='host-passthrough'/>
        <devices>
          <hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x0a' slot='0x00' function='0x1'/></source></hostdev>
          <hostdev mode='subsystem' type='usb'><source><vendor id='0x046D'/><product id='0xc52b'/></source></hostdev>
          <hostdev mode='subsystem' type='mdev'><source><address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/></source></hostdev>
          <interface type='hostdev'><mac address='52:54:00:AA:bb:01'/><source><address type='pci' domain='0x0000' bus='0x01' slot='0x10' function='0x0'/></source></interface>
          <filesystem type='mount'><driver type='virtiofs'/></filesystem><tpm model='tpm-crb'/>
          <graphics type='vnc' listen='10.0.0.1'><listen type='address' address='10.0.0.1'/></graphics>
        </devices>`),
    );
    expect(definition).toMatchObject({
      vcpus: 2,
      maxVcpus: 8,
      memoryBytes: 2 ** 30,
      maxMemoryBytes: 2 ** 31,
      loader: "/usr/share/OVMF.fd",
      nvram: "/var/nv.fd",
      cpuMode: "host-passthrough",
      hasVirtiofs: true,
      hasTpm: true,
      graphicsListen: ["10.0.0.1"],
      hostDevices: [
        { type: "pci", address: "0000:0a:00.1" },
        { type: "usb", address: "046d:c52b" },
        { type: "mdev", address: "c2177883-f1bb-47f0-914d-32a22e3a8804" },
      ],
      nics: [{ type: "hostdev", mac: "52:54:00:aa:bb:01", source: "0000:01:10.0" }],
    });
  });

  it("reads disks of every kind, without their credentials", () => {
    const { disks } = parsed(
      minimal(`<devices>
        <disk type='network' device='disk'><auth username='admin'><secret type='ceph' uuid='x'/></auth>
          <source protocol='rbd' name='pool/image'><host name='10.0.0.1'/></source><target dev='vda'/></disk>
        <disk type='block' device='lun'><source dev='/dev/mapper/lun1'/><target dev='sda' bus='scsi'/><shareable/></disk>
        <disk type='volume' device='disk'><source pool='p' volume='v'/><target dev='vdb'/><transient/></disk>
        <disk type='file' device='cdrom'><target dev='sdb'/><readonly/></disk>
        <disk type='file' device='disk'><source file='/a b/&#10;x'/><backingStore type='file'><source file='/base.qcow2'/>
          <backingStore type='file'><source file='/root.qcow2'/><backingStore/></backingStore></backingStore><target dev='vdc'/></disk>
      </devices>`),
    );
    expect(disks.map((disk) => disk.source)).toEqual(["rbd:pool/image", "/dev/mapper/lun1", "p/v", null, "/a b/\nx"]);
    expect(disks.map((disk) => disk.device)).toEqual(["disk", "lun", "disk", "cdrom", "disk"]);
    expect(disks[1]?.shareable).toBe(true);
    expect(disks[2]?.transient).toBe(true);
    expect(disks[3]?.readonly).toBe(true);
    expect(disks[4]?.backingFiles).toEqual(["/base.qcow2", "/root.qcow2"]);
    expect(JSON.stringify(disks)).not.toContain("admin");
  });

  it.each([
    ["a document type", `<!DOCTYPE domain [<!ENTITY a SYSTEM "file:///etc/passwd">]>${minimal("")}`, /document type/],
    ["a document type behind a comment", `<?xml version='1.0'?><!-- x --><!DOCTYPE domain>${minimal("")}`, /document type/],
    ["another root", "<network/>", /expected <domain>/],
    ["no XML", "error: Domain not found", /well-formed/],
    ["a cut document", minimal("").slice(0, -5), /well-formed/],
    ["no uuid", "<domain><name>x</name></domain>", /not a domain UUID/],
    ["too much", `<domain>${" ".repeat(5 * 1024 * 1024)}</domain>`, /longer than/],
    ["endless depth", `<domain>${"<a>".repeat(100_000)}`, /well-formed/],
  ])("refuses %s with a reason", (_, text, reason) => {
    expect(parseDomainXml(text)).toMatchObject({ known: false, reason: expect.stringMatching(reason) });
  });

  it("does not mistake the words of a description for a document type", () => {
    expect(parsed(minimal("<description><![CDATA[<!DOCTYPE a [<!ENTITY b 'c'>]>]]></description>")).description).toContain(
      "<!DOCTYPE",
    );
  });
});
