import { describe, expect, it } from "vitest";
import { harmedByEmulator } from "./harmed-by-emulator.ts";

const crash = { host: "hv2", count: 57, words: "[ 9.1] BUG: kernel NULL pointer dereference" };
const oneRunning = { copies: "one-running", on: "hv2" } as const;
const COUNTER = "the guest's counter stands at 3; it was 40 before";
const DISK = "disk vda on hv2 (/srv/shared/web01-vda.qcow2): its counter is 3, the guest's was 40";

describe("a guest that the emulator harmed", () => {
  it("is told by its own kernel's words, when all else is well", () => {
    const words = harmedByEmulator([COUNTER, DISK], oneRunning, [crash]);
    expect(words).toContain(COUNTER);
    expect(words).toContain("its kernel crashed on hv2 at count 57 there: [ 9.1] BUG: kernel NULL pointer dereference");
    expect(harmedByEmulator(["running on hv2, but its counter stands still"], oneRunning, [{ ...crash, count: null }])).toContain(
      "before its first count there",
    );
  });

  it("is no excuse without such words", () => {
    expect(harmedByEmulator([COUNTER], oneRunning, [])).toBeNull();
  });

  it.each([
    "more than one copy: hv1/11 running, counting; hv2/13 running",
    "defined on hv1 and hv2",
    "disk vda on hv2 (/srv/shared/web01-vda.qcow2): its content is not what it was",
    "disk vda on hv2 (/srv/shared/web01-vda.qcow2): qemu-img check finds 2 corruptions",
    "libvirt on hv1 still has a job for it",
    "it says moved, but there is one-running on hv1 (known on hv1)",
    "it says running on hv1, libvirt there says absent",
    "it has not ended: running, pre-copy",
  ])("excuses nothing else: %s", (words) => {
    expect(harmedByEmulator([COUNTER, words], oneRunning, [crash])).toBeNull();
  });

  it.each(["one-paused", "none", "waiting", "several", "unclear"] as const)("excuses no other number of copies: %s", (copies) => {
    expect(harmedByEmulator([COUNTER], { copies, on: null }, [crash])).toBeNull();
  });
});
