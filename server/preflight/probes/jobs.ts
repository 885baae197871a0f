import { parseJobInfo } from "../../../lib/core/facts/domjobinfo.ts";
import { writableDisks } from "../../../lib/core/migration/disks.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import { isActive } from "../../../lib/core/preflight/context.ts";
import type { DomainJobs } from "../../../lib/core/preflight/probes.ts";
import { type CommandResult, succeeded } from "../../ssh/command-result.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

/** Asks libvirt on the source for checkpoints, and for jobs of the domain and of its disks. A domain that is not running has no jobs. */
export async function probeJobs(source: Remote, domain: Domain, now: () => number): Promise<FinishedProbe<DomainJobs>> {
  const ask = (...words: readonly string[]): Promise<CommandResult> => source.link.virsh(words, { timeoutMs: 5_000 });
  const list = ["checkpoint-list", "--domain", domain.uuid, "--name"];
  const countCheckpoints = async (): Promise<number | null> => {
    const listed = await ask(...list);
    return succeeded(listed) ? listed.stdout.split("\n").filter((line) => line.trim() !== "").length : null;
  };
  if (!isActive(domain)) {
    const value = { job: null, operation: null, blockJobs: [], checkpoints: await countCheckpoints() };
    return { kind: "done", value, atMs: now(), commands: [source.ran(["virsh", ...list])] };
  }
  const info = ["domjobinfo", "--domain", domain.uuid, "--rawstats"];
  const targets = writableDisks(domain).map(({ target }) => target);
  const [checkpoints, job, ...blocks] = await Promise.all([
    countCheckpoints(),
    ask(...info),
    ...targets.map((target) => ask("blockjob", "--domain", domain.uuid, "--path", target, "--info")),
  ]);
  const commands = [source.ran(["virsh", ...info])];
  const read = job.exitCode === 0 ? parseJobInfo(job.stdout) : null;
  if (!read) return failedProbe(wordsOf(job), now(), commands);
  const failed = blocks.find(({ exitCode }) => exitCode !== 0);
  if (failed) return failedProbe(wordsOf(failed), now(), commands);
  // With -q virsh prints nothing for a disk without a job.
  const blockJobs = targets.filter((_, index) => !/^\s*(No current block job.*)?$/.test(blocks[index]?.stdout ?? ""));
  const value: DomainJobs = { job: read.type === "none" ? null : read.type, operation: read.operation, blockJobs, checkpoints };
  return { kind: "done", value, atMs: now(), commands };
}
