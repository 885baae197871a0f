import { describe, expect, it } from "vitest";
import { parseDomainXml } from "./domain-xml.ts";
import { parseDomstats } from "./domstats.ts";
import { detailed, fixture } from "./test-support/fixture.ts";

const GIB = 2 ** 30;

function parsed(text: string) {
  const fact = parseDomainXml(text);
  if (!fact.known) throw new Error(fact.reason);
  return fact.value;
}

const by = (inner: string) =>
  parsed(`<domain type='kvm'><name>n</name><uuid>7a6b0001-0000-4000-8000-000000000001</uuid>${inner}</domain>`).needs;

describe("what a domain needs of its host", () => {
  it("is read from a definition that libvirt took with everything in it", () => {
    expect(parsed(detailed("dumpxml-inactive.needs12.xml")).needs).toEqual({
      hugePages: [
        { sizeKib: 1_048_576, nodeset: "0", bytes: 3 * GIB },
        { sizeKib: 2048, nodeset: "1", bytes: GIB },
      ],
      memoryLocked: true,
      numaNodes: { nodeset: "0-1,1", mode: "strict" },
      cpuSets: ["0-1,3", "1", "0-1", "7"],
      usesCpuTune: true,
      secrets: ["0b3c5d5e-9c3f-4f5a-8c2e-6a1d2f3b4c5d", "client.libvirt secret"],
      nwfilters: ["clean-traffic"],
      staticLabels: ["dac"],
      devicePaths: ["/var/log/libvirt/serial/needs12.log", "/dev/ttyS0", "/run/needs12.sock", "/dev/hwrng"],
      watchdog: { model: "i6300esb", action: "poweroff" },
      invtscWithoutFrequency: true,
      hasAgentChannel: true,
      plan9: ["share9p"],
      unmovable: ["shmem shared0"],
      hasPendingChanges: null,
    });
  });

  it("is next to nothing for every plain guest of the lab", () => {
    for (const guest of ["busy04", "db02", "mix03", "odd06", "web01"]) {
      const { needs } = parsed(fixture(`dumpxml-live.${guest}.xml`));
      expect(needs).toMatchObject({ hugePages: [], memoryLocked: false, numaNodes: null, cpuSets: [], usesCpuTune: false });
      expect(needs).toMatchObject({ secrets: [], nwfilters: [], staticLabels: [], watchdog: null, plan9: [], unmovable: [] });
      expect(needs.devicePaths).toEqual([`/var/log/libvirt/serial/${guest}.log`]);
    }
  });

  it("reads the disks' encryption and the NICs' VLANs", () => {
    const { disks, nics } = parsed(detailed("dumpxml-inactive.needs12.xml"));
    expect(disks.map(({ target, encrypted }) => [target, encrypted])).toEqual([
      ["vda", true],
      ["vdb", false],
    ]);
    expect(nics.map(({ virtualPort, vlanTags }) => [virtualPort, vlanTags])).toEqual([
      ["openvswitch", [42, 47]],
      [null, []],
    ]);
  });

  it.each([
    ["all memory on pages of the default size", "<hugepages/>", [{ sizeKib: null, nodeset: null, bytes: 2 * GIB }]],
    ["of one size", "<hugepages><page size='2' unit='M'/></hugepages>", [{ sizeKib: 2048, nodeset: null, bytes: 2 * GIB }]],
    [
      "for node 0 of a guest without NUMA",
      "<hugepages><page size='2048' unit='KiB' nodeset='0'/></hugepages>",
      [{ sizeKib: 2048, nodeset: "0", bytes: 2 * GIB }],
    ],
  ])("counts huge pages (by hand): %s", (_, pages, expected) => {
    expect(by(`<memory unit='GiB'>2</memory><memoryBacking>${pages}</memoryBacking>`).hugePages).toEqual(expected);
  });

  it("gives pages without nodes what is left of the guest's memory (by hand)", () => {
    const numa = "<cpu><numa><cell memory='1' unit='GiB'/><cell memory='2' unit='GiB'/></numa></cpu>";
    const pages = "<hugepages><page size='1' unit='G' nodeset='1'/><page size='2' unit='M'/></hugepages>";
    expect(by(`${numa}<memoryBacking>${pages}</memoryBacking>`).hugePages.map(({ bytes }) => bytes)).toEqual([2 * GIB, GIB]);
  });

  it.each([
    ["a fixed frequency frees invtsc", "<clock><timer name='tsc' frequency='2000000000'/></clock>", "require", false],
    ["disabled", "", "disable", false],
    ["required", "", "require", true],
  ])("invtsc (by hand): %s", (_, clock, policy, expected) => {
    expect(by(`${clock}<cpu><feature policy='${policy}' name='invtsc'/></cpu>`).invtscWithoutFrequency).toBe(expected);
  });

  it("knows what libvirt refuses to migrate (by hand)", () => {
    const devices = [
      "<disk type='nvme' device='disk'><target dev='vdx'/></disk>",
      "<interface type='vdpa'><source dev='/dev/vhost-vdpa-0'/></interface>",
      "<shmem name='m' role='master'><model type='ivshmem-plain'/></shmem>",
      "<shmem name='old'><model type='ivshmem'/></shmem>",
    ];
    expect(by(`<devices>${devices.join("")}</devices>`).unmovable).toEqual([
      "disk nvme vdx",
      "interface vdpa /dev/vhost-vdpa-0",
      "shmem old",
    ]);
  });

  it("leaves out the sockets that libvirt makes itself, and what every host has (by hand)", () => {
    const socket =
      "<channel type='unix'><source mode='bind' path='/run/libvirt/qemu/channel/1-n/org.qemu.guest_agent.0'/></channel>";
    const old =
      "<channel type='unix'><source path='/var/lib/libvirt/qemu/channel/target/domain-1-n/org.qemu.guest_agent.0'/></channel>";
    const pty = "<serial type='pty'><source path='/dev/pts/3'/><log file='/var/log/n.log'/></serial>";
    const rng = "<rng><backend model='random'>/dev/urandom</backend></rng>";
    expect(by(`<devices>${socket}${old}${pty}${rng}</devices>`).devicePaths).toEqual(["/var/log/n.log"]);
  });

  it("has no nodes where libvirt chooses them (by hand)", () => {
    expect(by("<numatune><memory mode='strict' placement='auto'/></numatune>").numaNodes).toBeNull();
    expect(by("<numatune><memory mode='preferred' nodeset='1'/></numatune>").numaNodes).toEqual({
      nodeset: "1",
      mode: "preferred",
    });
  });

  it("counts pinning and shares as no limit, and labels of one disk, too (by hand)", () => {
    expect(by("<cputune><shares>512</shares><vcpupin vcpu='0' cpuset='1'/></cputune>")).toMatchObject({
      usesCpuTune: false,
      cpuSets: ["1"],
    });
    const label = "<seclabel model='selinux'><label>system_u:object_r:svirt_image_t:s0</label></seclabel>";
    expect(by(`<devices><disk><source>${label}</source></disk></devices>`).staticLabels).toEqual(["selinux"]);
    expect(by("<seclabel type='dynamic' model='apparmor' relabel='yes'/>").staticLabels).toEqual(["apparmor"]);
    expect(by("<seclabel type='dynamic' model='dac' relabel='yes'/>").staticLabels).toEqual([]);
  });
});

describe("domstats", () => {
  it("tells what QEMU holds of the host's memory", () => {
    expect(parseDomstats(detailed("domstats.web01.txt"))[0]).toMatchObject({ name: "web01", residentBytes: 216_516 * 1024 });
    expect(parseDomstats("Domain: 'off'\n  state.state=5\n")[0]?.residentBytes).toBeNull();
  });
});
