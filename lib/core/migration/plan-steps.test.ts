import { describe, expect, it } from "vitest";
import { messagesFor } from "../../i18n/messages.ts";
import type { MigrationOptions } from "../model/options.ts";
import type { ImagePair, ImageSeen } from "../preflight/probes.ts";
import { buildMigrateCommand } from "./command.ts";
import type { PlanInput } from "./plan.ts";
import { type DeviceMove, type PlanStepsInput, planSteps } from "./plan-steps.ts";
import { domainWith, planWith, requestWith } from "./test-support/plans.ts";

const UUID = "7a6b0001-0000-4000-8000-000000000001";
const GIB = 1_073_741_824;
const COPY = { storageCopy: "full", copiedDisks: ["vda"] } as const;

function image(path: string, changes: Partial<ImageSeen> = {}): ImageSeen {
  return {
    path,
    exists: true,
    kind: "file",
    format: "qcow2",
    virtualSizeBytes: GIB,
    actualSizeBytes: 64,
    backingPath: null,
    backingFormat: null,
    problem: null,
    ...changes,
  };
}

function pair(changes: Partial<ImagePair> = {}): ImagePair {
  const absent = image("/images/web01-vda.qcow2", { exists: false, format: null, virtualSizeBytes: null });
  const folder = { path: "/images", exists: true, writable: true, availableBytes: GIB, pool: null };
  return {
    source: image("/images/web01-vda.qcow2"),
    destination: absent,
    destinationFolder: folder,
    backingEqual: null,
    backingAtDestination: null,
    ...changes,
  };
}

function steps(options: Partial<MigrationOptions>, input: Partial<PlanStepsInput> = {}, files: Partial<PlanInput> = {}) {
  return planSteps({
    request: requestWith(options),
    domain: domainWith(),
    images: new Map([["vda", pair()]]),
    plan: planWith(options, files),
    names: { source: "hv1", destination: "hv2" },
    devices: [],
    emulatorCpusNow: null,
    ...input,
  });
}

const words = (made: ReturnType<typeof steps>) => made.flatMap(({ commands }) => commands.map((argv) => argv.join(" ")));

describe("planSteps", () => {
  it("is empty when the one command is all", () => {
    expect(steps({})).toEqual([]);
    expect(steps({ tls: true, postCopy: "by-hand", maxDowntimeMs: 500 })).toEqual([]);
  });

  it("makes an image of the same format and virtual size before it migrates", () => {
    const made = steps(COPY);
    expect(words(made)).toEqual([
      `qemu-img create -q -f qcow2 /images/web01-vda.qcow2 ${GIB}`,
      buildMigrateCommand(planWith(COPY)).join(" "),
    ]);
    expect(made[0]).toMatchObject({
      id: "create-image:vda",
      hostId: "h_destination1",
      state: "waiting",
      undo: { key: "steps.create-image.undo" },
    });
    expect(made[0]?.data).toMatchObject({
      target: "vda",
      path: "/images/web01-vda.qcow2",
      format: "qcow2",
      virtualSizeBytes: GIB,
    });
    expect(made[1]).toMatchObject({ id: "migrate", hostId: "h_source00001", undo: null });
  });

  it("tells a pool about the new image, which hides it otherwise", () => {
    const inPool = pair({ destinationFolder: { ...pair().destinationFolder, pool: "default" } });
    expect(words(steps(COPY, { images: new Map([["vda", inPool]]) }))[1]).toBe(
      "virsh -c qemu:///system pool-refresh --pool default",
    );
  });

  it("makes the image where it shall lie, of the source's format and not of its name", () => {
    const raw = pair({ source: image("/images/web01-vda.qcow2", { format: "raw", virtualSizeBytes: 512 }) });
    const options = { ...COPY, diskPaths: [{ target: "vda", path: "/srv/b.img" }] };
    expect(words(steps(options, { images: new Map([["vda", raw]]) }))[0]).toBe("qemu-img create -q -f raw /srv/b.img 512");
  });

  it("makes an overlay on the backing file that is there", () => {
    const options = { ...COPY, storageCopy: "incremental" } as const;
    const source = image("/images/web01-vda.qcow2", { backingPath: "/images/base.qcow2", backingFormat: "raw" });
    const made = steps(options, { images: new Map([["vda", pair({ source, backingAtDestination: image("/srv/base.qcow2") })]]) });
    expect(words(made)[0]).toBe(`qemu-img create -q -f qcow2 -b /srv/base.qcow2 -F raw /images/web01-vda.qcow2 ${GIB}`);
    expect(made[0]?.kind).toBe("create-overlay");
  });

  it("has no command for an image that was not read, and still says what it would do", () => {
    const [step] = steps(COPY, { images: new Map() });
    expect(step).toMatchObject({ kind: "create-image", commands: [], data: { virtualSizeBytes: null } });
    const noBacking = steps({ ...COPY, storageCopy: "incremental" });
    expect(noBacking[0]).toMatchObject({ kind: "create-overlay", commands: [], data: { backingPath: null } });
  });

  it("does everything in its order, and takes back in the other host what was moved with the VM", () => {
    const devices: readonly DeviceMove[] = [
      { key: "hostdev:0000:01:00.0", name: "0000:01:00.0", xml: "<hostdev/>", replacementXml: "<hostdev2/>" },
      { key: "nic:52:54:00:00:00:01", name: "52:54:00:00:00:01", xml: "<interface/>", replacementXml: null },
    ];
    const xmlFiles = { live: "/run/vf/live.xml", persistent: "/run/vf/persistent.xml" };
    const made = steps({ ...COPY, emulatorCpus: "2-3" }, { devices, emulatorCpusNow: "0-1" }, { xmlFiles });
    expect(made.map(({ id, hostId }) => `${id} ${hostId === "h_source00001" ? "hv1" : "hv2"}`)).toEqual([
      "create-image:vda hv2",
      "write-xml:live hv1",
      "write-xml:persistent hv1",
      "pin-emulator hv1",
      "detach-device:hostdev:0000:01:00.0 hv1",
      "detach-device:nic:52:54:00:00:00:01 hv1",
      "migrate hv1",
      "attach-device:hostdev:0000:01:00.0 hv2",
      "unpin-emulator hv2",
    ]);
    const virsh = `virsh -c qemu:///system`;
    expect(words(made)).toContain(`${virsh} emulatorpin --domain ${UUID} --cpulist 2-3 --live`);
    expect(words(made).at(-1)).toBe(`${virsh} emulatorpin --domain ${UUID} --cpulist 0-1 --live`);
    expect(made.find(({ kind }) => kind === "attach-device")?.data).toEqual({ key: "hostdev:0000:01:00.0", xml: "<hostdev2/>" });
  });

  it("frees QEMU's threads from any pinning when they had none", () => {
    expect(words(steps({ emulatorCpus: "2" })).at(-1)).toContain("--cpulist r --live");
  });

  it("is the same each time: the start runs what the review showed", () => {
    expect(steps({ ...COPY, emulatorCpus: "2" })).toEqual(steps({ ...COPY, emulatorCpus: "2" }));
  });

  it("has words for each step in both languages", () => {
    const made = steps({ ...COPY, emulatorCpus: "2" });
    for (const locale of ["en", "zh-CN"] as const) {
      const said: Readonly<Record<string, unknown>> = messagesFor(locale).steps;
      expect(made.filter(({ kind }) => said[kind] === undefined)).toEqual([]);
    }
  });
});
