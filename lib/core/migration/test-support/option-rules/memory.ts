import { ALLOWED, type RuleCase, rungs } from "./rule.ts";

/** How memory is copied. */
export const MEMORY_RULES: readonly RuleCase[] = [
  ["suspend-with-post-copy", "suspendAtDestination", { ...ALLOWED, suspendAtDestination: true }, { suspendAtDestination: true }],
  [
    "post-copy-bandwidth-needs-post-copy",
    "postCopyBandwidthMiBps",
    { postCopyBandwidthMiBps: 5 },
    { ...ALLOWED, postCopyBandwidthMiBps: 5 },
  ],
  [
    "percent-needs-auto-converge",
    "autoConvergeInitialPercent",
    { autoConvergeInitialPercent: 5 },
    { autoConverge: true, autoConvergeInitialPercent: 5 },
  ],
  [
    "percent-needs-auto-converge",
    "autoConvergeIncrementPercent",
    { autoConvergeIncrementPercent: 5 },
    { ladder: rungs("auto-converge"), autoConvergeIncrementPercent: 5 },
  ],
  [
    "compression-with-parallel",
    "compression",
    { parallelConnections: 2, compression: { method: "xbzrle", cacheMiB: null } },
    { compression: { method: "xbzrle", cacheMiB: null } },
  ],
  [
    "compression-with-parallel",
    "compression",
    { parallelConnections: 2, compression: { method: "mt", level: null, threads: null, decompressThreads: null } },
    { compression: { method: "mt", level: null, threads: null, decompressThreads: null } },
  ],
  [
    "compression-needs-parallel",
    "compression",
    { compression: { method: "zstd", level: null } },
    { parallelConnections: 2, compression: { method: "zstd", level: null } },
  ],
  [
    "compression-needs-parallel",
    "compression",
    { compression: { method: "zlib", level: 1 } },
    { parallelConnections: 2, compression: { method: "zlib", level: 1 } },
  ],
  [
    "xbzrle-cache-power-of-two",
    "compression.cacheMiB",
    { compression: { method: "xbzrle", cacheMiB: 65 } },
    { compression: { method: "xbzrle", cacheMiB: 64 } },
  ],
  ["zero-copy-needs-parallel", "zeroCopy", { zeroCopy: true }, { zeroCopy: true, parallelConnections: 2 }],
  [
    "zero-copy-with-tls",
    "zeroCopy",
    { zeroCopy: true, parallelConnections: 2, tls: true },
    { parallelConnections: 2, tls: true },
  ],
  [
    "zero-copy-with-compression",
    "zeroCopy",
    { zeroCopy: true, parallelConnections: 2, compression: { method: "zstd", level: 1 } },
    { zeroCopy: true, parallelConnections: 2 },
  ],
  [
    "limit-needs-post-copy",
    "timeoutAction",
    { timeoutS: 5, timeoutAction: "post-copy" },
    { ...ALLOWED, timeoutS: 5, timeoutAction: "post-copy" },
  ],
];
