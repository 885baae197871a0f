import { describe, expect, it } from "vitest";
import { optionProblems } from "../migration/options.ts";
import type { FixChoice } from "../model/fix.ts";
import type { MigrationOptions } from "../model/options.ts";
import { applyChoice } from "./apply-choice.ts";
import { copyChoice, leaveChoice, listenChoice, modeChoice, optionsChoice } from "./choice-of.ts";
import { chosen, cloning, copying } from "./test-support/chosen.ts";
import { labDomain } from "./test-support/lab.ts";

const mac = "52:54:00:77:01:03";
const plug = (source: string): FixChoice => ({
  kind: "nic-source",
  nic: { mac: mac.toUpperCase(), type: "bridge", source },
  label: { key: "preflight.choice.nic-bridge" },
});
const busy = chosen({
  postCopy: "by-hand",
  postCopyBandwidthMiBps: 100,
  timeoutS: 60,
  timeoutAction: "post-copy",
  ladder: [
    { afterS: 10, action: { kind: "max-downtime", ms: 900 } },
    { afterS: 20, action: { kind: "post-copy" } },
  ],
  tls: true,
  parallelConnections: 4,
  migrateAddress: "10.0.0.2",
});
const copies = copying({ synchronousWrites: true, disksPort: 49_300, diskPaths: [{ target: "vda", path: "/a.qcow2" }] });

const rows: readonly (readonly [string, MigrationOptions, FixChoice, Partial<MigrationOptions>])[] = [
  ["plugs a NIC in", chosen(), plug("br0"), { nicSources: [{ mac, type: "bridge", source: "br0" }] }],
  [
    "plugs it in elsewhere than before",
    chosen({ nicSources: [{ mac, type: "network", source: "lan" }] }),
    plug("br0"),
    { nicSources: [{ mac, type: "bridge", source: "br0" }] },
  ],
  ["copies a disk", chosen(), copyChoice(["vda"], "full"), { storageCopy: "full", copiedDisks: ["vda"] }],
  ["copies one more", copying(), copyChoice(["vdb", "vda"], "full"), { storageCopy: "full", copiedDisks: ["vda", "vdb"] }],
  [
    "copies it in another way",
    copying(),
    copyChoice(["vda"], "incremental"),
    { storageCopy: "incremental", copiedDisks: ["vda"] },
  ],
  [
    "copies a file of a VM that is off",
    chosen({ mode: "offline" }),
    copyChoice(["vda"], "full"),
    { storageCopy: "none", copiedDisks: ["vda"] },
  ],
  [
    "leaves the last disk, and the copy's options with it",
    copies,
    leaveChoice(["vda"]),
    { storageCopy: "none", copiedDisks: [], diskPaths: [], synchronousWrites: false, disksPort: null },
  ],
  [
    "leaves one of two",
    { ...copies, copiedDisks: ["vda", "vdb"] },
    leaveChoice(["vdb"]),
    { storageCopy: "full", copiedDisks: ["vda"], diskPaths: copies.diskPaths, disksPort: 49_300 },
  ],
  ["lets consoles listen", chosen(), listenChoice("0.0.0.0"), { graphicsListen: "0.0.0.0" }],
  [
    "goes offline without what only a live migration has",
    { ...busy, suspendAtDestination: true, nicSources: [{ mac, type: "bridge", source: "br0" }] },
    modeChoice("offline"),
    {
      mode: "offline",
      postCopy: "off",
      tls: false,
      parallelConnections: null,
      ladder: [],
      nicSources: [],
      suspendAtDestination: false,
    },
  ],
  [
    "keeps the copied disks offline",
    copying(),
    modeChoice("offline"),
    { mode: "offline", storageCopy: "none", copiedDisks: ["vda"] },
  ],
  [
    "tells QEMU how to copy when it goes live",
    chosen({ mode: "offline", copiedDisks: ["vda"] }),
    modeChoice("live"),
    { mode: "live", storageCopy: "full", copiedDisks: ["vda"] },
  ],
  ["moves instead of making a clone", cloning(), modeChoice("live"), { newUuid: false, newMacs: false, undefineSource: true }],
  [
    "does without post-copy altogether",
    busy,
    optionsChoice("no-post-copy", { postCopy: "off" }),
    {
      postCopy: "off",
      postCopyBandwidthMiBps: null,
      timeoutAction: "suspend",
      ladder: [{ afterS: 10, action: { kind: "max-downtime", ms: 900 } }],
    },
  ],
  [
    "changes a figure",
    busy,
    optionsChoice("channels", { parallelConnections: 2 }),
    { parallelConnections: 2, postCopy: "by-hand" },
  ],
];

describe("applyChoice", () => {
  it.each(rows)("%s", (_description, before, choice, expected) => {
    const after = applyChoice(before, choice);
    expect(after).toMatchObject(expected);
    expect(applyChoice(after, choice)).toEqual(after);
  });

  it("gives options that go together", () => {
    const domain = labDomain("web01");
    for (const [, before, choice] of rows) {
      const problems = optionProblems(applyChoice(before, choice), { ...domain, disks: [], nics: [] }).map(({ key }) => key);
      const known = optionProblems(before, { ...domain, disks: [], nics: [] }).map(({ key }) => key);
      expect(problems.filter((key) => !known.includes(key) && !["disk-unknown", "nic-unknown"].includes(key))).toEqual([]);
    }
  });
});
