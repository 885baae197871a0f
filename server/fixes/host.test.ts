import { describe, expect, it } from "vitest";
import type { HostLink } from "../libvirt/host-link.ts";
import { aSnapshot } from "../test-support/records.ts";
import { fixHost } from "./host.ts";
import { aResult } from "./test-support/stand-in-host.ts";

const snapshot = aSnapshot(1);
const { id } = snapshot.registration;

/** A host whose commands end so. */
function parts(answer: (argv: readonly string[]) => Partial<ReturnType<typeof aResult>>) {
  const link = { exec: async (argv: readonly string[]) => aResult(argv, answer(argv)) } as unknown as HostLink;
  return {
    inventory: { snapshot: () => snapshot, snapshots: () => [], refresh: async () => snapshot },
    links: { get: () => link },
  };
}
const codeOf = (error: unknown) => {
  const { code, data } = error as { code: string; data: { message: { key: string } } };
  return `${code} ${data.message.key}`;
};

describe("a host that is to be fixed", () => {
  it("is refused where root is needed and cannot be had, with the host's words", async () => {
    const host = await fixHost(
      parts(([word]) => (word === "id" ? { stdout: "1000\n" } : { exitCode: 1, stderr: "sudo: a password is required" })),
      id,
    );
    expect(host.mayBeRoot).toBe(false);
    try {
      host.asRoot(["true"]);
      expect.unreachable();
    } catch (error) {
      expect(codeOf(error)).toBe("conflict errors.fixes.no-root");
      expect((error as { data: { detail: string } }).data.detail).toBe("sudo: a password is required");
    }
  });

  it("is offline when its connection does not stand, and has not answered when a look takes too long", async () => {
    const lost = fixHost(
      parts(() => ({ exitCode: null, connectionLost: true, stderr: "not connected" })),
      id,
    );
    expect(await lost.catch(codeOf)).toBe("host-offline errors.fixes.host-offline");
    const slow = await fixHost(
      parts(([word]) => (word === "id" ? { stdout: "0\n" } : { exitCode: null, timedOut: true })),
      id,
    );
    expect(slow.asRoot(["true"])).toEqual(["true"]);
    expect(await slow.look(["ls"]).catch(codeOf)).toBe("host-problem errors.fixes.no-answer");
  });

  it("must be registered", async () => {
    const none = { ...parts(() => ({})), links: { get: () => undefined } };
    expect(await fixHost(none, id).catch(codeOf)).toBe("not-found errors.fixes.unknown-host");
  });
});
