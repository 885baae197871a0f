import { describe, expect, it } from "vitest";
import { parseCapabilities } from "./capabilities.ts";
import { parseHostClock } from "./host-clock.ts";
import { parseIpInterfaces } from "./ip-interfaces.ts";
import { parseLoadavg } from "./loadavg.ts";
import { parseLogin } from "./login.ts";
import { parseMeminfo } from "./meminfo.ts";
import { parseMigrateOptions } from "./migrate-options.ts";
import { parseNetworkXml } from "./network-xml.ts";
import { parseNodeInfo } from "./node-info.ts";
import { parseOsRelease } from "./os-release.ts";
import { parsePoolXml } from "./pool-xml.ts";
import { parseMigrationPorts } from "./qemu-conf.ts";
import { collected, fixture } from "./test-support/fixture.ts";
import { parseUuidList } from "./uuid-list.ts";
import { parseVersion } from "./version.ts";

const known = <T>(value: T) => ({ known: true, value });

describe("facts of a host", () => {
  it("reads versions: the daemon's, and the emulator's", () => {
    expect(parseVersion(collected("version-daemon.hv1.txt"))).toEqual({ libvirt: known("9.0.0"), qemu: known("7.2.22") });
    expect(parseVersion("Using library: libvirt 10.0.0\nRunning against daemon: 9.0.0\n").libvirt).toEqual(known("9.0.0"));
    expect(parseVersion("Using library: libvirt 9.0.0\n").qemu.known).toBe(false);
  });

  it("reads capabilities: uuid, CPU, architectures with their machine types", () => {
    const capabilities = parseCapabilities(fixture("capabilities.hv1.xml"));
    if (!capabilities.known) throw new Error(capabilities.reason);
    const { guests, ...host } = capabilities.value;
    expect(host).toMatchObject({ arch: "x86_64", cpuVendor: known("AMD") });
    expect(host.hostUuid).toMatchObject({ known: true, value: expect.stringMatching(/^7a6b0000-/) });
    expect(host.hostCpuXml).toMatchObject({ known: true, value: expect.stringMatching(/^<cpu>.*<\/cpu>$/s) });
    const x86 = guests.find((guest) => guest.arch === "x86_64");
    expect(x86).toMatchObject({ emulator: "/usr/bin/qemu-system-x86_64", virtTypes: expect.arrayContaining(["qemu"]) });
    expect(x86?.machineTypes).toEqual(expect.arrayContaining(["pc", "q35", "pc-q35-7.2"]));
    expect(x86?.maxVcpusByMachine["pc-q35-7.2"]).toBe(288);
  });

  it("gives no architectures on a host without an emulator", () => {
    const bare = parseCapabilities("<capabilities><host><uuid>u</uuid></host></capabilities>");
    expect(bare).toMatchObject({ known: true, value: { guests: [], cpuModel: { known: false } } });
  });

  it("reads the CPU's shape, counting the sockets of all NUMA cells", () => {
    expect(parseNodeInfo(fixture("nodeinfo.hv1.txt"))).toEqual(
      known({ arch: "x86_64", cpus: 2, sockets: 1, coresPerSocket: 2, threadsPerCore: 1 }),
    );
    const two = fixture("nodeinfo.hv1.txt").replace(/(NUMA cell\(s\): +)1/, "$12");
    expect(parseNodeInfo(two)).toMatchObject({ value: { sockets: 2 } });
  });

  it("reads pools and networks", () => {
    expect(parsePoolXml(fixture("pool-dumpxml-shared.hv1.xml"), true)).toMatchObject({
      value: { name: "shared", type: "dir", active: true, targetPath: "/srv/shared", capacityBytes: expect.any(Number) },
    });
    expect(parsePoolXml(fixture("pool-dumpxml-shared.hv1.xml"), false)).toMatchObject({ value: { capacityBytes: null } });
    expect(parseNetworkXml(fixture("net-dumpxml-lan.hv1.xml"), true)).toMatchObject({
      value: { name: "lan", forwardMode: "bridge", bridge: "br0" },
    });
    expect(parseNetworkXml(fixture("net-dumpxml-default.hv1.xml"), false)).toMatchObject({
      value: { forwardMode: "nat", bridge: "virbr0", active: false },
    });
    expect(parseNetworkXml("<network><name>i</name></network>", true)).toMatchObject({
      value: { forwardMode: null, portgroups: [] },
    });
    const groups = "<portgroup name='blue' default='yes'><vlan><tag id='42'/></vlan></portgroup><portgroup name='red'/>";
    expect(parseNetworkXml(`<network><name>i</name>${groups}</network>`, true)).toMatchObject({
      value: { portgroups: ["blue", "red"] },
    });
  });

  it("reads bridges and addresses, without guests' taps", () => {
    const interfaces = parseIpInterfaces(collected("ip-d-addr.hv1.json"));
    if (!interfaces.known) throw new Error(interfaces.reason);
    expect(interfaces.value.map((entry) => entry.name)).toEqual(["lo", "eth0", "br0"]);
    expect(interfaces.value[2]).toMatchObject({
      kind: "bridge",
      up: true,
      mtu: 1500,
      addresses: expect.arrayContaining(["10.77.1.11"]),
    });
    expect(parseIpInterfaces(collected("ip-d-addr.hv3.json"))).toMatchObject({ known: true });
    expect(parseIpInterfaces(fixture("ip-link.hv1.json"))).toMatchObject({ known: true });
    expect(parseIpInterfaces('Option "-j" is unknown').known).toBe(false);
  });

  it("reads memory, load, system and login", () => {
    expect(parseMeminfo(fixture("meminfo.hv1.txt"))).toMatchObject({
      totalBytes: { known: true },
      availableBytes: { known: true },
    });
    expect(parseLoadavg(collected("loadavg.hv1.txt"))).toEqual(known([2.67, 1.55, 0.88]));
    expect(parseOsRelease(fixture("os-release.hv1.txt"))).toEqual(known("Debian GNU/Linux 12 (bookworm)"));
    expect(parseOsRelease("NAME='Odd'\nVERSION=3\n")).toEqual(known("Odd 3"));
    expect(parseLogin(collected("login-ferry.hv1.txt"))).toEqual(
      known({ user: "ferry", uid: 1001, groups: ["ferry", "libvirt"] }),
    );
  });

  it("reads the options that this host's virsh migrate has", () => {
    const options = parseMigrateOptions(fixture("help-migrate.txt"));
    expect(options).toMatchObject({
      value: expect.arrayContaining(["--live", "--p2p", "--tls-destination", "--bandwidth", "--parallel"]),
    });
    expect(parseMigrateOptions("error: unknown command").known).toBe(false);
  });

  it.each([
    ["", 49152, 49215, "default"],
    ["#migration_port_min = 1000\n", 49152, 49215, "default"],
    ["migration_port_min = 50000\nmigration_port_max = 50010 # ours\n", 50000, 50010, "qemu.conf"],
    ["migration_port_max = 49160\n", 49152, 49160, "qemu.conf"],
    ["migration_port_min = 60000\n", 49152, 49215, "default"],
    ["migration_port_min = 99999\n", 49152, 49215, "default"],
  ])("reads migration ports of %j", (text, min, max, source) => {
    expect(parseMigrationPorts(text)).toEqual({ min, max, source });
  });

  it("reads the clock with and without nanoseconds", () => {
    expect(parseHostClock(collected("date.hv1.txt"))).toBeCloseTo(1795259592740.8, 0);
    expect(parseHostClock("1795259592.N\n")).toBe(1795259592000);
    expect(parseHostClock("Thu Jan 1")).toBeNull();
  });

  it("lists UUIDs only", () => {
    expect(parseUuidList(fixture("list-all-uuid.hv1.txt")).length).toBeGreaterThan(0);
    expect(parseUuidList("7a6b0001-0000-4000-8000-000000000001\n$(id)\n7a6b0001-0000-4000-8000-000000000001\n")).toHaveLength(1);
  });
});
