import type { HostSnapshot } from "../../lib/core/model/host.ts";
import { pathsToProve } from "../../lib/core/preflight/rules/disks.ts";
import { done, labContext } from "../../lib/core/preflight/test-support/lab.ts";
import { filesToLookFor } from "../../server/preflight/domain-probes.ts";
import { cpuKey, fileKey, jobKey, type ProbeBook, pairKey, storageKey } from "../../server/preflight/probe-book.ts";
import { cpuQuestionKey } from "../../server/preflight/probes/cpu.ts";

/** Puts a good answer to all that the matrix asks for these VMs, wherever they might go. */
export function fillBook(book: ProbeBook, hosts: readonly HostSnapshot[], domainUuids: readonly string[], nowMs: number): void {
  const wanted = new Set<string>(domainUuids);
  const { probes } = labContext();
  const { ssh, libvirt, ports, cpu, jobs, hostname, segments, storage } = probes;
  if (ssh.kind !== "done" || libvirt.kind !== "done" || ports.kind !== "done" || cpu.kind !== "done" || jobs.kind !== "done")
    throw new Error("the lab's probes are done");
  if (hostname.kind !== "done" || segments.kind !== "done" || storage.kind !== "done")
    throw new Error("the lab's probes are done");
  const [proof] = storage.value.values();
  if (!proof) throw new Error("web01 has a disk");
  const at = <T>(value: T) => ({ ...done(value), atMs: nowMs });
  for (const source of hosts) {
    const domains = source.domains.filter(({ uuid }) => wanted.has(uuid));
    for (const domain of domains) book.jobs.put(jobKey(source.registration.id, domain), nowMs, at(jobs.value));
    for (const destination of hosts) {
      if (domains.length === 0 || source === destination) continue;
      const [from, to] = [source.registration.id, destination.registration.id];
      const { address, hostKey } = destination.registration;
      const key = pairKey(from, to);
      book.ssh.put(key, nowMs, at({ ...ssh.value, knownKeys: [hostKey.publicKey] }));
      book.libvirt.put(
        key,
        nowMs,
        at({ ...libvirt.value, hostUuid: destination.facts?.uuid.known ? destination.facts.uuid.value : null }),
      );
      book.ports.put(key, nowMs, at({ ...ports.value, address }));
      book.names.put(
        key,
        nowMs,
        at({
          hostname: { ...hostname.value, announced: address, resolved: [address], destinationAddresses: [address] },
          segments: segments.value,
        }),
      );
      for (const domain of domains) {
        book.cpu.put(cpuKey(to, cpuQuestionKey(domain)), nowMs, at(cpu.value));
        for (const path of pathsToProve(domain)) book.storage.put(storageKey(from, to, path), nowMs, at(proof));
        const file = { exists: true, readable: true, executable: true, sizeBytes: 1 };
        for (const path of filesToLookFor(domain, null)) book.files.put(fileKey(to, path), nowMs, at(file));
      }
    }
  }
}
