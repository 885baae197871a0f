import type { MigrationAddress } from "../../../lib/core/migration/destination-uri.ts";
import { readSshOutcome } from "../../../lib/core/preflight/outcomes.ts";
import type { SshReach } from "../../../lib/core/preflight/probes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, neverAnswered, type Remote, withoutRoot, wordsOf } from "../remote.ts";

const CONNECT_S = 5;

/**
 * ssh from the source to the destination the way libvirtd does it: as root, by key, with nobody to ask. Where we are neither root nor
 * may become it, there is no answer: our own user's key says nothing about root's.
 */
export async function probeSsh(source: Remote, to: MigrationAddress, now: () => number): Promise<FinishedProbe<SshReach>> {
  const prefix = await source.rootPrefix();
  if (prefix === null) return failedProbe(withoutRoot(source), now());
  const strict = ["-o", "BatchMode=yes", "-o", `ConnectTimeout=${CONNECT_S}`, "-o", "StrictHostKeyChecking=yes"];
  const user = to.user === null ? [] : ["-l", to.user];
  const argv = [...prefix, "timeout", "10", "ssh", "-T", ...strict, "-p", String(to.port), ...user, "--", to.address, "true"];
  const lookUp = [...prefix, "ssh-keygen", "-F", to.port === 22 ? to.address : `[${to.address}]:${to.port}`];
  const [result, known] = await Promise.all([source.exec(argv, 12_000), source.exec(lookUp, 5_000)]);
  const commands = [source.ran(argv), source.ran(lookUp)];
  if (neverAnswered(result)) return failedProbe(wordsOf(result), now(), commands);
  const text = result.exitCode === 0 ? "" : wordsOf(result);
  const outcome = readSshOutcome({ exitCode: result.exitCode, timedOut: result.timedOut, text });
  // ssh-keygen -F ends with 1 when it finds nothing, and with 255 when there is no file.
  const knownKeys = known.exitCode === 0 ? readKnownKeys(known.stdout) : known.exitCode === null ? null : [];
  return { kind: "done", value: { outcome, text, knownKeys }, atMs: now(), commands };
}

/** The keys in `ssh-keygen -F`'s answer, without names and comments: `ssh-ed25519 AAAA...`. Marked (revoked, CA) lines are left out. */
export function readKnownKeys(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("@"))
    .map((line) => line.trim().split(/\s+/).slice(1, 3).join(" "))
    .filter((key) => key !== "");
}
