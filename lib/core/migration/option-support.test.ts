import { describe, expect, it } from "vitest";
import { messagesFor } from "../../i18n/messages.ts";
import { known, unknown } from "../model/fact.ts";
import { OPTION_NAMES, type OptionName } from "./option-requirements.ts";
import { type OptionSupport, optionSupport } from "./option-support.ts";
import { hostFacts } from "./test-support/host-facts.ts";
import { diskOf, domainWith } from "./test-support/plans.ts";

/** What the lab's hosts have, and Debian 12's. */
const DEBIAN_12 = { libvirtVersion: known("9.0.0"), qemuVersion: known("7.2.22") };
const domain = domainWith();

function support(
  libvirt: string,
  qemu: string,
  destination: { libvirt: string; qemu: string } = { libvirt, qemu },
): OptionSupport {
  return optionSupport({
    source: hostFacts({ libvirtVersion: known(libvirt), qemuVersion: known(qemu) }),
    destination: hostFacts({ hostname: "hv2", libvirtVersion: known(destination.libvirt), qemuVersion: known(destination.qemu) }),
    domain,
  });
}

describe("optionSupport", () => {
  it.each<[OptionName, string, string, boolean]>([
    ["tls", "3.2.0", "2.9.0", true],
    ["tls", "3.1.9", "2.9.0", false],
    ["tls-destination", "5.10.0", "7.2.0", false],
    ["parallel", "5.2.0", "4.0.0", true],
    ["parallel", "5.2.0", "3.1.0", false],
    ["zero-copy", "8.5.0", "7.1.0", true],
    ["zero-copy", "8.5.0", "7.0.0", false],
    ["post-copy", "1.3.3", "2.6.0", true],
    ["post-copy", "1.3.3", "2.5.1", false],
    ["post-copy-resume", "8.4.0", "7.2.0", false],
    ["post-copy-resume", "8.5.0", "7.2.0", true],
    ["post-copy-bandwidth", "5.0.0", "7.2.0", false],
    ["post-copy-parallel", "9.0.0", "7.2.22", false],
    ["post-copy-parallel", "11.0.0", "10.0.5", false],
    ["post-copy-parallel", "11.0.0", "10.1.0", true],
    ["mt", "9.0.0", "7.2.22", true],
    ["mt", "9.0.0", "9.0.4", true],
    ["mt", "9.0.0", "9.1.0", false],
    ["zlib", "9.3.0", "8.0.0", false],
    ["zstd", "9.4.0", "8.0.0", true],
    ["synchronous-writes", "7.10.0", "7.2.0", false],
    ["auto-converge-later", "9.0.0", "4.2.1", false],
    ["auto-converge-later", "9.0.0", "5.0.0", true],
    ["disks-uri", "6.7.0", "7.2.0", false],
    ["dirty-bitmap-rate", "8.0.0", "7.2.0", false],
    ["dirty-bitmap-rate", "8.1.0", "6.2.0", true],
  ])("%s with libvirt %s and QEMU %s: %s", (name, libvirt, qemu, expected) => {
    expect(support(libvirt, qemu)[name].supported).toBe(expected);
  });

  it("says which host lacks which version", () => {
    expect(support("9.4.0", "8.0.0", { libvirt: "9.0.0", qemu: "8.0.0" }).zstd).toEqual({
      supported: false,
      reason: { key: "options.reasons.libvirt-too-old", values: { host: "hv2", needed: "9.4.0", found: "9.0.0" } },
    });
    expect(support("9.4.0", "9.1.0").mt).toEqual({
      supported: false,
      reason: { key: "options.reasons.qemu-too-new", values: { host: "hv1", limit: "9.1", found: "9.1.0" } },
    });
  });

  it("counts the destination except where nothing of it reaches there", () => {
    const old = { libvirt: "1.0.0", qemu: "1.0.0" };
    const refused = OPTION_NAMES.filter((name) => support("11.9.0", "10.1.0", old)[name].supported === false);
    expect(OPTION_NAMES.filter((name) => !refused.includes(name))).toEqual([
      "persistent",
      "suspend-at-destination",
      "auto-converge-later",
      "tunnelled",
      "dirty-rate",
      "dirty-bitmap-rate",
    ]);
  });

  it("believes virsh's own list over the daemon's version", () => {
    const source = hostFacts({ migrateOptions: known(["--live"]) });
    expect(optionSupport({ source, destination: hostFacts(), domain }).tls).toEqual({
      supported: false,
      reason: { key: "options.reasons.virsh-lacks", values: { host: "hv1", option: "--tls" } },
    });
  });

  it("cannot tell what it has not read, but tells what is impossible all the same", () => {
    const silent = hostFacts({ hostname: "hv2", qemuVersion: unknown("no emulator") });
    const found = optionSupport({ source: hostFacts(DEBIAN_12), destination: silent, domain });
    expect(found.tls).toMatchObject({ supported: "unknown", reason: { key: "options.reasons.qemu-version-unknown" } });
    expect(found.zstd).toMatchObject({ supported: false, reason: { values: { host: "hv1" } } });
    expect(optionSupport({ source: null, destination: null, domain: null }).tls.supported).toBe("unknown");
    const noList = hostFacts({ migrateOptions: unknown("no answer") });
    expect(optionSupport({ source: noList, destination: hostFacts(), domain }).offline.supported).toBe("unknown");
  });

  it("copies no storage of a VM that has none to copy", () => {
    const input = { source: hostFacts(), destination: hostFacts() };
    const onDevice = domainWith({ disks: [diskOf("vda", { type: "block", source: "/dev/vg/x" })] });
    expect(optionSupport({ ...input, domain })["copy-storage"].supported).toBe(true);
    expect(optionSupport({ ...input, domain: onDevice })["copy-storage"]).toMatchObject({
      supported: false,
      reason: { key: "options.reasons.no-disk-to-copy" },
    });
  });

  it("has words for its reasons in both languages", () => {
    const names = ["libvirt-too-old", "qemu-too-old", "qemu-too-new", "libvirt-version-unknown", "qemu-version-unknown"];
    const others = ["virsh-options-unknown", "virsh-lacks", "source-not-read", "destination-not-read", "no-disk-to-copy"];
    for (const locale of ["en", "zh-CN"] as const)
      expect(Object.keys(messagesFor(locale).options.reasons)).toEqual(expect.arrayContaining([...names, ...others]));
  });
});
