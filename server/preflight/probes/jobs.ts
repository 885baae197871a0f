import { parseJobInfo } from "../../../lib/core/facts/domjobinfo.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import { isActive } from "../../../lib/core/preflight/context.ts";
import type { DomainJobs } from "../../../lib/core/preflight/probes.ts";
import { writableDisks } from "../../../lib/core/preflight/rules/disks.ts";
import type { CommandResult } from "../../ssh/command-result.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

/** Asks libvirt on the source for jobs of the domain and of its disks. A domain that is not running has none. */
export async function probeJobs(source: Remote, domain: Domain, now: () => number): Promise<FinishedProbe<DomainJobs>> {
  if (!isActive(domain)) return { kind: "done", value: { job: null, operation: null, blockJobs: [] }, atMs: now(), commands: [] };
  const ask = (...words: readonly string[]): Promise<CommandResult> => source.link.virsh(words, { timeoutMs: 5_000 });
  const info = ["domjobinfo", "--domain", domain.uuid, "--rawstats"];
  const targets = writableDisks(domain).map(({ target }) => target);
  const [job, ...blocks] = await Promise.all([
    ask(...info),
    ...targets.map((target) => ask("blockjob", "--domain", domain.uuid, "--path", target, "--info")),
  ]);
  const commands = [source.ran(["virsh", ...info])];
  const read = job?.exitCode === 0 ? parseJobInfo(job.stdout) : null;
  if (!job || !read) return failedProbe(job ? wordsOf(job) : "no answer", now(), commands);
  const failed = blocks.find(({ exitCode }) => exitCode !== 0);
  if (failed) return failedProbe(wordsOf(failed), now(), commands);
  // With -q virsh prints nothing for a disk without a job.
  const blockJobs = targets.filter((_, index) => !/^\s*(No current block job.*)?$/.test(blocks[index]?.stdout ?? ""));
  const value: DomainJobs = { job: read.type === "none" ? null : read.type, operation: read.operation, blockJobs };
  return { kind: "done", value, atMs: now(), commands };
}
