import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { labExec } from "../../../lab/client.ts";
import type { CloneIdentity, DiffLine, DomainRewrite } from "../model/domain-xml.ts";
import { cloneDomainXml } from "./clone-domain-xml.ts";
import { diffDomainXml } from "./diff-domain-xml.ts";
import { equivalentDeviceXml } from "./equivalent-device.ts";
import { listMovableDevices } from "./movable-devices.ts";
import { replaceDevices } from "./replace-devices.ts";
import { rewriteDomainXml } from "./rewrite-domain-xml.ts";
import { fixture } from "./test-support/fixture.ts";

/** No guest lives there. */
const HOST = "hv3";
const CRM = "7a6b0001-0000-4000-8000-0000000000a7";
const CLONE = randomUUID();
const GPU = "7a6b0001-0000-4000-8000-0000000000a8";

const virsh = (...args: readonly string[]) => labExec(HOST, ["virsh", "-q", ...args]);

afterEach(async () => {
  for (const uuid of [CRM, CLONE, GPU]) await virsh("undefine", "--nvram", uuid);
});

/** What libvirt itself makes of a definition that passes its schema: what it keeps otherwise than it was written. */
async function understoodOtherwise(xml: string, uuid: string): Promise<readonly DiffLine[]> {
  const defined = await labExec(HOST, ["sh", "-c", "cat | virsh -q define --validate /dev/stdin"], { input: xml });
  expect(`${defined.stdout}${defined.stderr}`).not.toMatch(/error/);
  const kept = await virsh("dumpxml", "--inactive", "--security-info", uuid);
  return diffDomainXml(xml, kept.stdout).filter(({ kind }) => kind === "added" || kind === "removed");
}

describe("libvirt takes and keeps what we write", () => {
  const rewrite: DomainRewrite = {
    diskPaths: [
      { target: "vda", path: "/srv/a & 'b'/vda.qcow2" },
      { target: "vdb", path: "/srv/vdb.raw" },
      { target: "vdc", path: "/dev/vg1/log" },
      { target: "vdd", path: "/srv/vdd.raw" },
      { target: "sda", path: "/srv/x.iso" },
      { target: "sdc", path: "/dev/mapper/l2" },
    ],
    nicSources: [
      { mac: "52:54:00:aa:07:01", type: "direct", source: "eno2" },
      { mac: "52:54:00:aa:07:02", type: "bridge", source: "br1" },
      { mac: "52:54:00:AA:07:03", type: "bridge", source: "br2" },
      { mac: "52:54:00:aa:07:04", type: "network", source: "dmz" },
    ],
    graphicsListen: "0.0.0.0",
    name: "<odd> & 'name'",
  };

  it.each(["dumpxml-inactive.crm07.xml", "dumpxml-migratable.crm07.xml"])("%s, rewritten", async (name) => {
    const left = await understoodOtherwise(rewriteDomainXml(fixture(name), rewrite), CRM);
    // The migratable form leaves out what libvirt adds by itself: a keyboard, an audio backend, a socket's <listen>.
    expect(left.map((line) => ("text" in line ? line.text.trim() : ""))).toEqual(
      name.includes("inactive")
        ? []
        : [
            `<input type="keyboard" bus="ps2"/>`,
            `<graphics type="vnc" socket="/run/crm07-vnc.sock"/>`,
            `<graphics type="vnc" socket="/run/crm07-vnc.sock">`,
            `<listen type="socket" socket="/run/crm07-vnc.sock"/>`,
            "</graphics>",
            `<audio id="1" type="none"/>`,
          ],
    );
  });

  it("a clone, for which libvirt makes generation id and switch port", async () => {
    const identity: CloneIdentity = {
      name: "crm07-copy",
      uuid: CLONE,
      macs: new Map([["52:54:00:aa:07:01", "52:54:00:bb:07:01"]]),
      diskPaths: rewrite.diskPaths,
      nvramPath: "/var/lib/libvirt/qemu/nvram/crm07-copy_VARS.fd",
    };
    const left = await understoodOtherwise(cloneDomainXml(fixture("dumpxml-inactive.crm07.xml"), identity), CLONE);
    expect(left).toEqual([
      { kind: "removed", text: "  <genid/>" },
      { kind: "added", text: expect.stringMatching(/<genid>[0-9a-f-]{36}<\/genid>/) },
      { kind: "removed", text: "        <parameters/>" },
      { kind: "added", text: expect.stringMatching(/<parameters interfaceid="[0-9a-f-]{36}"\/>/) },
    ]);
  });

  it("every kind of device in the place of another", async () => {
    const gpu = fixture("dumpxml-inactive.gpu08.xml");
    const addresses = [
      "0000:02:00.0",
      "046d:c52b",
      "2.11",
      "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001",
      "0000:3b:02.1",
      "vf-pool-b",
      "eno1",
      "br1",
      "0000:3b:02.2",
    ];
    const found = listMovableDevices(gpu);
    expect(found).toHaveLength(addresses.length);
    const swapped = found.map(({ key, xml }, index) => {
      return [key, equivalentDeviceXml(xml, { hostAddress: addresses[index] ?? null }, true)] as const;
    });
    const left = await understoodOtherwise(replaceDevices(gpu, new Map(swapped)), GPU);
    // The guest's USB ports, which are never kept.
    expect(left).toEqual([
      { kind: "added", text: `      <address type="usb" bus="0" port="1"/>` },
      { kind: "added", text: `      <address type="usb" bus="0" port="2"/>` },
    ]);
  });
});
