import { setTimeout as sleep } from "node:timers/promises";
import { createKeyedGates } from "./keyed-gates.ts";
import { type Remote, wordsOf } from "./remote.ts";

/** A file as it was at one moment: inode, time of change and size together. */
export interface FileVersion {
  readonly path: string;
  readonly version: string;
}

/** computing: the host is still at it, ask again later. */
export type FileHash =
  | { readonly kind: "known"; readonly sha256: string }
  | { readonly kind: "computing" }
  | { readonly kind: "failed"; readonly words: string };

export interface FileHashes {
  /** SHA-256 of a file; answers within `patienceMs`, while the host goes on computing. */
  of(remote: Remote, file: FileVersion, patienceMs: number): Promise<FileHash>;
}

/** Half an hour reads about a terabyte from fast storage; a base image is smaller. */
const LIMIT_S = 1800;
/** Hashes kept; they are small, and a changed file has another key. */
const MAX_HASHES = 2_000;

/** Hashes by host and file version. One file at a time is read on a host, with the lowest priority. */
export function createFileHashes(): FileHashes {
  const hashes = new Map<string, Promise<FileHash>>();
  const gates = createKeyedGates(1);

  const compute = async (remote: Remote, path: string): Promise<FileHash> => {
    const prefix = (await remote.rootPrefix()) ?? [];
    const argv = [...prefix, "timeout", String(LIMIT_S), "nice", "-n", "19", "sha256sum", "--", path];
    // Past the gate of the short commands, which this would hold up.
    const result = await gates.of(remote.hostId).run(() => remote.link.exec(argv, { timeoutMs: (LIMIT_S + 10) * 1000 }));
    // sha256sum puts a backslash before the digest of a file whose name it had to escape.
    const sha256 = /^\\?([0-9a-f]{64}) /.exec(result.stdout)?.[1];
    return result.exitCode === 0 && sha256 !== undefined ? { kind: "known", sha256 } : { kind: "failed", words: wordsOf(result) };
  };

  return {
    async of(remote, { path, version }, patienceMs) {
      const key = JSON.stringify([remote.hostId, path, version]);
      const running = hashes.get(key) ?? compute(remote, path);
      hashes.delete(key);
      hashes.set(key, running);
      for (const old of [...hashes.keys()].slice(0, Math.max(0, hashes.size - MAX_HASHES))) hashes.delete(old);
      const answer = await Promise.race([running, sleep(patienceMs, { kind: "computing" } as const, { ref: false })]);
      if (answer.kind === "failed") hashes.delete(key);
      return answer;
    },
  };
}
