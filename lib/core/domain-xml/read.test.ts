import { describe, expect, it } from "vitest";
import { collected, fixture as lab } from "../facts/test-support/fixture.ts";
import { domainUuid } from "../model/ids.ts";
import { readBootFiles, tpmStateFolder } from "./read-boot-files.ts";
import { readDiskSources } from "./read-disk-sources.ts";
import { domainWith, fixture } from "./test-support/fixture.ts";

describe("readBootFiles", () => {
  it("reads firmware, NVRAM and TPM", () => {
    expect(readBootFiles(fixture("dumpxml-inactive.crm07.xml"))).toEqual({
      nvram: "/var/lib/libvirt/qemu/nvram/crm07_VARS.fd",
      nvramTemplate: "/usr/share/OVMF/OVMF_VARS_4M.fd",
      loader: "/usr/share/OVMF/OVMF_CODE_4M.fd",
      tpm: { backend: "emulator", version: "2.0", statePath: null },
      kernelFiles: [],
    });
  });

  it("reads a kernel given directly", () => {
    expect(readBootFiles(lab("dumpxml-inactive.off05.xml"))).toEqual({
      nvram: null,
      nvramTemplate: null,
      loader: null,
      tpm: null,
      kernelFiles: ["/var/lib/libvirt/boot/vmlinuz", "/var/lib/libvirt/boot/initrd"],
    });
  });

  it.each([
    ["<nvram type='file'><source file='/n.fd'/></nvram>", { nvram: "/n.fd", nvramTemplate: null }],
    ["<nvram type='block' template='/t.fd'><source dev='/dev/vg/n'/></nvram>", { nvram: "/dev/vg/n", nvramTemplate: "/t.fd" }],
    ["<nvram type='network'><source protocol='nbd' name='n'/></nvram>", { nvram: null }],
    ["<varstore template='/t.json' path='/v.json'/>", { nvram: "/v.json", nvramTemplate: "/t.json" }],
    ["<loader readonly='yes' type='pflash'>\n /l.fd \n</loader><nvram/>", { loader: "/l.fd", nvram: null }],
    [
      "<kernel>/k</kernel><dtb>/d</dtb><shim>/s</shim><acpi><table type='slic'>/a</table></acpi>",
      { kernelFiles: ["/k", "/d", "/s", "/a"] },
    ],
  ])("reads %s", (os, expected) => {
    expect(readBootFiles(domainWith("", `<os>${os}</os>`))).toMatchObject(expected);
  });

  it.each([
    ["<backend type='emulator'/>", { backend: "emulator", version: null, statePath: null }],
    [
      "<backend type='emulator' version='2.0'><source type='dir' path='/t'/></backend>",
      { backend: "emulator", version: "2.0", statePath: "/t" },
    ],
    [
      "<backend type='passthrough'><device path='/dev/tpm0'/></backend>",
      { backend: "passthrough", version: null, statePath: null },
    ],
    [
      "<backend type='external'><source type='unix' path='/s.sock'/></backend>",
      { backend: "external", version: null, statePath: null },
    ],
  ])("reads a TPM with %s", (backend, expected) => {
    const proxy = "<tpm model='spapr-tpm-proxy'><backend type='passthrough'><device path='/dev/tpmrm0'/></backend></tpm>";
    expect(readBootFiles(domainWith(`${proxy}<tpm model='tpm-crb'>${backend}</tpm>`)).tpm).toEqual(expected);
  });

  it("knows where libvirt keeps an emulated TPM", () => {
    expect(tpmStateFolder(domainUuid("7a6b0001-0000-4000-8000-0000000000a7"))).toBe(
      "/var/lib/libvirt/swtpm/7a6b0001-0000-4000-8000-0000000000a7",
    );
  });
});

describe("readDiskSources", () => {
  it("reads disks of every kind", () => {
    const rest = { readonly: false, shareable: false, dataFile: null, backing: [] };
    expect(readDiskSources(fixture("dumpxml-inactive.crm07.xml"))).toEqual([
      {
        ...rest,
        target: "vda",
        type: "file",
        device: "disk",
        path: "/var/lib/libvirt/images/crm07-vda.qcow2",
        format: "qcow2",
        backing: [
          { path: "/var/lib/libvirt/images/debian12-base.qcow2", format: "qcow2" },
          { path: "/srv/shared/root.img", format: "raw" },
        ],
      },
      { ...rest, target: "vdb", type: "block", device: "disk", path: "/dev/vg0/crm07-data", format: "raw" },
      { ...rest, target: "vdc", type: "volume", device: "disk", path: null, format: "qcow2" },
      { ...rest, target: "vdd", type: "network", device: "disk", path: null, format: "raw" },
      { ...rest, target: "sda", type: "file", device: "cdrom", path: null, format: "raw", readonly: true },
      {
        ...rest,
        target: "sdb",
        type: "file",
        device: "disk",
        path: "/srv/shared/quorum & 'co'.img",
        format: "raw",
        shareable: true,
      },
      { ...rest, target: "sdc", type: "block", device: "lun", path: "/dev/mapper/lun1", format: "raw" },
    ]);
  });

  it("agrees with what the running guests show", () => {
    expect(readDiskSources(collected("dumpxml-migratable.mix03.xml")).map(({ target, path }) => `${target} ${path}`)).toEqual([
      "vda /srv/shared/mix03-vda.qcow2",
      "vdb /var/lib/libvirt/images/mix03-vdb.qcow2",
    ]);
  });

  it("reads a data file and a chain that goes over the network", () => {
    const xml =
      domainWith(`<disk type='file'><source file='/a'><dataStore type='file'><source file='/a.raw'/></dataStore></source>
      <backingStore type='network'><format type='raw'/><source protocol='nbd' name='x'/><backingStore/></backingStore><target dev='vda'/></disk>
      <disk type='file'><source file='/no-target'/></disk>`);
    expect(readDiskSources(xml)).toMatchObject([
      { device: "disk", format: null, dataFile: "/a.raw", backing: [{ path: null, format: "raw" }] },
    ]);
  });
});
