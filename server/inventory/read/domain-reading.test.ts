import { describe, expect, it } from "vitest";
import { domainUuid } from "../../../lib/core/model/ids.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { readDefinition } from "./domain-reading.ts";

const uuid = domainUuid("7a6b0001-0000-4000-8000-000000000001");
const xml = (backing: string) =>
  `<domain type='qemu'><name>web01</name><uuid>${uuid}</uuid><memory unit='MiB'>128</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>` +
  `<devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/srv/shared/top.qcow2'/>${backing}<target dev='vda' bus='virtio'/></disk></devices></domain>`;

interface Other {
  /** What --inactive gives; null = an error. */
  readonly stored?: string | null;
  readonly migratable?: boolean;
}

/** A host that answers as libvirt 9.0 does: the migratable form has no backing chain. */
function hostWith(plain: string, { stored = plain, migratable = true }: Other = {}): HostLink {
  const answer = (args: readonly string[]): string | null => {
    if (args.includes("--migratable")) return migratable ? xml("") : null;
    return args.includes("--inactive") ? stored : plain;
  };
  const virsh = async (args: readonly string[]) => ({
    argv: args,
    command: args.join(" "),
    exitCode: answer(args) === null ? 1 : 0,
    signal: null,
    stdout: answer(args) ?? "",
    stderr: answer(args) === null ? "error: no such thing" : "",
    durationMs: 1,
    timedOut: false,
    connectionLost: false,
    truncated: false,
  });
  return { virsh } as unknown as HostLink;
}

describe("a domain's definition", () => {
  it("has the images that a disk is built on, which its migratable form leaves out", async () => {
    const chain =
      "<backingStore type='file'><format type='qcow2'/><source file='/var/local/base.qcow2'/><backingStore/></backingStore>";
    const read = await readDefinition(hostWith(xml(chain)), uuid, undefined);
    expect(read.kind === "read" && read.reading.definition?.disks[0]?.backingFiles).toEqual(["/var/local/base.qcow2"]);
  });

  it("of a VM that runs is held against the stored one, of one that is off there is no other", async () => {
    const more = xml("").replace("<vcpu>1<", "<vcpu>2<");
    const needsOf = async (plain: string, stored: string | null, migratable = true) => {
      const read = await readDefinition(hostWith(plain, { stored, migratable }), uuid, undefined);
      return read.kind === "read" ? read.reading.definition?.needs : undefined;
    };
    const running = xml("").replace("type='qemu'", "type='qemu' id='7'");
    expect(await needsOf(running, more)).toMatchObject({ hasPendingChanges: true, pendingParts: ["vcpu"] });
    expect(await needsOf(running, xml(""))).toMatchObject({ hasPendingChanges: false, pendingParts: [] });
    expect(await needsOf(xml(""), more)).toMatchObject({ hasPendingChanges: false });
    // What libvirt fills in while it runs is no pending change: without the migratable form nothing can be said.
    expect(await needsOf(running, more, false)).toMatchObject({ hasPendingChanges: null });
    expect(await needsOf(running, null)).toMatchObject({ hasPendingChanges: null });
  });

  it("is read anew when only the chain has changed", async () => {
    const first = await readDefinition(hostWith(xml("<backingStore/>")), uuid, undefined);
    if (first.kind !== "read") throw new Error(first.kind);
    expect(await readDefinition(hostWith(xml("<backingStore/>")), uuid, first.reading)).toEqual({
      kind: "read",
      reading: first.reading,
    });
    const chain = "<backingStore type='file'><source file='/base'/></backingStore>";
    const second = await readDefinition(hostWith(xml(chain)), uuid, first.reading);
    expect(second.kind === "read" && second.reading.definition?.disks[0]?.backingFiles).toEqual(["/base"]);
  });
});
