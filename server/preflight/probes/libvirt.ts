import type { HostConnection } from "../../../lib/core/model/options.ts";
import { readLibvirtOutcome } from "../../../lib/core/preflight/outcomes.ts";
import type { LibvirtReach } from "../../../lib/core/preflight/probes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, neverAnswered, type Remote, withoutRoot, wordsOf } from "../remote.ts";

/** Opens the destination's libvirt from the source by the very URI that a migration uses, for writing, and asks who answers. */
export async function probeLibvirt(
  source: Remote,
  to: { readonly uri: string; readonly connection: HostConnection },
  now: () => number,
): Promise<FinishedProbe<LibvirtReach>> {
  const prefix = await source.rootPrefix();
  if (prefix === null) return failedProbe(withoutRoot(source), now());
  const argv = [...prefix, "timeout", "15", "virsh", "-q", "-c", to.uri, "capabilities"];
  const result = await source.exec(argv, 17_000);
  const commands = [source.ran(argv)];
  if (neverAnswered(result)) return failedProbe(wordsOf(result), now(), commands);
  const text = result.exitCode === 0 ? "" : wordsOf(result);
  const outcome = readLibvirtOutcome({ exitCode: result.exitCode, timedOut: result.timedOut, text }, to.connection);
  const hostUuid = /<host>\s*<uuid>([0-9a-f-]{36})<\/uuid>/.exec(result.stdout)?.[1] ?? null;
  return { kind: "done", value: { outcome, text, hostUuid }, atMs: now(), commands };
}
