import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { isQemuOf } from "../faults/processes.ts";
import type { GuestPlace, HostPlace } from "../parts/config.ts";
import { findInit, hostProcesses, onHost } from "../parts/host-process.ts";
import { sleep } from "../parts/run.ts";
import { lastHeartbeat, serialLogPath } from "../parts/serial-log.ts";
import { guestOf, openLab } from "../parts/state.ts";
import { lookAtDisks } from "./disks.ts";
import type { Baseline, DomainPicture, HostPicture, QemuProcess, VmPicture } from "./picture.ts";

/** A guest writes its counter each second; a busy machine may be late, ms. */
const WINDOW_MS = 2_600;
const LONGEST_WINDOW_MS = 9_000;
/** One that should go on gets more time before it is said to stand still, ms. */
const SECOND_WINDOW_MS = 20_000;
const READ_MS = 10_000;

/** How far a guest has come by now, on any host. */
export async function takeBaseline(guestWord: string): Promise<Baseline> {
  const lab = await openLab();
  const guest = guestOf(lab, guestWord);
  return { count: highest(lab.hosts, guest) };
}

/** Looks at a VM on every host of the lab, by its uuid. Takes some seconds: whether a guest goes on is seen by its counter. */
export async function lookAtVm(guestWord: string): Promise<VmPicture> {
  const lab = await openLab();
  const guest = guestOf(lab, guestWord);
  const first = await lookAtHosts(lab.hosts, guest, LONGEST_WINDOW_MS);
  const stands = first.some(
    ({ domain, counts }) => domain?.state === "running" && !counts && !domain.reason.startsWith("post-copy"),
  );
  const hosts = stands ? await lookAtHosts(lab.hosts, guest, SECOND_WINDOW_MS) : first;
  const holders = lab.hosts.filter((place) => hosts.some((seen) => seen.host === place.host.name && holdsDisks(seen)));
  const disks = (await Promise.all(holders.map((place) => lookAtDisks(place, guest)))).flat();
  // Where it goes on now: one that began anew has a lower count than the log that it left on another host.
  const alive = lab.hosts.filter((place) => hosts.some((seen) => seen.host === place.host.name && seen.counts));
  const count = highest(alive.length > 0 ? alive : lab.hosts, guest);
  return { guest: guest.guest.key, uuid: guest.uuid, hosts, disks, count };
}

async function lookAtHosts(places: readonly HostPlace[], guest: GuestPlace, longestMs: number): Promise<HostPicture[]> {
  const counting = await hostsThatCount(places, guest, longestMs);
  return await Promise.all(
    places.map(async (place): Promise<HostPicture> => {
      const power = findInit(place) !== undefined;
      const domain = power ? await readDomain(place, guest.uuid) : null;
      const qemus = power ? hostProcesses(place).filter(isQemuOf(guest.uuid)).map(toQemu) : [];
      const answers = domain !== "silent";
      return {
        host: place.host.name,
        power,
        answers: power && answers,
        domain: answers ? domain : null,
        qemus,
        counts: counting.has(place),
      };
    }),
  );
}

/** Where its disks have to be sound: where a QEMU writes to them, else where it is defined. */
function holdsDisks({ qemus, domain }: HostPicture): boolean {
  return qemus.some(({ writes }) => writes.length > 0) || (qemus.length === 0 && domain !== null);
}

async function hostsThatCount(
  hosts: readonly HostPlace[],
  guest: GuestPlace,
  longestMs: number,
): Promise<ReadonlySet<HostPlace>> {
  const countOn = (place: HostPlace) => lastHeartbeat(serialLogPath(place, guest))?.count;
  const before = new Map(hosts.map((place) => [place, countOn(place)]));
  const begun = performance.now();
  for (;;) {
    await sleep(200);
    const grown = hosts.filter((place) => countOn(place) !== before.get(place));
    const goneMs = performance.now() - begun;
    // Longer when nothing moves: a guest on a busy machine is slow, not dead.
    if (goneMs >= longestMs || (goneMs >= WINDOW_MS && grown.length > 0)) return new Set(grown);
    if (goneMs >= WINDOW_MS && !hosts.some((place) => hostProcesses(place).some(isQemuOf(guest.uuid)))) return new Set(grown);
  }
}

async function readDomain(place: HostPlace, uuid: string): Promise<DomainPicture | null | "silent"> {
  const script =
    'virsh -q -c qemu:///system domstate --reason "$1"; virsh -q -c qemu:///system dominfo "$1"; virsh -q -c qemu:///system domjobinfo "$1"';
  const { stdout, stderr, timedOut } = await onHost(place, ["sh", "-c", script, "sh", uuid], { timeoutMs: READ_MS });
  if (timedOut) return "silent";
  const [, state, reason] = /^([a-z ]+?) \(([^)]*)\)$/m.exec(stdout) ?? [];
  if (state === undefined || reason === undefined) return /failed to get domain/.test(stderr) ? null : "silent";
  const job = /^Job type:\s+(\S+)/m.exec(stdout)?.[1] ?? "None";
  return { state, reason, persistent: /^Persistent:\s+yes/m.test(stdout), hasJob: job !== "None" && job !== "Completed" };
}

function toQemu({ pid }: { readonly pid: number }): QemuProcess {
  const status = readOr(() => readFileSync(`/proc/${pid}/status`, "utf8"), "");
  const fds = readOr(() => readdirSync(`/proc/${pid}/fd`), []);
  return { pid, frozen: /^State:\s+[tT]/m.test(status), writes: fds.flatMap((fd) => writableImage(pid, fd)) };
}

function writableImage(pid: number, fd: string): { key: string; path: string }[] {
  return readOr(() => {
    const path = readlinkSync(`/proc/${pid}/fd/${fd}`);
    if (!path.startsWith("/srv/") && !path.startsWith("/var/lib/libvirt/images/")) return [];
    const flags = Number.parseInt(/^flags:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, "utf8"))?.[1] ?? "0", 8);
    if ((flags & 3) === 0) return [];
    // The link is followed into the host's own mounts, so that one file has one number whoever has it open.
    const { dev, ino, rdev } = statSync(`/proc/${pid}/fd/${fd}`);
    return [{ key: rdev > 0 ? `device:${rdev}` : `${dev}:${ino}`, path }];
  }, []);
}

/** Processes and their files come and go while they are read. */
function readOr<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return otherwise;
    throw error;
  }
}

function highest(hosts: readonly HostPlace[], guest: GuestPlace): number {
  return Math.max(0, ...hosts.map((place) => lastHeartbeat(serialLogPath(place, guest))?.count ?? 0));
}
