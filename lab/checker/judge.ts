import type { Baseline, HostPicture, VmPicture } from "./picture.ts";

/**
 * one-running, one-paused: exactly one copy, and that is its state; none: no QEMU at all; waiting: a post-copy that broke, both halves stand still;
 * several: more than one QEMU or more than one guest that goes on; unclear: a host that has power does not answer, or contradicts itself.
 */
export type Copies = "one-running" | "one-paused" | "none" | "waiting" | "several" | "unclear";

export interface Judgement {
  readonly copies: Copies;
  /** The host of the one copy; null when there is none or more. */
  readonly on: string | null;
  /** Hosts that have a definition, be it of a VM that is off. */
  readonly knownOn: readonly string[];
  /** All that must not be, in words; empty = the VM is sound. */
  readonly faults: readonly string[];
}

/** Says how many copies of a VM there are and what is wrong with them. `since`: how far the guest had come before anything was done to it. */
export function judge(picture: VmPicture, since: Baseline): Judgement {
  const live = picture.hosts.filter(({ qemus }) => qemus.length > 0);
  const knownOn = picture.hosts.filter(({ domain }) => domain !== null).map(({ host }) => host);
  const copies = countCopies(picture, live);
  const on = copies === "one-running" || copies === "one-paused" ? (live[0]?.host ?? null) : null;
  const faults = [
    ...picture.hosts.flatMap(contradictions),
    ...sharedImages(live),
    ...(copies === "several" ? [severalWords(picture)] : []),
    ...(copies === "one-running" && picture.count <= since.count
      ? [`the guest's counter stands at ${picture.count}; it was ${since.count} before`]
      : []),
    ...(copies !== "waiting" && knownOn.length > 1 ? [`defined on ${knownOn.join(" and ")}`] : []),
    ...diskFaults(picture, since),
  ];
  return { copies, on, knownOn, faults };
}

function countCopies({ hosts }: VmPicture, live: readonly HostPicture[]): Copies {
  if (hosts.filter(({ counts }) => counts).length > 1 || live.some(({ qemus }) => qemus.length > 1)) return "several";
  if (live.length > 1) return isWaiting(hosts, live) ? "waiting" : "several";
  if (hosts.some(({ power, answers }) => power && !answers)) return "unclear";
  const [only] = live;
  if (!only) return hosts.some(({ domain }) => domain !== null && !isOff(domain.state)) ? "unclear" : "none";
  if (only.domain?.state === "running") return "one-running";
  return only.domain?.state === "paused" ? "one-paused" : "unclear";
}

/** Two QEMUs are no danger only while libvirt calls both halves of a broken post-copy and no guest goes on. */
function isWaiting(hosts: readonly HostPicture[], live: readonly HostPicture[]): boolean {
  const halves = live.every(({ domain }) => domain?.reason.startsWith("post-copy") ?? false);
  const paused = live.filter(({ domain }) => domain?.state === "paused");
  return halves && paused.length > 0 && hosts.every(({ counts }) => !counts);
}

function contradictions({ host, power, answers, domain, qemus, counts }: HostPicture): string[] {
  if (!power) return [];
  if (!answers) return [`libvirt on ${host} does not answer`];
  const faults: string[] = [];
  if (!domain && qemus.length > 0) faults.push(`a QEMU on ${host} that libvirt does not know (pid ${qemus[0]?.pid})`);
  if (domain && isOff(domain.state) && qemus.length > 0) faults.push(`a QEMU on ${host} although libvirt says ${domain.state}`);
  if (domain && !isOff(domain.state) && qemus.length === 0)
    faults.push(`no QEMU on ${host} although libvirt says ${domain.state}`);
  if (domain?.state === "running" && !counts && !domain.reason.startsWith("post-copy"))
    faults.push(`running on ${host}, but its counter stands still`);
  if (domain?.state === "paused" && counts) faults.push(`paused on ${host}, but its counter goes on`);
  if (domain?.hasJob) faults.push(`libvirt on ${host} still has a job for it`);
  if (qemus.some(({ frozen }) => frozen)) faults.push(`its QEMU on ${host} is frozen by a signal`);
  return faults;
}

function sharedImages(live: readonly HostPicture[]): string[] {
  const openers = new Map<string, Set<string>>();
  for (const { host, qemus } of live)
    for (const { pid, writes } of qemus)
      for (const { key, path } of writes)
        openers.set(`${key} ${path}`, (openers.get(`${key} ${path}`) ?? new Set()).add(`${host}/${pid}`));
  return [...openers]
    .filter(([, who]) => who.size > 1)
    .map(([image, who]) => `${image.split(" ")[1]} is open for writing by ${[...who].join(" and ")}`);
}

function severalWords({ hosts }: VmPicture): string {
  const where = hosts.flatMap(({ host, qemus, counts, domain }) =>
    qemus.map(({ pid }) => `${host}/${pid} ${domain?.state ?? "unknown to libvirt"}${counts ? ", counting" : ""}`),
  );
  return `more than one copy: ${where.join("; ")}`;
}

function diskFaults({ disks }: VmPicture, since: Baseline): string[] {
  return disks.flatMap(({ host, target, path, intact, counter, corruptions }) => {
    const disk = `disk ${target} on ${host} (${path})`;
    const faults: string[] = [];
    if (!intact) faults.push(`${disk}: its content is not what it was`);
    if (corruptions !== null && corruptions > 0) faults.push(`${disk}: qemu-img check finds ${corruptions} corruptions`);
    // The guest writes it each second and at once: what was there before may not be lost.
    if (counter !== undefined && counter < since.count - 2)
      faults.push(`${disk}: its counter is ${counter}, the guest's was ${since.count}`);
    return faults;
  });
}

function isOff(state: string): boolean {
  return state === "shut off" || state === "crashed";
}
