import { describe, expect, it } from "vitest";
import type { Domain } from "../model/domain.ts";
import type { HostSnapshot } from "../model/host.ts";
import { domainUuid } from "../model/ids.ts";
import { labDomain, labHost } from "../preflight/test-support/lab.ts";
import { clashCases } from "./clash-cases.ts";

const OTHER = domainUuid("7a6b00ff-0000-4000-8000-000000000001");

/** web01 on hv1, its disk known to be shared, and another VM with the same disk and name on hv2. */
function hosts(mine: Partial<Domain>, other: Partial<Domain>, otherHost: Partial<HostSnapshot> = {}): readonly HostSnapshot[] {
  const [hv1, hv2] = [labHost("hv1"), labHost("hv2")];
  const base = labDomain("web01");
  const web01: Domain = {
    ...base,
    hostId: hv1.registration.id,
    state: "running",
    disks: base.disks.map((disk) => ({ ...disk, sharing: "shared" })),
  };
  const twin: Domain = { ...web01, uuid: OTHER, hostId: hv2.registration.id };
  return [
    { ...hv1, state: "online", domains: [{ ...web01, ...mine }] },
    { ...hv2, state: "online", ...otherHost, domains: [{ ...twin, ...other }] },
  ];
}

const disks = (change: Partial<Domain["disks"][number]>) => ({
  disks: hosts({}, {})[1]?.domains[0]?.disks.map((disk) => ({ ...disk, ...change })) ?? [],
});

describe("two different VMs that are active on two hosts", () => {
  it.each([
    ["write to one disk and bear one name", {}, {}, {}, ["disk-twice", "same-name"]],
    ["write to one disk under two names", {}, { name: "web02" }, {}, ["disk-twice"]],
    ["bear one name only", {}, disks({ source: "/srv/shared/another.qcow2" }), {}, ["same-name"]],
    ["read one disk", {}, { name: "web02", ...disks({ readonly: true }) }, {}, []],
    ["may share one disk, as their definitions say", {}, { name: "web02", ...disks({ shareable: true }) }, {}, []],
    ["have disks at one path, each of its own", {}, { name: "web02", ...disks({ sharing: "local" }) }, {}, []],
    ["of which one is off", {}, { state: "shut-off" }, {}, []],
    ["of which one is paused", { state: "paused" }, { name: "web02" }, {}, ["disk-twice"]],
    ["of which one was seen on a host that is away now", {}, {}, { state: "unreachable" }, []],
    ["are one VM: that is another case", {}, { uuid: labDomain("web01").uuid }, {}, []],
  ] as const)("%s", (_, mine, other, otherHost, kinds) => {
    const found = clashCases(hosts(mine, other, otherHost));
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
    for (const { ways, values } of found) expect([ways, values.host, values.otherHost]).toEqual([[], "hv1", "hv2"]);
  });
});
