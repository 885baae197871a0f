import { describe, expect, it } from "vitest";
import { hostId } from "../../lib/core/model/ids.ts";
import type { CommandResult } from "../ssh/command-result.ts";
import { createFileHashes } from "./file-hashes.ts";
import type { Remote } from "./remote.ts";

const SUM = "ab".repeat(32);
const FILE = { path: "/base", version: "1 2 3" };

function answer(exitCode: number, stdout: string, stderr = ""): CommandResult {
  const rest = { argv: [], command: "", signal: null, durationMs: 1, timedOut: false, connectionLost: false, truncated: false };
  return { ...rest, exitCode, stdout, stderr };
}

function aHost(run: () => Promise<CommandResult>, name = "h_1") {
  let runs = 0;
  const exec = async () => {
    runs += 1;
    return run();
  };
  const remote = { hostId: hostId(name), link: { exec }, rootPrefix: async () => [] } as unknown as Remote;
  return { remote, runs: () => runs };
}

describe("checksums of files on hosts", () => {
  it("are computed once for a version of a file", async () => {
    const hashes = createFileHashes();
    const { remote, runs } = aHost(async () => answer(0, `${SUM}  /base\n`));
    expect(await hashes.of(remote, FILE, 1000)).toEqual({ kind: "known", sha256: SUM });
    expect(await hashes.of(remote, FILE, 1000)).toEqual({ kind: "known", sha256: SUM });
    expect(runs()).toBe(1);
    await hashes.of(remote, { ...FILE, version: "1 2 4" }, 1000);
    expect(runs()).toBe(2);
  });

  it("that take long are not waited for, and are there at the next look", async () => {
    const hashes = createFileHashes();
    const { promise, resolve } = Promise.withResolvers<CommandResult>();
    const { remote, runs } = aHost(() => promise);
    expect(await hashes.of(remote, FILE, 5)).toEqual({ kind: "computing" });
    resolve(answer(0, `${SUM}  /base\n`));
    expect(await hashes.of(remote, FILE, 1000)).toMatchObject({ kind: "known" });
    expect(runs()).toBe(1);
  });

  it("that failed are tried again, with the host's words", async () => {
    const hashes = createFileHashes();
    const { remote, runs } = aHost(async () => answer(1, "", "sha256sum: /base: Permission denied"));
    expect(await hashes.of(remote, FILE, 1000)).toEqual({ kind: "failed", words: "sha256sum: /base: Permission denied" });
    await hashes.of(remote, FILE, 1000);
    expect(runs()).toBe(2);
  });

  it("of a name that sha256sum has to escape are read, too", async () => {
    const { remote } = aHost(async () => answer(0, `\\${SUM}  /ba\\nse\n`));
    expect(await createFileHashes().of(remote, FILE, 1000)).toEqual({ kind: "known", sha256: SUM });
  });

  it("of two hosts are two", async () => {
    const hashes = createFileHashes();
    const [a, b] = [aHost(async () => answer(0, `${SUM}  x`)), aHost(async () => answer(0, `${"cd".repeat(32)}  x`), "h_2")];
    expect(await hashes.of(a.remote, FILE, 1000)).not.toEqual(await hashes.of(b.remote, FILE, 1000));
  });
});
