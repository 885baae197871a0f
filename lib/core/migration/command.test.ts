import { describe, expect, it } from "vitest";
import { domainUuid } from "../model/ids.ts";
import type { MigrationOptions } from "../model/options.ts";
import { buildDowntimeCommand, buildMigrateCommand, buildResumeCommand, onDomain, withoutConnect } from "./command.ts";
import type { MigrationPlan } from "./plan.ts";
import { planWith } from "./test-support/plans.ts";

const uuid = "7a6b0001-0000-4000-8000-000000000001";
const HEAD = `virsh -c qemu:///system migrate --domain ${uuid} --desturi qemu+ssh://hv2/system`;
const LIVE = "--live --p2p --persistent --undefinesource";

describe("buildMigrateCommand for a live migration", () => {
  it.each<[string, Partial<MigrationOptions>, string]>([
    ["the plain case", {}, LIVE],
    ["a VM that stays defined here and is not there", { persistent: false, undefineSource: false }, "--live --p2p"],
    [
      "a VM that arrives paused under another name",
      { suspendAtDestination: true, destinationName: "web 01" },
      `${LIVE} --suspend --dname web 01`,
    ],
    ["a bandwidth limit", { bandwidthMiBps: 16, maxDowntimeMs: 500 }, `${LIVE} --bandwidth 16`],
    [
      "auto-converge",
      { autoConverge: true, autoConvergeInitialPercent: 30, autoConvergeIncrementPercent: 5 },
      `${LIVE} --auto-converge --auto-converge-initial 30 --auto-converge-increment 5`,
    ],
    [
      "auto-converge that waits for its rung: its percentages are for the rung",
      { ladder: [{ afterS: 5, action: { kind: "auto-converge" } }], autoConvergeInitialPercent: 30 },
      `${LIVE} --auto-converge`,
    ],
    ["post-copy by hand", { postCopy: "by-hand", postCopyBandwidthMiBps: 32 }, `${LIVE} --postcopy --postcopy-bandwidth 32`],
    ["post-copy by the server after the first pass", { postCopy: "after-first-pass" }, `${LIVE} --postcopy`],
    ["post-copy by a rung", { ladder: [{ afterS: 5, action: { kind: "post-copy" } }] }, `${LIVE} --postcopy`],
    ["post-copy by the time limit", { timeoutS: 5, timeoutAction: "post-copy" }, `${LIVE} --postcopy`],
    ["a pause by the time limit: virsh has no timer of its own", { timeoutS: 5, timeoutAction: "suspend" }, LIVE],
    ["TLS", { tls: true, tlsDestination: "hv2.lan" }, `${LIVE} --tls --tls-destination hv2.lan`],
    ["a certificate by an IPv6 address", { tls: true, tlsDestination: "fd00::2" }, `${LIVE} --tls --tls-destination fd00::2`],
    ["parallel connections", { parallelConnections: 4 }, `${LIVE} --parallel --parallel-connections 4`],
    ["TLS on several channels", { tls: true, parallelConnections: 2 }, `${LIVE} --parallel --parallel-connections 2 --tls`],
    ["zero-copy", { parallelConnections: 2, zeroCopy: true }, `${LIVE} --parallel --parallel-connections 2 --zerocopy`],
    ["xbzrle", { compression: { method: "xbzrle", cacheMiB: null } }, `${LIVE} --compressed --comp-methods xbzrle`],
    [
      "xbzrle with a cache, in bytes",
      { compression: { method: "xbzrle", cacheMiB: 64 } },
      `${LIVE} --compressed --comp-methods xbzrle --comp-xbzrle-cache 67108864`,
    ],
    [
      "mt",
      { compression: { method: "mt", level: 1, threads: 4, decompressThreads: 2 } },
      `${LIVE} --compressed --comp-methods mt --comp-mt-level 1 --comp-mt-threads 4 --comp-mt-dthreads 2`,
    ],
    [
      "zlib",
      { parallelConnections: 2, compression: { method: "zlib", level: 0 } },
      `${LIVE} --compressed --comp-methods zlib --comp-zlib-level 0 --parallel --parallel-connections 2`,
    ],
    [
      "zstd",
      { parallelConnections: 2, compression: { method: "zstd", level: 20 } },
      `${LIVE} --compressed --comp-methods zstd --comp-zstd-level 20 --parallel --parallel-connections 2`,
    ],
    ["a full copy of one disk", { storageCopy: "full", copiedDisks: ["vda"] }, `${LIVE} --copy-storage-all --migrate-disks vda`],
    [
      "an incremental copy, written through, over a port of its own",
      { storageCopy: "incremental", copiedDisks: ["vda", "vdb"], synchronousWrites: true, disksPort: 49200 },
      `${LIVE} --copy-storage-inc --migrate-disks vda,vdb --copy-storage-synchronous-writes --disks-port 49200`,
    ],
    [
      "disks over a socket, encoded as a URI wants it",
      { storageCopy: "full", copiedDisks: ["vda"], disksSocket: "/srv/shared/vf nbd#1.sock" },
      `${LIVE} --copy-storage-all --migrate-disks vda --disks-uri unix:///srv/shared/vf%20nbd%231.sock`,
    ],
    ["a tunnel", { tunnelled: true }, `${LIVE} --tunnelled`],
    ["another address", { migrateAddress: "10.9.0.2" }, `${LIVE} --migrateuri tcp://10.9.0.2`],
    [
      "another address and port",
      { migrateAddress: "hv2-mig.lan", migratePort: 49999 },
      `${LIVE} --migrateuri tcp://hv2-mig.lan:49999`,
    ],
    [
      "an IPv6 address in brackets",
      { migrateAddress: "fd00::2", migratePort: 49999, listenAddress: "fd00::2" },
      `${LIVE} --migrateuri tcp://[fd00::2]:49999 --listen-address fd00::2`,
    ],
  ])("%s", (_, options, tail) => {
    expect(buildMigrateCommand(planWith(options)).join(" ")).toBe(`${HEAD} ${tail} --abort-on-error`);
  });

  it("keeps its order with everything at once", () => {
    const plan = planWith(
      {
        destinationName: "web02",
        storageCopy: "full",
        copiedDisks: ["vda"],
        bandwidthMiBps: 100,
        autoConverge: true,
        postCopy: "by-hand",
        parallelConnections: 2,
        tls: true,
        migrateAddress: "10.9.0.2",
        listenAddress: "10.9.0.2",
        disksPort: 49200,
      },
      { xmlFiles: { live: "/run/vf/live.xml", persistent: "/run/vf/persistent.xml" } },
    );
    expect(buildMigrateCommand(plan).join(" ")).toBe(
      `${HEAD} ${LIVE} --copy-storage-all --migrate-disks vda --bandwidth 100 --auto-converge --postcopy --parallel --parallel-connections 2 --tls --tls-destination 10.9.0.2 --migrateuri tcp://10.9.0.2 --listen-address 10.9.0.2 --disks-port 49200 --dname web02 --xml /run/vf/live.xml --persistent-xml /run/vf/persistent.xml --abort-on-error`,
    );
  });

  it("has no persistent XML for a VM that is not persistent there", () => {
    const xmlFiles = { live: "/run/vf/live.xml", persistent: "/run/vf/persistent.xml" };
    const argv = buildMigrateCommand(planWith({ persistent: false, undefineSource: false }, { xmlFiles }));
    expect(argv).toContain("--xml");
    expect(argv).not.toContain("--persistent-xml");
  });
});

describe("buildMigrateCommand for the other modes", () => {
  it("moves a definition by libvirt's own connection, and nothing that only a running VM has", () => {
    const plan = planWith({ mode: "offline", destinationName: "web02" }, { evidence: { provenShared: new Set(["vda"]) } });
    expect(buildMigrateCommand({ ...plan, suspend: true, autoConverge: true, tls: true }).join(" ")).toBe(
      `${HEAD} --offline --p2p --persistent --undefinesource --dname web02`,
    );
  });

  it.each(["cold-copy", "saved-state"] as const)("has none in mode %s", (mode) => {
    expect(() => buildMigrateCommand(planWith({ mode }))).toThrow(RangeError);
  });
});

describe("buildMigrateCommand never lets through", () => {
  it.each<[string, Partial<MigrationPlan>]>([
    ["a command in the URI", { destinationUri: "qemu+ssh://hv2/system?command=/tmp/evil" }],
    ["an option of ssh", { destinationUri: "qemu+ssh://-oProxyCommand=x/system" }],
    ["the host itself", { destinationUri: "qemu:///system" }],
    ["a session", { destinationUri: "qemu+ssh://hv2/session" }],
    ["a space in the URI", { destinationUri: "qemu+ssh://a b/system" }],
    ["a user over TLS", { destinationUri: "qemu+tls://root@hv2/system" }],
    ["certificates by URI", { destinationUri: "qemu+tls://hv2/system?pkipath=/tmp" }],
    ["a libvirt by an unknown way", { destinationUri: "qemu+ext://hv2/system" }],
    ["a bandwidth of 99999999999999", { bandwidthMiBps: 99999999999999 }],
    ["a bandwidth of 0", { bandwidthMiBps: 0 }],
    ["a bandwidth of 1.5", { bandwidthMiBps: 1.5 }],
    ["no number", { bandwidthMiBps: Number.NaN }],
    ["a post-copy bandwidth of -1", { postCopyBandwidthMiBps: -1 }],
    ["a throttle of 100 %", { autoConverge: true, autoConvergeInitialPercent: 100 }],
    ["a throttle step of 0 %", { autoConverge: true, autoConvergeIncrementPercent: 0 }],
    ["300 connections", { parallelConnections: 300 }],
    ["0 connections", { parallelConnections: 0 }],
    ["a cache that is no power of two", { compression: { method: "xbzrle", cacheMiB: 65 } }],
    ["a level that mt has not", { compression: { method: "mt", level: 10, threads: null, decompressThreads: null } }],
    ["a level that zlib has not", { compression: { method: "zlib", level: 10 } }],
    ["a level that zstd has not", { compression: { method: "zstd", level: 21 } }],
    ["a port of 65536", { migrateAddress: "hv2", migratePort: 65_536 }],
    ["a disks' port of 0", { disksPort: 0 }],
    ["an address with a path", { migrateAddress: "hv2/x" }],
    ["an address with a query", { migrateAddress: "hv2?x=y" }],
    ["an IPv6 address with a zone", { migrateAddress: "fe80::1%eth0" }],
    ["a name to listen on", { listenAddress: "hv2" }],
    ["a certificate name that is none", { tls: true, tlsDestination: "hv2 --unsafe" }],
    ["a socket by a relative path", { disksSocket: "vf.sock" }],
    ["a socket above its folder", { disksSocket: "/srv/../etc/x" }],
    ["a socket with a path too long for one", { disksSocket: `/${"x".repeat(107)}` }],
    ["an XML file by a relative path", { xmlFile: "x.xml" }],
    ["a line break in a path", { persistentXmlFile: "/run/a\nb" }],
    ["a name with a slash", { destinationName: "a/b" }],
    ["an empty name", { destinationName: "" }],
    ["a storage copy of no disk", { storageCopy: "full", copiedDisks: [] }],
    ["a disk that is none", { storageCopy: "full", copiedDisks: ["vda,vdb"] }],
    ["a domain without a UUID", { domainUuid: "web01" as MigrationPlan["domainUuid"] }],
  ])("%s", (_, changes) => {
    expect(() => buildMigrateCommand({ ...planWith(), ...changes })).toThrow(RangeError);
  });
});

describe("buildResumeCommand", () => {
  it("is the very same command with --postcopy-resume", () => {
    const plan = planWith({ postCopy: "by-hand", tls: true, tlsDestination: "hv2.lan" });
    const words = buildResumeCommand(plan);
    expect(words).toContain("--postcopy-resume");
    expect(words.filter((word) => word !== "--postcopy-resume")).toEqual(buildMigrateCommand(plan));
  });

  it("does not exist for a migration without post-copy", () => {
    expect(() => buildResumeCommand(planWith())).toThrow(RangeError);
  });
});

describe("helper commands", () => {
  const plan = planWith();

  it("sets the downtime limit in ms, or not at all", () => {
    expect(buildDowntimeCommand(plan)).toBeNull();
    expect(buildDowntimeCommand({ ...plan, maxDowntimeMs: 500 })?.slice(3)).toEqual([
      "migrate-setmaxdowntime",
      "--domain",
      uuid,
      "--downtime",
      "500",
    ]);
    expect(() => buildDowntimeCommand({ ...plan, maxDowntimeMs: 0 })).toThrow(RangeError);
  });

  it("leaves out the connection for a virsh that is connected", () => {
    expect(withoutConnect(onDomain("domstate", domainUuid(uuid), ["--reason"]))).toEqual([
      "domstate",
      "--domain",
      uuid,
      "--reason",
    ]);
  });
});
