import { describe, expect, it } from "vitest";
import { postCopyPicture } from "./post-copy.ts";
import { sideOf } from "./test-support/records.ts";

const sent = sideOf("paused", "post-copy");
const sentFailed = sideOf("paused", "post-copy failed");
const half = sideOf("running", "post-copy");
const halfFailed = sideOf("running", "post-copy failed");
const arrived = sideOf("running", "migrated");
const absent = sideOf("absent");
const away = sideOf("unreachable");
const off = sideOf("shut-off", "migrated");

describe("postCopyPicture", () => {
  it.each([
    ["both at it", "going-on", sent, half],
    ["somebody paused the guest at the destination", "going-on", sent, sideOf("paused", "user")],
    ["both lost the link", "broken", sentFailed, halfFailed],
    ["only the source noticed", "broken", sentFailed, half],
    ["only the destination noticed", "broken", sent, halfFailed],
    ["broken, and somebody paused the guest", "broken", sentFailed, sideOf("paused", "user")],
    ["broken, and the destination does not answer", "broken", sentFailed, away],
    ["all is there, the source not cleaned up", "arrived", sent, arrived],
    ["all is there, the source says it failed", "arrived", sentFailed, arrived],
    ["the destination's QEMU died", "destination-lost", sentFailed, absent],
    ["the destination's QEMU crashed", "destination-lost", sent, sideOf("crashed", "unknown")],
    ["the source's QEMU died", "source-lost", absent, halfFailed],
    ["the source's QEMU died, not noticed yet", "source-lost", sideOf("shut-off", "crashed"), half],
    ["the destination does not answer", "unseen", sent, away],
    ["pre-copy", "none", sideOf("running", "booted"), sideOf("paused", "migrating")],
    ["the switch of a pre-copy", "none", sideOf("paused", "migrating"), sideOf("paused", "migrating")],
    ["moved", "none", absent, arrived],
    ["moved, definition kept", "none", off, arrived],
    ["the source is gone and the destination silent", "none", absent, away],
  ] as const)("%s: %s", (_, picture, source, destination) => {
    expect(postCopyPicture(source, destination)).toBe(picture);
  });

  it("tells nothing of a source that does not answer", () => {
    expect(() => postCopyPicture(away, half)).toThrow(RangeError);
  });
});
