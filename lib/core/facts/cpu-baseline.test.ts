import { describe, expect, it } from "vitest";
import { asHostCpu, hostModelCpu, parseCpuElement } from "./cpu-baseline.ts";
import { fixture } from "./test-support/fixture.ts";

const FOLDER = "debian12-libvirt-9.0.0-cpu";

describe("what a host's QEMU offers to guests", () => {
  it("is the host-model of its domain capabilities, as an element of its own", () => {
    const offer = hostModelCpu(fixture(`${FOLDER}/domcapabilities-qemu.hv1.xml`));
    if (!offer.known) throw new Error(offer.reason);
    expect(offer.value.vendor).toBe("AMD");
    const cpu = parseCpuElement(offer.value.xml);
    expect(cpu).toMatchObject({ known: true, value: { model: "EPYC", vendor: "AMD", mode: null } });
    expect(cpu.known && cpu.value.required).toContain("la57");
    expect(cpu.known && cpu.value.disabled).toContain("vme");
    expect(offer.value.xml).not.toMatch(/<mode[ >]/);
  });

  it.each([
    ["<domainCapabilities><cpu><mode name='host-model' supported='no'/></cpu></domainCapabilities>", "no host-model"],
    ["<domainCapabilities/>", "no host-model"],
    ["<capabilities/>", "expected <domainCapabilities>"],
    ["error: nothing", "not well-formed"],
  ])("is unknown for %j", (text, reason) => {
    const offer = hostModelCpu(text);
    expect(offer.known ? "" : offer.reason).toContain(reason);
  });
});

describe("a CPU with its features listed", () => {
  it("has those that are required, and apart from them those that are switched off", () => {
    const cpu = parseCpuElement(fixture(`${FOLDER}/hypervisor-cpu-baseline-features.xml`));
    if (!cpu.known) throw new Error(cpu.reason);
    expect(cpu.value.model).toBe("EPYC");
    expect(cpu.value.required).toEqual(expect.arrayContaining(["avx2", "sse4.2", "lm", "nx"]));
    expect(cpu.value.disabled).toContain("rdseed");
    expect(cpu.value.required).not.toContain("rdseed");
  });
});

describe("a guest's CPU as a host's", () => {
  it.each([
    [
      "<cpu mode='custom' match='exact'><model fallback='forbid'>Skylake-Server</model><feature policy='require' name='vmx'/><feature policy='disable' name='rtm'/><feature name='pcid'/></cpu>",
      '<cpu><arch>x86_64</arch><model>Skylake-Server</model><feature name="vmx"/><feature name="pcid"/></cpu>',
    ],
    ['<cpu><model>a&lt;b&amp;"c</model></cpu>', "<cpu><arch>x86_64</arch><model>a&#60;b&#38;&#34;c</model></cpu>"],
  ])("%s", (guest, host) => expect(asHostCpu(guest, "x86_64")).toEqual({ known: true, value: host }));

  it("is unknown where it is only made at the start", () => {
    expect(asHostCpu("<cpu mode='host-model'/>", "x86_64").known).toBe(false);
  });
});
