import { describe, expect, it } from "vitest";
import { collected } from "../facts/test-support/fixture.ts";
import { diffDomainXml } from "./diff-domain-xml.ts";
import { rewriteDomainXml } from "./rewrite-domain-xml.ts";
import { domainWith, fixture } from "./test-support/fixture.ts";

describe("diffDomainXml", () => {
  it("shows a change with two lines around it and says how much it leaves out", () => {
    const before = collected("dumpxml-migratable.mix03.xml");
    const after = rewriteDomainXml(before, {
      diskPaths: [],
      nicSources: [{ mac: "52:54:00:77:01:03", type: "bridge", source: "br1" }],
      graphicsListen: null,
      name: null,
    });
    expect(diffDomainXml(before, after)).toEqual([
      { kind: "gap", lines: 63 },
      { kind: "same", text: `      <address type="pci" domain="0x0000" bus="0x00" slot="0x01" function="0x3"/>` },
      { kind: "same", text: "    </controller>" },
      { kind: "removed", text: `    <interface type="network">` },
      { kind: "added", text: `    <interface type="bridge">` },
      { kind: "same", text: `      <mac address="52:54:00:77:01:03"/>` },
      { kind: "removed", text: `      <source network="lan"/>` },
      { kind: "added", text: `      <source bridge="br1"/>` },
      { kind: "same", text: `      <model type="virtio"/>` },
      { kind: "same", text: `      <address type="pci" domain="0x0000" bus="0x01" slot="0x00" function="0x0"/>` },
      { kind: "gap", lines: 15 },
    ]);
  });

  it("counts every line once: shown, or in a gap", () => {
    const before = fixture("dumpxml-inactive.crm07.xml");
    const after = before.replace("crm07", "x").replace("</domain>", "<!-- end --></domain>");
    const lines = diffDomainXml(before, after);
    const old = lines.reduce((sum, line) => sum + (line.kind === "gap" ? line.lines : line.kind === "added" ? 0 : 1), 0);
    expect(old).toBe(before.trim().split("\n").length);
    expect(lines.filter((line) => line.kind === "gap")).toHaveLength(1);
  });

  it("sees no change in quoting and white space between elements", () => {
    const one = domainWith(`<disk type='file'><target dev='vda'/></disk>`);
    const other = one.replaceAll("'", '"').replaceAll(/\n\s*/g, "").replace("></disk>", "> </disk>");
    expect(diffDomainXml(one, other)).toEqual([]);
    expect(diffDomainXml(domainWith(""), domainWith("").replace(/<devices>\s*<\/devices>/, "<devices/>"))).toEqual([]);
  });

  it("sees a change within a text of several lines", () => {
    const before = domainWith("", "<description>one\n  two\nthree</description>");
    expect(diffDomainXml(before, before.replace("two", "2")).filter(({ kind }) => kind !== "gap" && kind !== "same")).toEqual([
      { kind: "removed", text: "  two" },
      { kind: "added", text: "  2" },
    ]);
  });

  it("never shows a password or a cookie", () => {
    const before = fixture("dumpxml-migratable.crm07.xml");
    expect(before).toContain("hunter2");
    expect(JSON.stringify(diffDomainXml(before, before.replaceAll("192.0.2.10", "0.0.0.0")))).not.toContain("hunter2");
    const cookie = domainWith(
      "<disk type='network'><source protocol='https'><cookies><cookie name='s'>sesame</cookie></cookies></source><target dev='sda'/></disk>",
    );
    expect(JSON.stringify(diffDomainXml(cookie, cookie.replace("https", "http")))).not.toContain("sesame");
  });

  it("stays quick and true when nothing fits", () => {
    const many = (word: string) => domainWith("", Array.from({ length: 19_000 }, (_, i) => `<${word}${i}/>`).join(""));
    const started = performance.now();
    const lines = diffDomainXml(many("a"), many("b"));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(lines.filter(({ kind }) => kind === "removed")).toHaveLength(19_005);
    expect(lines.filter(({ kind }) => kind === "added")).toHaveLength(19_005);
  });

  it("refuses what is no domain", () => {
    expect(() => diffDomainXml("<domain/>", "<network/>")).toThrow(RangeError);
  });
});
