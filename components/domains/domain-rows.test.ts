import { describe, expect, it } from "vitest";
import type { DiskSharing, Domain, HostSnapshot } from "@/lib/contract/index.ts";
import { queuedRecord } from "@/lib/core/migration/test-support/records.ts";
import { known, unknown } from "@/lib/core/model/fact.ts";
import { labDomain, labHost } from "@/lib/core/preflight/test-support/lab.ts";
import { dataDisks, domainRows, rowIdOf, sharingSummary, totalCapacity } from "./domain-rows.ts";

const web01 = labDomain("web01");
const [disk] = dataDisks(web01);

function withDisks(...kinds: readonly DiskSharing[]): Domain {
  return { ...web01, disks: kinds.flatMap((sharing) => (disk ? [{ ...disk, sharing }] : [])) };
}

function hostWith(name: "hv1" | "hv2" | "hv3", ...domains: readonly Domain[]): HostSnapshot {
  const host = labHost(name);
  return { ...host, domains: domains.map((domain) => ({ ...domain, hostId: host.registration.id })) };
}

describe("sharingSummary", () => {
  it.each<[readonly DiskSharing[], string]>([
    [[], "none"],
    [["shared"], "shared"],
    [["local", "local"], "local"],
    [["shared", "local"], "mixed"],
    [["shared", "unknown"], "unknown"],
    [["unknown"], "unknown"],
  ])("disks %j are %s", (kinds, word) => {
    expect(sharingSummary(withDisks(...kinds))).toBe(word);
  });

  it("does not count drives and empty slots", () => {
    const drive = disk && { ...disk, device: "cdrom" as const };
    const empty = disk && { ...disk, source: null };
    expect(sharingSummary({ ...web01, disks: drive && empty ? [drive, empty] : [] })).toBe("none");
  });
});

describe("totalCapacity", () => {
  it("adds up what is known and does not guess the rest", () => {
    const [first, second] = withDisks("shared", "local").disks;
    if (!first || !second) throw new Error("web01 has a disk");
    const disks = [
      { ...first, capacityBytes: known(10) },
      { ...second, capacityBytes: known(5) },
    ];
    expect(totalCapacity({ ...web01, disks })).toBe(15);
    expect(totalCapacity({ ...web01, disks: [...disks, { ...first, capacityBytes: unknown("not read") }] })).toBeNull();
  });
});

describe("domainRows", () => {
  it("has a row for each host on which a VM stands, and says where else it stands", () => {
    const rows = domainRows([hostWith("hv1", web01), hostWith("hv2", web01), hostWith("hv3")], []);
    expect(rows.map((row) => row.alsoOn)).toEqual([["hv2"], ["hv1"]]);
    expect(new Set(rows.map((row) => rowIdOf(row.domain))).size).toBe(2);
  });

  it("shows a migration at its two sides only, and only while it has not ended", () => {
    const hosts = [hostWith("hv1", web01), hostWith("hv2", web01), hostWith("hv3", web01)];
    const [source, destination] = hosts;
    if (!source || !destination) throw new Error("three hosts");
    const record = queuedRecord();
    const request = {
      ...record.request,
      domainUuid: web01.uuid,
      sourceHostId: source.registration.id,
      destinationHostId: destination.registration.id,
    };
    const moving = { ...record, request, state: "running" as const };
    const rows = domainRows(hosts, [moving]);
    expect(rows.map((row) => row.migration !== null)).toEqual([true, true, false]);
    expect(rows.map((row) => row.incoming)).toEqual([false, true, false]);
    // Only the third copy is none of the migration's business.
    expect(rows.map((row) => row.alsoOn.length)).toEqual([0, 0, 2]);
    expect(domainRows(hosts, [{ ...moving, endedAtMs: 5 }]).some((row) => row.migration)).toBe(false);
  });
});
