import { setTimeout as sleep } from "node:timers/promises";
import { type DiskPlaces, labCheckDisks, labExec, labGuest, labHeartbeat } from "../../lab/client.ts";

/** How long a guest on a busy machine may take for its next count, ms. */
const BEAT_MS = 25_000;

/** How the answer begins when a VM has arrived whole and is of no use there yet. */
export const CANNOT_START = "it does not start there: ";

/** What plain virsh must say after the end. */
export interface Wanted {
  readonly guest: string;
  readonly host: string;
  readonly state: "running" | "paused" | "shut off";
  /** Another name: a clone, beside an original that stays where it is. */
  /** Only where it is and whether it is whole, not whether it would start. */
  readonly atAGlance?: true;
  readonly clone?: { readonly name: string; readonly at: string; readonly disks: DiskPlaces };
}

/**
 * Looks past everything of ours: the VM is on this host alone, in this state, its disks hold what they must, and a running one counts on.
 * Returns what is wrong; empty = all is as wanted.
 */
export async function lookWhetherAt({ guest, host, state, atAGlance, clone }: Wanted): Promise<string> {
  const found = await labGuest(guest);
  const places = found.seenOn.map((one) => `${one.state} on ${one.host}`).join(", ") || "nowhere";
  if (places !== `${state} on ${host}`) return `virsh: ${places}`;
  const disks = await labCheckDisks(guest, host).catch((error: unknown) => String(error));
  if (typeof disks === "string") return `disks: ${firstLine(disks)}`;
  const broken = disks.filter(({ intact }) => !intact).map(({ target }) => target);
  if (broken.length > 0) return `content of ${broken.join(", ")} is not what it was`;
  if (clone) return lookAtClone(guest, clone);
  if (state === "shut off") return atAGlance ? "" : lookWhetherItStarts(host, found.uuid);
  return state === "running" ? lookWhetherItCounts(guest) : "";
}

/** A VM that is off has not arrived before it can be started there. It is powered off before its guest has written anything. */
async function lookWhetherItStarts(host: string, domain: string): Promise<string> {
  const { exitCode, stderr } = await labExec(host, ["virsh", "-q", "start", domain], { timeoutMs: 30_000 });
  if (exitCode !== 0) return `${CANNOT_START}${firstLine(stderr.replaceAll("error: ", "").replace(/^Failed to start .*\n/, ""))}`;
  await labExec(host, ["virsh", "-q", "destroy", domain], { timeoutMs: 15_000 });
  return "";
}

async function lookWhetherItCounts(guest: string): Promise<string> {
  const first = await labHeartbeat(guest);
  for (const deadline = Date.now() + BEAT_MS; Date.now() < deadline; ) {
    await sleep(250);
    const now = await labHeartbeat(guest);
    if (!now || now.count <= (first?.count ?? -1)) continue;
    const bad = Object.entries(now.disks).filter(([, word]) => word !== "ok" && word !== "new");
    return bad.map(([disk, word]) => `the guest says ${disk}=${word}`).join(", ");
  }
  return "the guest does not count on";
}

async function lookAtClone(guest: string, clone: NonNullable<Wanted["clone"]>): Promise<string> {
  const { stdout } = await labExec(clone.at, ["virsh", "-q", "domstate", clone.name]);
  if (stdout.trim() !== "shut off") return `the clone is ${stdout.trim() || "not there"}`;
  const disks = await labCheckDisks(guest, clone.at, clone.disks).catch(() => []);
  const isWhole = disks.some(({ target, intact }) => target in clone.disks && intact);
  return isWhole ? lookWhetherItStarts(clone.at, clone.name) : "the clone's disk is not what it should be";
}

/** The first line of some text that says something (ssh draws frames), short enough for a table. */
export function firstLine(text: string): string {
  const line = text.split("\n").find((one) => one.trim() !== "" && !one.includes("@@@@")) ?? "";
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
