import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LabStatus, labExec, labFault, labStatus } from "../../lab/client.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import { expectWords } from "../../lib/core/preflight/test-support/table.ts";
import { answerOf, findingOf, type RunningPreflight, startPreflight } from "./test-support/start-preflight.ts";

const FOLDER = "/var/lib/libvirt/images";
const COPY = { storageCopy: "full", copiedDisks: ["vda"] } as const;

let lab: LabStatus;
let run: RunningPreflight;

/** A shell line on a host, past SSH. */
async function on(host: string, line: string): Promise<string> {
  const result = await labExec(host, ["sh", "-c", line]);
  return result.stdout.trim();
}

/** Every block and every check without an answer, by rule. */
function trouble(cell: MatrixCell): readonly string[] {
  const bad = cell.findings.filter(({ verdict }) => verdict === "block" || verdict === "unknown");
  return bad.map(({ ruleId, verdict, reason }) => `${ruleId}: ${verdict} ${reason.key.split(".").at(-1)}`);
}

beforeAll(async () => {
  lab = await labStatus();
  run = await startPreflight(lab);
  for (const name of ["hv1", "hv2", "hv3"]) await run.add(name);
});
afterAll(() => run.stop());

describe("a copy of a local disk", () => {
  it("has nothing in its way from hv1 to hv2, and its images are there for the plan", async () => {
    const cell = await run.check("db02", "hv1", "hv2", COPY);
    expect(trouble(cell)).toEqual([]);
    expect(answerOf(cell, "storage.shared")).toBe("not-applicable all-copied");
    expect(answerOf(cell, "storage.copy-same-file")).toBe("pass different");
    expect(answerOf(cell, "storage.pool")).toBe("pass in-pool");
    for (const finding of cell.findings) expectWords(finding);
    const pair = run.preflight.evidence(cell)?.images.get("vda");
    expect(pair).toMatchObject({
      source: { exists: true, kind: "file", format: "qcow2", virtualSizeBytes: 160 * 1_048_576, problem: null },
      destination: { path: `${FOLDER}/db02-vda.qcow2`, exists: false },
      destinationFolder: { path: FOLDER, exists: true, writable: true, pool: "default" },
    });
    expect(pair?.source.actualSizeBytes).toBeGreaterThan(64 * 1_048_576);
  });

  it("is of one disk of two: the other is proven shared", async () => {
    const cell = await run.check("mix03", "hv1", "hv2", { storageCopy: "full", copiedDisks: ["vdb"] });
    expect(trouble(cell)).toEqual([]);
    expect([...(run.preflight.evidence(cell)?.provenShared ?? [])]).toEqual(["vda"]);
  });

  it("may not be of a disk that both hosts share", async () => {
    const cell = await run.check("web01", "hv1", "hv2", COPY);
    expect(answerOf(cell, "storage.copy-same-file")).toBe("block same-file");
    expect(answerOf(cell, "storage.destination-image")).toBe("block exists");
  });

  it("stops at a file, a link, a device, a missing folder and a full disk at its place", async () => {
    const image = `${FOLDER}/db02-vda.qcow2`;
    const answer = async (rule: string, options: object = COPY) => answerOf(await run.check("db02", "hv1", "hv2", options), rule);
    await on("hv2", `ln -s /nowhere ${image}`);
    try {
      expect(await answer("storage.destination-image")).toBe("block exists");
    } finally {
      await on("hv2", `rm ${image}`);
    }
    const device = await on("hv2", "truncate -s 160M /tmp/raw && losetup -f --show /tmp/raw");
    expect(device).toMatch(/^\/dev\/loop\d+$/);
    try {
      const toDevice = { ...COPY, diskPaths: [{ target: "vda", path: device }] };
      expect(await answer("storage.destination-image", toDevice)).toBe("block device");
    } finally {
      await on("hv2", `losetup -d ${device}; rm -f /tmp/raw`);
    }
    const nowhere = { ...COPY, diskPaths: [{ target: "vda", path: "/srv/no such/folder/db02.qcow2" }] };
    expect(await answer("storage.destination-image", nowhere)).toBe("block no-folder");
    await labFault({ host: "hv2", kind: "disk-fill", path: FOLDER, leaveMib: 20 });
    try {
      expect(await answer("storage.destination-space")).toBe("block too-little");
    } finally {
      await labFault({ host: "hv2", kind: "disk-free", path: FOLDER });
    }
    expect(await answer("storage.destination-space")).toMatch(/^(pass fits|warn may-not-fit)$/);
  });
});

describe("an incremental copy", () => {
  const incremental = { ...COPY, storageCopy: "incremental" } as const;

  it("wants an equal backing file at the destination, by content", async () => {
    const cell = await run.check("inc07", "hv1", "hv2", incremental);
    expect(answerOf(cell, "storage.backing")).toBe("pass equal");
    expect(run.preflight.evidence(cell)?.images.get("vda")).toMatchObject({
      backingEqual: true,
      source: { backingPath: `${FOLDER}/inc07-base.qcow2`, backingFormat: "qcow2" },
      backingAtDestination: { path: `${FOLDER}/inc07-base.qcow2`, exists: true },
    });
    // Of the same size and name, and another one all the same.
    expect(answerOf(await run.check("inc07", "hv1", "hv3", incremental), "storage.backing")).toBe("block differs");
    await on("hv2", `mv ${FOLDER}/inc07-base.qcow2 ${FOLDER}/kept`);
    try {
      expect(answerOf(await run.check("inc07", "hv1", "hv2", incremental), "storage.backing")).toBe("block missing");
    } finally {
      await on("hv2", `mv ${FOLDER}/kept ${FOLDER}/inc07-base.qcow2`);
    }
    const full = await run.check("inc07", "hv1", "hv2", COPY);
    expect(answerOf(full, "storage.chain-flattened")).toBe("warn flattened");
    for (const finding of [...cell.findings, ...full.findings]) expectWords(finding);
  });

  it("is not of an image that is built on nothing, and no copy is of a device", async () => {
    expect(answerOf(await run.check("db02", "hv1", "hv2", incremental), "storage.backing")).toBe("block no-backing");
    expect(answerOf(await run.check("blk11", "hv1", "hv2", COPY), "storage.copy-disk-kind")).toBe("block block-device");
  });
});

describe("other choices", () => {
  it("of the connection are tried", async () => {
    for (const connection of ["tcp", "tls"] as const) {
      const cell = await run.check("web01", "hv1", "hv2", { connection });
      expect(answerOf(cell, "path.libvirt")).toBe("pass ok");
      expect(answerOf(cell, "path.ssh")).toBe("not-applicable not-used");
      expect(findingOf(cell, "path.libvirt").evidence[0]?.value).toContain(`qemu+${connection}://`);
    }
    // hv3 has no PKI, and listens to nobody.
    expect(answerOf(await run.check("web01", "hv1", "hv3", { connection: "tls" }), "path.libvirt")).toBe("block port-refused");
  });

  it("of address, port and channels are tried", async () => {
    const address = lab.hosts.find(({ name }) => name === "hv2")?.address ?? "";
    const chosen = { migrateAddress: address, migratePort: 49_300, listenAddress: address, parallelConnections: 2 };
    const cell = await run.check("web01", "hv1", "hv2", chosen);
    expect(trouble(cell)).toEqual([]);
    expect(answerOf(cell, "path.migrate-address")).toBe("pass ok");
    expect(findingOf(cell, "path.data-ports").reason.values).toMatchObject({ port: "49300", address });
    expect(answerOf(cell, "path.hostname")).toBe("not-applicable not-used");
    expect(answerOf(cell, "path.parallel")).toMatch(/^(pass|warn) /);
    const astray = await run.check("web01", "hv1", "hv2", { migrateAddress: "192.0.2.7" });
    expect(answerOf(astray, "path.migrate-address")).toBe("block elsewhere");
  });

  it("of post-copy are tried, and its risk is said", async () => {
    const cell = await run.check("web01", "hv1", "hv2", { postCopy: "by-hand" });
    expect(trouble(cell)).toEqual([]);
    expect(answerOf(cell, "postcopy.userfaultfd")).toMatch(/^pass (root|everybody)$/);
    expect(answerOf(cell, "postcopy.memory-backing")).toBe("pass plain");
    expect(answerOf(cell, "postcopy.risk")).toBe("warn may-be-lost");
  });

  it("of a mode are judged by what it needs", async () => {
    const off = await run.check("off05", "hv2", "hv1", { mode: "offline" });
    expect(trouble(off)).toEqual([]);
    expect(answerOf(off, "identity.state")).toBe("pass off");
    const firmware = await run.check("uefi09", "hv2", "hv1", { mode: "offline", copiedDisks: ["vda"] });
    expect(trouble(firmware)).toEqual([]);
    expect(answerOf(firmware, "devices.state-files")).toBe("pass free");
    expect(answerOf(firmware, "devices.tpm")).toBe("pass state-copied");
    const saved = await run.check("db02", "hv1", "hv2", { mode: "saved-state", copiedDisks: ["vda"] });
    expect(trouble(saved)).toEqual([]);
    expect(answerOf(saved, "storage.state-file")).toMatch(/^(pass fits|warn may-not-fit)$/);
    const running = await run.check("web01", "hv1", "hv2", { mode: "cold-copy", copiedDisks: ["vda"] });
    expect(answerOf(running, "identity.state")).toBe("block must-be-off");
    expect(answerOf(running, "path.libvirt")).toBe("not-applicable not-used");
  });

  it("of post-copy are refused where QEMU may not use userfaultfd", async () => {
    await labFault({ host: "hv2", kind: "userfaultfd", state: "off" });
    try {
      const cell = await run.check("web01", "hv1", "hv2", { postCopy: "by-hand" });
      expect(answerOf(cell, "postcopy.userfaultfd")).toBe("block denied");
    } finally {
      await labFault({ host: "hv2", kind: "userfaultfd", state: "on" });
    }
  });
});
