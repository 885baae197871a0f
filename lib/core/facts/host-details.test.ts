import { describe, expect, it } from "vitest";
import { parseCapabilities } from "./capabilities.ts";
import { parseCgroupControllers } from "./cgroup-controllers.ts";
import { parseFirewall } from "./firewall.ts";
import { parseHostCpus, parseNx } from "./host-cpus.ts";
import { mountedPageSizes, parseDefaultHugePage, parseHugePages } from "./host-huge-pages.ts";
import { allowsHugePages, parseLockManager } from "./qemu-conf.ts";
import { detailed, fixture } from "./test-support/fixture.ts";
import { parseNwfilterList, parseSecretList } from "./virsh-lists.ts";

describe("huge pages", () => {
  it("are counted by size, for the host and each node", () => {
    const pools = parseHugePages(detailed("hugepages.hv1.txt"));
    expect(pools).toHaveLength(4);
    expect(pools).toContainEqual({ sizeKib: 2048, node: 0, total: 0, free: 0 });
    expect(pools).toContainEqual({ sizeKib: 1_048_576, node: null, total: 0, free: 0 });
  });

  it("are counted where there are some (figures by hand)", () => {
    const text = detailed("hugepages.hv1.txt")
      .replaceAll(/(2048kB\/nr_hugepages:)0/g, "$1512")
      .replaceAll(/(2048kB\/free_hugepages:)0/g, "$1500");
    expect(parseHugePages(text)).toContainEqual({ sizeKib: 2048, node: 0, total: 512, free: 500 });
    expect(parseHugePages(text.replace(/^.*node0.*2048kB\/free.*$/m, ""))).not.toContainEqual(
      expect.objectContaining({ node: 0, sizeKib: 2048 }),
    );
  });

  it("can be used where a hugetlbfs is mounted (by hand)", () => {
    const mounts =
      "hugetlbfs /dev/hugepages hugetlbfs rw,nosuid,nodev,relatime,pagesize=2M 0 0\nnone /dev/huge1G hugetlbfs rw,pagesize=1024M 0 0\n";
    expect([...mountedPageSizes(mounts)]).toEqual([2048, 1_048_576]);
    expect(mountedPageSizes("").size).toBe(0);
    expect(allowsHugePages('hugetlbfs_mount = ""\n')).toBe(false);
    expect(allowsHugePages('#hugetlbfs_mount = ""\nhugetlbfs_mount = "/dev/hugepages"\n')).toBe(true);
  });

  it("have a default size", () => {
    expect(parseDefaultHugePage(fixture("meminfo.hv1.txt"))).toBe(2048);
    expect(parseDefaultHugePage("MemTotal: 1 kB\n")).toBeNull();
  });
});

describe("CPUs and NUMA nodes", () => {
  it("are read", () => {
    expect(parseHostCpus(detailed("cpus.hv1.txt"))).toEqual({ numaNodes: [{ id: 0, cpus: "0-1" }], onlineCpus: "0-1" });
    expect(parseNx(detailed("cpuinfo.hv1.txt"))).toBe(true);
  });

  it("of hosts that the lab lacks (by hand)", () => {
    const node = (id: number, cpus: string) => `/sys/devices/system/node/node${id}/cpulist:${cpus}\n`;
    const online = "/sys/devices/system/cpu/online:0-7,9\n";
    const nodes = [
      { id: 0, cpus: "0-3" },
      { id: 1, cpus: "4-7,9" },
      { id: 10, cpus: "" },
    ];
    expect(parseHostCpus(node(0, "0-3") + node(10, "") + node(1, "4-7,9") + online)).toEqual({
      numaNodes: nodes,
      onlineCpus: "0-7,9",
    });
    expect(parseHostCpus(online).numaNodes).toEqual([{ id: 0, cpus: "0-7,9" }]);
    expect(parseHostCpus("")).toEqual({ numaNodes: [], onlineCpus: null });
    expect(parseNx("flags : fpu vme nxx\n")).toBe(false);
    expect(parseNx("Features : fp asimd\n")).toBeNull();
  });
});

describe("cgroup controllers (by hand)", () => {
  it.each([
    [
      "v2",
      "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n",
      "cpuset cpu io memory hugetlb pids\n",
      ["cpu", "cpuset", "hugetlb", "io", "memory", "pids"],
    ],
    [
      "v1",
      "cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,nosuid,cpu,cpuacct 0 0\ncgroup /c cgroup rw,cpuset 0 0\n",
      "",
      ["cpu", "cpuacct", "cpuset"],
    ],
    ["a host that mounts none", "", "", []],
    ["not readable", null, "", null],
  ] as const)("%s", (_, mounts, unified, expected) => {
    expect(parseCgroupControllers(mounts, unified)).toEqual(expected);
  });
});

describe("what keeps the packets", () => {
  const nft = (...chains: string[]) => `nft\ntable ip filter {\n${chains.join("\n")}\n}\n`;
  const input = (...rules: string[]) =>
    [
      "\tchain INPUT {",
      "\t\ttype filter hook input priority filter; policy accept;",
      ...rules.map((rule) => `\t\t${rule}`),
      "\t}",
    ].join("\n");
  it.each([
    ["rules of hv1", detailed("firewall.hv1.txt"), "nftables"],
    ["rules of hv3", detailed("firewall.hv3.txt"), "nftables"],
    ["no rules (by hand)", "nft\n", "none"],
    ["the firewall services (by hand)", "firewalld\n", "firewalld"],
    ["", "ufw\n", "ufw"],
    ["firewalld's own table (by hand)", "nft\ntable inet firewalld {\n}\n", "firewalld"],
    ["nothing installed (by hand)", "nothing\n", "none"],
    ["legacy iptables (by hand)", "iptables\n", null],
    [
      "libvirt's and docker's own chains (by hand)",
      nft(input("counter packets 5 bytes 340 jump LIBVIRT_INP"), "\tchain LIBVIRT_INP {\n\t\tudp dport 53 accept\n\t}"),
      "none",
    ],
    [
      "a jump to a chain that drops (by hand)",
      nft(input("tcp dport 22 jump OTHER"), "\tchain OTHER {\n\t\tdrop\n\t}"),
      "nftables",
    ],
    [
      "a verdict map (by hand)",
      nft(input("tcp dport vmap { 22 : accept, 23 : goto OTHER }"), "\tchain OTHER {\n\t\treject\n\t}"),
      "nftables",
    ],
    ["a policy (by hand)", nft(input().replace("policy accept", "policy drop")), "nftables"],
    ["a word in a comment (by hand)", nft(input('accept comment "no drop"')), "none"],
    [
      "what forwards only (by hand)",
      nft(input().replace("hook input", "hook forward").replace("policy accept", "policy drop")),
      "none",
    ],
  ])("%s", (_, text, expected) => {
    expect(parseFirewall(text, true)).toBe(expected);
  });

  it("is not known to those who may not look", () => {
    expect(parseFirewall("nft\n", false)).toBeNull();
    expect(parseFirewall("", true)).toBeNull();
  });
});

describe("what libvirt has", () => {
  it("lists filters, secrets and security models", () => {
    expect(parseNwfilterList(detailed("nwfilter-list.hv1.txt"))).toEqual(
      expect.arrayContaining(["clean-traffic", "no-mac-spoofing"]),
    );
    expect(parseSecretList(detailed("secret-list.hv1.txt"))).toEqual([
      "0b3c5d5e-9c3f-4f5a-8c2e-6a1d2f3b4c5d",
      "/srv/shared/luks.qcow2",
      "1c4d6e6f-9c3f-4f5a-8c2e-6a1d2f3b4c5e",
      "client.libvirt secret",
      "2d5e7f70-9c3f-4f5a-8c2e-6a1d2f3b4c5f",
    ]);
    expect(parseSecretList("")).toEqual([]);
    expect(parseCapabilities(fixture("capabilities.hv1.xml"))).toMatchObject({ value: { securityModels: ["dac"] } });
  });

  it("reads the lock manager of qemu.conf (by hand)", () => {
    expect(parseLockManager('lock_manager = "lockd"\n')).toBe("lockd");
    expect(parseLockManager('#lock_manager = "lockd"\n')).toBe("none");
  });
});
