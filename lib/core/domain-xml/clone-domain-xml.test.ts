import { describe, expect, it } from "vitest";
import { collected } from "../facts/test-support/fixture.ts";
import type { CloneIdentity } from "../model/domain-xml.ts";
import { cloneDomainXml } from "./clone-domain-xml.ts";
import { diffDomainXml } from "./diff-domain-xml.ts";
import { domainWith, elementWith, fixture } from "./test-support/fixture.ts";

const same: CloneIdentity = { name: null, uuid: null, macs: new Map(), diskPaths: [], nvramPath: null };
const crm = fixture("dumpxml-inactive.crm07.xml");
const NEW = "11111111-2222-4333-8444-555555555555";
const clone = (xml: string, identity: Partial<CloneIdentity>) => cloneDomainXml(xml, { ...same, ...identity });

describe("cloneDomainXml", () => {
  it("changes nothing for a domain that keeps its identity", () => {
    expect(diffDomainXml(crm, clone(crm, {}))).toEqual([]);
    const off = collected("dumpxml-migratable.off05.xml");
    expect(diffDomainXml(off, clone(off, {}))).toEqual([]);
  });

  it("gives a clone an identity of its own, in each place that names it", () => {
    const after = clone(crm, {
      name: "crm07-copy",
      uuid: NEW,
      macs: new Map([["52:54:00:aa:07:01", "52:54:00:bb:07:01"]]),
      diskPaths: [{ target: "vda", path: "/srv/copy/vda.qcow2" }],
      nvramPath: "/var/lib/libvirt/qemu/nvram/crm07-copy_VARS.fd",
    });
    const changes = diffDomainXml(crm, after).flatMap((line) => (line.kind === "added" ? [line.text.trim()] : []));
    expect(changes).toEqual([
      "<name>crm07-copy</name>",
      `<uuid>${NEW}</uuid>`,
      "<genid/>",
      `<entry name="uuid">${NEW}</entry>`,
      `<nvram template="/usr/share/OVMF/OVMF_VARS_4M.fd">/var/lib/libvirt/qemu/nvram/crm07-copy_VARS.fd</nvram>`,
      `<source file="/srv/copy/vda.qcow2" startupPolicy="optional">`,
      `<mac address="52:54:00:bb:07:01"/>`,
      "<parameters/>",
    ]);
    expect(after).toContain("<libosinfo:os id=");
  });

  it("keeps the generation id and the switch port of a domain that only moves", () => {
    const moved = clone(crm, {
      uuid: "7a6b0001-0000-4000-8000-0000000000a7",
      macs: new Map([["52:54:00:aa:07:01", "52:54:00:aa:07:01"]]),
    });
    expect(diffDomainXml(crm, moved)).toEqual([]);
  });

  it("leaves the VEPA instance to libvirt, and what an administrator must give alone", () => {
    const vepa = elementWith(
      clone(crm, { macs: new Map([["52:54:00:aa:07:02", "52:54:00:bb:07:02"]]) }),
      "interface",
      "bb:07:02",
    );
    expect(vepa).toContain(`<parameters managerid="11" typeid="1193047" typeidversion="2"/>`);
  });

  it("changes both parts of a failover pair, which must share a MAC", () => {
    const after = clone(fixture("dumpxml-inactive.gpu08.xml"), { macs: new Map([["52:54:00:aa:08:04", "52:54:00:bb:08:04"]]) });
    expect(after.match(/52:54:00:bb:08:04/g)).toHaveLength(2);
    expect(after).not.toContain("52:54:00:aa:08:04");
  });

  it("swaps two MACs", () => {
    const after = clone(crm, {
      macs: new Map([
        ["52:54:00:aa:07:01", "52:54:00:aa:07:02"],
        ["52:54:00:aa:07:02", "52:54:00:aa:07:01"],
      ]),
    });
    expect(elementWith(after, "interface", "07:02")).toContain(`bridge="ovsbr0"`);
    expect(elementWith(after, "interface", "07:01")).toContain(`dev="eno1"`);
  });

  it.each([
    ["<nvram template='/t'>/a.fd</nvram>", `<nvram template="/t">/new.fd</nvram>`],
    ["<nvram type='file'><source file='/a.fd'/></nvram>", `<source file="/new.fd"/>`],
    ["<nvram type='block'><source dev='/dev/a'/></nvram>", `<source dev="/new.fd"/>`],
    ["<varstore template='/t.json' path='/a.json'/>", `path="/new.fd"`],
  ])("sets the path of %s", (nvram, expected) => {
    expect(clone(domainWith("", `<os>${nvram}</os>`), { nvramPath: "/new.fd" })).toContain(expected);
  });

  it.each<[string, Partial<CloneIdentity>, RegExp]>([
    ["a UUID in capitals", { uuid: NEW.replace("1", "A") }, /not a domain UUID/],
    ["a MAC that is not there", { macs: new Map([["52:54:00:00:00:99", "52:54:00:00:00:98"]]) }, /MAC "52:54:00:00:00:99"/],
    ["a group's MAC", { macs: new Map([["52:54:00:aa:07:01", "53:54:00:aa:07:01"]]) }, /not the MAC of one interface/],
    ["no MAC", { macs: new Map([["52:54:00:aa:07:01", "x"]]) }, /not the MAC/],
    ["a disk that is not there", { diskPaths: [{ target: "vdz", path: "/x" }] }, /no disk "vdz"/],
    ["a relative NVRAM", { nvramPath: "x.fd" }, /path for the NVRAM/],
  ])("refuses %s", (_, identity, message) => {
    expect(() => clone(crm, identity)).toThrow(RangeError);
    expect(() => clone(crm, identity)).toThrow(message);
  });

  it("refuses an NVRAM path where there is none, or one on the network", () => {
    expect(() => clone(domainWith(""), { nvramPath: "/x" })).toThrow(/no <nvram>/);
    const remote = domainWith("", "<os><nvram type='network'><source protocol='nbd'/></nvram></os>");
    expect(() => clone(remote, { nvramPath: "/x" })).toThrow(/neither a file nor a device/);
  });

  it("gives a definition without a UUID one", () => {
    expect(clone("<domain><name>x</name></domain>", { uuid: NEW })).toContain(`<uuid>${NEW}</uuid>`);
  });
});
