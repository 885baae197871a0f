import { describe, expect, it } from "vitest";
import { domainUuid } from "../../../lib/core/model/ids.ts";
import type { HostLink } from "../../libvirt/host-link.ts";
import { readDefinition } from "./domain-reading.ts";

const uuid = domainUuid("7a6b0001-0000-4000-8000-000000000001");
const xml = (backing: string) =>
  `<domain type='qemu'><name>web01</name><uuid>${uuid}</uuid><memory unit='MiB'>128</memory><vcpu>1</vcpu><os><type arch='x86_64' machine='pc-q35-7.2'>hvm</type></os>` +
  `<devices><disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='/srv/shared/top.qcow2'/>${backing}<target dev='vda' bus='virtio'/></disk></devices></domain>`;

/** A host that answers as libvirt 9.0 does: the migratable form has no backing chain. */
function hostWith(plain: string): HostLink {
  const virsh = async (args: readonly string[]) => ({
    argv: args,
    command: args.join(" "),
    exitCode: 0,
    signal: null,
    stdout: args.includes("--migratable") ? xml("") : plain,
    stderr: "",
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
