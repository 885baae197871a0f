import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labExec, labGuest, labReset } from "../client.ts";
import { checkVm, takeBaseline } from "./index.ts";

const images = "/var/lib/libvirt/images";

beforeAll(async () => {
  await labReset();
});
afterAll(async () => {
  await labReset();
});

describe("the checker on real hosts", () => {
  it("sees a sound VM, then a second copy of it that somebody started", async () => {
    const { uuid } = await labGuest("db02");
    const since = await takeBaseline("db02");
    const sound = await checkVm("db02", since);
    expect(sound.judgement).toEqual({ copies: "one-running", on: "hv1", knownOn: ["hv1"], faults: [] });
    const { stdout: xml } = await labExec("hv1", ["virsh", "dumpxml", "--inactive", uuid]);
    await labExec("hv1", ["sh", "-c", `qemu-img convert -U -O qcow2 ${images}/db02-vda.qcow2 /srv/shared/second.qcow2`]);
    await labExec("hv2", ["cp", "/srv/shared/second.qcow2", `${images}/db02-vda.qcow2`]);
    const twice = await labExec("hv2", ["sh", "-c", "cat >/tmp/twice.xml && virsh create /tmp/twice.xml"], { input: xml });
    expect(twice.stderr).toBe("");
    const { judgement } = await checkVm("db02", since);
    expect(judgement).toMatchObject({ copies: "several", on: null });
    expect(judgement.faults.join("\n")).toMatch(/more than one copy: hv1\/\d+ running, counting; hv2\/\d+ running/);
  });
});
