import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LabStatus, labExec, labStatus } from "../../lab/client.ts";
import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { hostId } from "../../lib/core/model/ids.ts";
import { type RunningInventory, startInventory } from "./test-support/start-inventory.ts";

let lab: LabStatus;
let run: RunningInventory;
const snapshots: Record<string, HostSnapshot> = {};

/** What virsh itself says on the host, past SSH. */
async function virsh(host: string, ...args: string[]): Promise<string> {
  const result = await labExec(host, ["env", "LC_ALL=C", "virsh", "-q", "-c", "qemu:///system", ...args]);
  return result.stdout.trim();
}

function facts(host: string) {
  const found = snapshots[host]?.facts;
  if (!found) throw new Error(`no facts of ${host}`);
  return found;
}

beforeAll(async () => {
  lab = await labStatus();
  run = await startInventory(lab);
  for (const name of ["hv1", "hv2", "hv3"]) snapshots[name] = await run.add(name);
});
afterAll(() => run.stop());

describe("what is read from real hosts", () => {
  it("knows each host's own name, uuid, versions and state", async () => {
    for (const host of lab.hosts) {
      const snapshot = snapshots[host.name];
      expect(snapshot).toMatchObject({
        state: "online",
        problem: null,
        registration: { name: host.name, address: host.address },
      });
      expect(facts(host.name).uuid).toEqual({ known: true, value: host.uuid });
      expect(facts(host.name).hostname).toBe(await virsh(host.name, "hostname"));
      expect(facts(host.name).clockOffsetMs).toMatchObject({ known: true });
      const version = await virsh(host.name, "version", "--daemon");
      const { libvirtVersion, qemuVersion } = facts(host.name);
      if (!libvirtVersion.known || !qemuVersion.known) throw new Error("versions unknown");
      expect(version).toContain(`Running against daemon: ${libvirtVersion.value}`);
      expect(version).toContain(`Running hypervisor: QEMU ${qemuVersion.value}`);
    }
  });

  it("has every VM of every host, in libvirt's own state, memory and vCPUs", async () => {
    for (const host of lab.hosts) {
      const snapshot = await run.inventory.refresh(snapshots[host.name]?.registration.id ?? hostId("none"));
      const uuids = (await virsh(host.name, "list", "--all", "--uuid")).split("\n").filter(Boolean).sort();
      expect(snapshot.domains.map((domain) => domain.uuid).sort()).toEqual(uuids);
      for (const domain of snapshot.domains) {
        const words = domain.state === "shut-off" ? "shut off" : domain.state;
        expect(await virsh(host.name, "domstate", "--reason", domain.uuid)).toBe(`${words} (${domain.stateReason})`);
        expect(await virsh(host.name, "domname", domain.uuid)).toBe(domain.name.trim());
        const info = await virsh(host.name, "dominfo", domain.uuid);
        expect(info).toContain(`Max memory:     ${domain.maxMemoryBytes / 1024} KiB`);
        expect(info).toContain(`CPU(s):         ${domain.vcpus}`);
        expect(info).toContain(`Persistent:     ${domain.persistent ? "yes" : "no"}`);
      }
    }
  });

  it("describes disks with source, format, capacity and where they are", async () => {
    const mix03 = snapshots.hv1?.domains.find((domain) => domain.name === "mix03");
    const info = await virsh("hv1", "domblkinfo", mix03?.uuid ?? "", "vda");
    expect(mix03?.disks).toMatchObject([
      {
        target: "vda",
        source: "/srv/shared/mix03-vda.qcow2",
        format: "qcow2",
        sharing: "unknown",
        sharingReason: [{ key: "domains.sharingReason.bindMount", values: { kind: "ext4" } }],
      },
      {
        target: "vdb",
        source: "/var/lib/libvirt/images/mix03-vdb.qcow2",
        sharing: "local",
        sharingReason: [{ key: "domains.sharingReason.kind", values: { kind: "ext4" } }],
      },
    ]);
    const capacity = mix03?.disks[0]?.capacityBytes;
    expect(capacity?.known && info).toContain(`Capacity:       ${capacity?.known ? capacity.value : ""}`);
  });

  it("keeps a name and a title that hurt as data", () => {
    const odd = snapshots.hv2?.domains.find((domain) => domain.uuid === lab.guests.find((guest) => guest.key === "odd06")?.uuid);
    expect(odd).toMatchObject({ name: `x; $(touch pwn) "数据库" 'q'`, title: `<script>alert('title')</script> & "co"` });
  });

  it("sees what hv3 lacks", () => {
    const bridges = (host: string) => {
      const { interfaces } = facts(host);
      return interfaces.known ? interfaces.value.filter((entry) => entry.kind === "bridge").map((entry) => entry.name) : [];
    };
    expect(bridges("hv1")).toContain("br0");
    expect(bridges("hv3")).not.toContain("br0");
    expect(facts("hv1").tlsReady).toEqual({ known: true, value: true });
    expect(facts("hv3").tlsReady).toEqual({ known: true, value: false });
    const pools = (host: string) => {
      const found = facts(host).pools;
      return found.known ? found.value.map((pool) => pool.name) : [];
    };
    expect(pools("hv1")).toEqual(["default", "shared"]);
    expect(pools("hv3")).toEqual(["default"]);
    expect(facts("hv1").networks).toMatchObject({
      value: expect.arrayContaining([
        expect.objectContaining({ name: "lan", active: true, forwardMode: "bridge", bridge: "br0" }),
      ]),
    });
    expect(facts("hv1").migrationPorts).toEqual({ min: 49152, max: 49215, source: "default" });
    expect(facts("hv1").migrateOptions).toMatchObject({ value: expect.arrayContaining(["--p2p", "--auto-converge"]) });
  });

  it("knows what each host has beside the usual, in its own words", async () => {
    const shell = async (host: string, line: string) => (await labExec(host, ["sh", "-c", line])).stdout.trim();
    for (const { name } of lab.hosts) {
      const { details } = facts(name);
      if (!details?.known) throw new Error(`no details of ${name}`);
      const filters = (await virsh(name, "nwfilter-list")).split("\n").map((line) => line.trim().split(/\s+/)[1]);
      expect(details.value).toMatchObject({
        nwfilters: filters,
        secrets: [],
        ovsBridges: null,
        lockManager: "none",
        hugePages: [],
      });
      expect(details.value.onlineCpus).toBe(await shell(name, "cat /sys/devices/system/cpu/online"));
      expect(details.value.numaNodes.map(({ id }) => id)).toEqual([0]);
      expect(details.value.hasNx).toBe((await shell(name, "grep -cw nx /proc/cpuinfo")) !== "0");
      expect(await virsh(name, "capabilities")).toContain(`<model>${details.value.securityModels[0]}</model>`);
      // The lab keeps libvirt's TCP port (hv1, hv2) or the migration ports (hv3) by rules of nftables.
      expect(details.value.firewall).toBe("nftables");
      expect(details.value.cgroupControllers).toEqual([]);
    }
  });

  it("knows what each VM needs, and what an edit of its stored definition will change", async () => {
    const all = ["hv1", "hv2", "hv3"].flatMap((name) => snapshots[name]?.domains ?? []);
    expect(all.filter(({ needs }) => needs?.hasPendingChanges !== false).map(({ name }) => name)).toEqual([]);
    expect(all.filter(({ state, residentBytes }) => (state === "running") !== (residentBytes ?? 0) > 0)).toEqual([]);
    const web01 = snapshots.hv1?.domains.find(({ name }) => name === "web01");
    if (!web01) throw new Error("no web01");
    const pending = async () =>
      (await run.inventory.refresh(web01.hostId, web01.uuid)).domains.find(({ uuid }) => uuid === web01.uuid)?.needs
        ?.pendingParts;
    await virsh("hv1", "setvcpus", web01.uuid, "2", "--maximum", "--config");
    try {
      // libvirt has no event for it: a fresh preflight reads the VM like this.
      expect(await pending()).toEqual(["vcpu"]);
    } finally {
      await virsh("hv1", "setvcpus", web01.uuid, "1", "--maximum", "--config");
    }
    expect(await pending()).toEqual([]);
  });

  it("shows a proof of shared storage on both hosts, and keeps it over a refresh", async () => {
    const [one, two] = [snapshots.hv1?.registration.id, snapshots.hv2?.registration.id];
    if (!one || !two) throw new Error("no hosts");
    run.inventory.noteSharing(one, "/srv/shared", two, true, "nonce");
    const provenWith = (hosts: string) => [{ key: "domains.sharingReason.provenWith", values: { hosts } }];
    const sharing = (id: typeof one, name: string) =>
      run.inventory
        .snapshot(id)
        ?.domains.find((domain) => domain.name === name)
        ?.disks.map((disk) => [disk.sharing, disk.sharingReason]);
    expect(sharing(one, "mix03")).toEqual([
      ["shared", provenWith("hv2")],
      ["local", [{ key: "domains.sharingReason.kind", values: { kind: "ext4" } }]],
    ]);
    expect(sharing(two, "off05")).toEqual([["shared", provenWith("hv1")]]);
    await run.inventory.refresh(one);
    expect(sharing(one, "mix03")?.[0]).toEqual(["shared", provenWith("hv2")]);
  });

  it("works for a user in the libvirt group who is not root", async () => {
    const { memory } = run;
    const registered = snapshots.hv1;
    if (!registered) throw new Error("no hv1");
    await run.inventory.remove(registered.registration.id);
    const ferry = await run.add("hv1", "ferry");
    expect(ferry).toMatchObject({
      state: "online",
      problem: null,
      facts: { login: { user: "ferry", groups: ["ferry", "libvirt"] } },
    });
    expect(ferry.facts?.uuid).toEqual(registered.facts?.uuid);
    expect(ferry.domains.map((domain) => domain.uuid)).toEqual(registered.domains.map((domain) => domain.uuid));
    // Of qemu.conf and the keys of TLS it can only see what it may see, and says so.
    expect(ferry.facts?.migrationPorts.source).toBe("default");
    expect(ferry.facts?.details).toMatchObject({ value: { firewall: null, hasNx: true, securityModels: ["dac"] } });
    expect(memory.hosts.size).toBe(3);
  });
});
