import { describe, expect, it } from "vitest";
import type { HostSnapshot } from "@/lib/contract/index.ts";
import { labDomain, labHost } from "@/lib/core/preflight/test-support/lab.ts";
import { findHits } from "./search-hits.ts";

const hv1: HostSnapshot = {
  ...labHost("hv1"),
  domains: [labDomain("web01"), { ...labDomain("db02"), name: `x; $(y) "数据库"` }],
};
const hosts = [hv1, labHost("hv2")];
const names = (text: string) => findHits(hosts, text).map((hit) => hit.name);

describe("findHits", () => {
  it("finds nothing for nothing", () => {
    expect(names("   ")).toEqual([]);
  });
  it("finds hosts by name and address, VMs by name, title and UUID", () => {
    expect(names("HV")).toEqual(["hv1", "hv2"]);
    expect(names("10.77.1.12")).toEqual(["hv2"]);
    expect(names("web")).toEqual(["web01"]);
    expect(names(labDomain("web01").uuid)).toEqual(["web01"]);
    expect(names("数据 $(")).toEqual([`x; $(y) "数据库"`]);
  });
  it("leads to the drawer of the very VM on the very host", () => {
    const [hit] = findHits(hosts, "web01");
    expect(hit?.href).toBe(`/domains?vm=${labDomain("web01").uuid}&on=h_hv1`);
  });
  it("stops at twelve", () => {
    const many = { ...hv1, domains: Array.from({ length: 40 }, () => labDomain("web01")) };
    expect(findHits([many], "web")).toHaveLength(12);
  });
});
