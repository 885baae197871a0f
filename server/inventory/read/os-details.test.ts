import { describe, expect, it } from "vitest";
import type { Section } from "../../../lib/core/facts/sections.ts";
import { detailed } from "../../../lib/core/facts/test-support/fixture.ts";
import { known, unknown } from "../../../lib/core/model/fact.ts";
import { joinDetails, type LibvirtDetails } from "./libvirt-details.ts";
import { readOsDetails, withHugePages } from "./os-details.ts";

const ok = (text: string, status = 0): Section => ({ text, status });
const PAGES = detailed("hugepages.hv1.txt");
const MOUNTS = "hugetlbfs /dev/hugepages hugetlbfs rw,relatime,pagesize=2M 0 0";
const plain: Readonly<Record<string, Section>> = {
  meminfo: ok("Hugepagesize:       2048 kB"),
  hugepages: ok(PAGES),
  mounts: ok(MOUNTS),
  cgroup: ok(""),
  cpus: ok(detailed("cpus.hv1.txt")),
  cpuinfo: ok(detailed("cpuinfo.hv1.txt")),
  kvm: ok(""),
  "qemu-conf": ok("", 1),
  ovs: ok(""),
  firewall: ok(detailed("firewall.hv3.txt")),
};
const ports = known([
  { name: "ovsbr0", kind: "ovs" as const, up: true, mtu: 1500, addresses: [] },
  { name: "br0", kind: "bridge" as const, up: true, mtu: 1500, addresses: [] },
]);
const read = (differs: Readonly<Record<string, Section>> = {}, isRoot = true) =>
  readOsDetails(new Map(Object.entries({ ...plain, ...differs })), isRoot, ports);

describe("a host's details", () => {
  it("are read from the sections of the script", () => {
    expect(read()).toEqual({
      hugePages: [
        { sizeKib: 2048, node: null, total: 0, free: 0 },
        { sizeKib: 2048, node: 0, total: 0, free: 0 },
      ],
      defaultHugePageKib: 2048,
      numaNodes: [{ id: 0, cpus: "0-1" }],
      onlineCpus: "0-1",
      hasKvm: true,
      hasNx: true,
      lockManager: "none",
      ovsBridges: null,
      cgroupControllers: [],
      firewall: "nftables",
    });
  });

  it("have no huge pages where none can be used (by hand)", () => {
    expect(read({ mounts: ok("", 1) })).toMatchObject({ hugePages: [], cgroupControllers: [] });
    expect(read({ "qemu-conf": ok('hugetlbfs_mount = ""') }).hugePages).toEqual([]);
  });

  it("are not known where we may not look (by hand)", () => {
    const denied = ok("grep: /etc/libvirt/qemu.conf: Permission denied", 2);
    expect(read({ "qemu-conf": denied, mounts: ok("", 2), kvm: ok("", 1) }, false)).toMatchObject({
      lockManager: null,
      cgroupControllers: null,
      firewall: null,
      hasKvm: false,
    });
    expect(readOsDetails(new Map(), true, unknown("no ip"))).toMatchObject({
      hugePages: [],
      onlineCpus: null,
      hasNx: null,
      firewall: null,
    });
  });

  it("list the bridges of Open vSwitch, by their interfaces where its database is closed to us (by hand)", () => {
    expect(read({ ovs: ok("installed\novsbr0\novsbr1\n") }).ovsBridges).toEqual(["ovsbr0", "ovsbr1"]);
    expect(read({ ovs: ok("installed\n") }).ovsBridges).toEqual([]);
    expect(read({ ovs: ok("installed\n", 1) }).ovsBridges).toEqual(["ovsbr0"]);
  });

  it("are joined with libvirt's, and take new counts of huge pages of the same sizes", () => {
    const libvirt: LibvirtDetails = { securityModels: ["dac"], nwfilters: [], secrets: null };
    const joined = joinDetails(known(read()), known(libvirt));
    expect(joined).toMatchObject({ value: { ...libvirt, onlineCpus: "0-1" } });
    if (!joined.known) throw new Error(joined.reason);
    const counts = withHugePages(joined.value, PAGES.replace(/(node0\S*2048kB\/free_hugepages:)0/, "$17")).hugePages;
    expect(counts.map(({ sizeKib, node, free }) => [sizeKib, node, free])).toEqual([
      [2048, null, 0],
      [2048, 0, 7],
    ]);
    expect(joinDetails(undefined, known(libvirt)).known).toBe(false);
    expect(joinDetails(known(read()), unknown("no virsh"))).toEqual(unknown("no virsh"));
  });
});
