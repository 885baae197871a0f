import { describe, expect, it } from "vitest";
import { parseDomainXml } from "./domain-xml.ts";
import { pendingParts } from "./pending-changes.ts";
import { detailed, fixture } from "./test-support/fixture.ts";

function parts(running: string, stored: string): readonly string[] {
  const [now, then] = [parseDomainXml(running), parseDomainXml(stored)];
  if (!now.known || !then.known) throw new Error("unreadable");
  return pendingParts(now.value, then.value);
}

const web01 = detailed("dumpxml-inactive.web01.xml");
const running = detailed("dumpxml-migratable.web01.xml");

describe("changes that wait for the next start", () => {
  it.each(["web01", "mix03"])("are none where nothing was edited: %s", (guest) => {
    expect(parts(detailed(`dumpxml-migratable.${guest}.xml`), detailed(`dumpxml-inactive.${guest}.xml`))).toEqual([]);
  });

  it("are found after real edits with --config", () => {
    expect(parts(running, detailed("dumpxml-inactive-edited.web01.xml"))).toEqual(["vcpu", "memory", "interface"]);
  });

  it.each([
    ["another CPU model", web01.replace(/(<model [^>]*>)qemu64</, "$1Nehalem<"), ["cpu"]],
    ["one CPU feature more", web01.replace("</cpu>", "<feature policy='disable' name='nx'/></cpu>"), ["cpu"]],
    ["host-model instead", web01.replace(/<cpu .*<\/cpu>/s, "<cpu mode='host-model' check='partial'/>"), []],
    ["host-passthrough instead", web01.replace(/<cpu .*<\/cpu>/s, "<cpu mode='host-passthrough'/>"), ["cpu"]],
    ["another machine", web01.replace("pc-q35-7.2", "pc-q35-7.1"), ["os"]],
    ["another image", web01.replace("web01-vda.qcow2", "other.qcow2"), ["disk"]],
    ["another bridge", web01.replace("bridge='br0'", "bridge='br9'"), ["interface"]],
    ["less memory now, by the balloon", web01.replace(/(<currentMemory unit='KiB'>)\d+/, "$165536"), []],
  ])("by hand from a captured definition: %s", (_, stored, expected) => {
    expect(stored).not.toBe(web01);
    expect(parts(running, stored)).toEqual(expected);
  });

  it("are not seen in what libvirt fills in while a guest runs", () => {
    for (const guest of ["busy04", "db02", "odd06", "web01"]) {
      expect(
        parts(fixture(`dumpxml-live.${guest}.xml`), fixture(`dumpxml-inactive.${guest}.xml`)).filter((part) => part !== "cpu"),
      ).toEqual([]);
    }
  });
});
