import { describe, expect, it } from "vitest";
import { judge } from "./judge.ts";
import type { DiskPicture, DomainPicture, HostPicture, VmPicture } from "./picture.ts";

const domain = (state: string, reason = "booted"): DomainPicture => ({ state, reason, persistent: true, hasJob: false });
const qemu = (pid: number, image = "1:7") => ({
  pid,
  frozen: false,
  writes: [{ key: image, path: "/srv/shared/web01-vda.qcow2" }],
});
const none = (host: string): HostPicture => ({ host, power: true, answers: true, domain: null, qemus: [], counts: false });
const runs = (host: string, pid = 11): HostPicture => ({
  ...none(host),
  domain: domain("running"),
  qemus: [qemu(pid)],
  counts: true,
});
const off = (host: string): HostPicture => ({ ...none(host), domain: domain("shut off", "destroyed") });
const paused = (host: string, reason: string, pid = 12): HostPicture => ({
  ...none(host),
  domain: domain("paused", reason),
  qemus: [qemu(pid)],
});
const disk: DiskPicture = {
  host: "hv2",
  target: "vda",
  path: "/srv/shared/web01-vda.qcow2",
  intact: true,
  counter: 51,
  corruptions: 0,
};
const vm = (hosts: readonly HostPicture[], more: Partial<VmPicture> = {}): VmPicture => ({
  guest: "web01",
  uuid: "u",
  hosts,
  disks: [disk],
  count: 52,
  ...more,
});
const since = { count: 40 };

describe("the checker's judgement", () => {
  it("finds nothing wrong with one copy, running, paused or off", () => {
    expect(judge(vm([none("hv1"), runs("hv2")]), since)).toEqual({
      copies: "one-running",
      on: "hv2",
      knownOn: ["hv2"],
      faults: [],
    });
    expect(judge(vm([paused("hv1", "user"), none("hv2")]), since)).toMatchObject({ copies: "one-paused", on: "hv1", faults: [] });
    expect(judge(vm([off("hv1"), none("hv2")]), since)).toMatchObject({ copies: "none", on: null, knownOn: ["hv1"], faults: [] });
  });

  it("counts the halves of a broken post-copy as waiting, as long as no guest goes on", () => {
    const source = paused("hv1", "post-copy failed");
    const half = { ...runs("hv2", 13), domain: domain("running", "post-copy failed"), counts: false };
    expect(judge(vm([source, half]), since).copies).toBe("waiting");
    expect(judge(vm([source, { ...half, counts: true }]), since).copies).toBe("several");
  });

  it.each<[string, VmPicture, RegExp]>([
    ["two that run", vm([runs("hv1"), runs("hv2", 13)]), /more than one copy.*hv1\/11 running, counting; hv2\/13/],
    ["one that runs and one that is paused", vm([paused("hv1", "migrated"), runs("hv2")]), /more than one copy/],
    ["two QEMUs on one host", vm([{ ...runs("hv1"), qemus: [qemu(11), qemu(12)] }]), /more than one copy/],
    ["two counters that go on, though virsh sees one", vm([{ ...none("hv1"), counts: true }, runs("hv2")]), /more than one copy/],
    ["a QEMU that libvirt has lost", vm([{ ...none("hv1"), qemus: [qemu(11)] }, none("hv2")]), /libvirt does not know/],
    ["a QEMU of a VM that is said to be off", vm([{ ...off("hv1"), qemus: [qemu(11)] }]), /although libvirt says shut off/],
    ["libvirt's word without a QEMU", vm([{ ...runs("hv1"), qemus: [] }]), /no QEMU on hv1/],
    [
      "an image with two writers",
      vm([runs("hv1"), paused("hv2", "migrating", 13)]),
      /web01-vda.qcow2 is open for writing by hv1\/11 and hv2\/13/,
    ],
    ["a guest that hangs", vm([{ ...runs("hv1"), counts: false }]), /counter stands still/],
    ["a counter that began anew", vm([runs("hv2")], { count: 3 }), /counter stands at 3; it was 40/],
    ["a paused one that goes on", vm([{ ...paused("hv1", "user"), counts: true }]), /paused on hv1, but its counter goes on/],
    ["two definitions", vm([off("hv1"), runs("hv2")]), /defined on hv1 and hv2/],
    ["a job that never ends", vm([{ ...runs("hv1"), domain: { ...domain("running"), hasJob: true } }]), /still has a job/],
    ["a frozen QEMU", vm([{ ...runs("hv1"), qemus: [{ ...qemu(11), frozen: true }] }]), /frozen/],
    ["a libvirt that is silent", vm([{ ...none("hv1"), answers: false }, runs("hv2")]), /libvirt on hv1 does not answer/],
    ["other content", vm([runs("hv2")], { disks: [{ ...disk, intact: false }] }), /content is not what it was/],
    ["a corrupted image", vm([runs("hv2")], { disks: [{ ...disk, corruptions: 2 }] }), /2 corruptions/],
    ["an old disk", vm([runs("hv2")], { disks: [{ ...disk, counter: 12 }] }), /its counter is 12/],
  ])("sees %s", (_, picture, words) => {
    expect(judge(picture, since).faults.join("\n")).toMatch(words);
  });

  it("never calls a picture with a silent host one copy", () => {
    expect(judge(vm([{ ...none("hv1"), answers: false }, runs("hv2")]), since).copies).toBe("unclear");
    expect(judge(vm([{ ...none("hv1"), power: false, answers: false }, runs("hv2")]), since).copies).toBe("one-running");
  });
});
