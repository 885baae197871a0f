import { readFile } from "node:fs/promises";
import { checkDisks } from "../parts/disk-check.ts";
import { labError } from "../parts/errors.ts";
import { orderGuest, startGuest, stopGuest } from "../parts/guest-power.ts";
import { onHost } from "../parts/host-process.ts";
import { lastHeartbeat } from "../parts/serial-log.ts";
import { guestOf, hostOf, openLab } from "../parts/state.ts";
import { type GuestStatus, status } from "./status.ts";

const guestUsage = `guests (npm run lab -- guest ...):
  list                 where they are
  log GUEST            the serial log on the host where it is
  count GUEST          its counter, and what it says of its disks
  check GUEST          compares the known content of its disks; exit code 1 when harmed
  start GUEST          starts it and waits until it counts
  stop GUEST           takes the power from it
  poweroff GUEST       goes down from inside
  reboot GUEST         reboots from inside
  move GUEST HOST      a plain live migration by virsh, as an operator would do it
`;

/** Looks at a guest, or moves it by hand. */
export async function guest(args: readonly string[]): Promise<number> {
  const [verb = "", word = "", host = ""] = args;
  if (verb === "list") return list();
  const works: Readonly<Record<string, (found: GuestStatus) => Promise<number>>> = {
    log,
    count,
    check,
    start,
    stop,
    poweroff: (found) => order(found, "poweroff"),
    reboot: (found) => order(found, "reboot"),
    move: (found) => move(found, host),
  };
  const work = Object.hasOwn(works, verb) ? works[verb] : undefined;
  if (!work || !word) throw labError("usage", "guest what?", guestUsage);
  const { uuid } = guestOf(await openLab(), word);
  const found = (await status()).guests.find((entry) => entry.uuid === uuid);
  if (!found) throw labError("not-up", "the lab is not up", "Run: npm run lab -- up");
  return work(found);
}

async function list(): Promise<number> {
  await openLab();
  for (const { key, host, state, ip } of (await status()).guests)
    process.stdout.write(`${key.padEnd(7)} ${(host ?? "-").padEnd(4)} ${state.padEnd(9)} ${ip}\n`);
  return 0;
}

async function log(found: GuestStatus): Promise<number> {
  process.stdout.write(await readFile(found.serialLogPath, "utf8").catch(() => ""));
  return 0;
}

async function count(found: GuestStatus): Promise<number> {
  const beat = lastHeartbeat(found.serialLogPath);
  const disks = Object.entries(beat?.disks ?? {}).map(([disk, word]) => ` ${disk}=${word}`);
  process.stdout.write(beat ? `${beat.count}${disks.join("")}\n` : "no line yet\n");
  return beat ? 0 : 1;
}

async function order(found: GuestStatus, word: "poweroff" | "reboot"): Promise<number> {
  await orderGuest(guestOf(await openLab(), found.uuid), word);
  return 0;
}

async function check(found: GuestStatus): Promise<number> {
  const lab = await openLab();
  const checks = await checkDisks(hostOf(lab, found.host ?? found.home), guestOf(lab, found.uuid));
  for (const { target, path, intact, counter } of checks)
    process.stdout.write(`${target} ${path} ${intact ? "intact" : "HARMED"} count=${counter ?? "-"}\n`);
  return checks.every(({ intact }) => intact) ? 0 : 1;
}

async function start(found: GuestStatus): Promise<number> {
  const lab = await openLab();
  const beat = await startGuest(lab, guestOf(lab, found.uuid));
  process.stdout.write(`${found.key} counts: ${beat.count}\n`);
  return 0;
}

async function stop(found: GuestStatus): Promise<number> {
  const lab = await openLab();
  await stopGuest(lab, guestOf(lab, found.uuid));
  return 0;
}

async function move(found: GuestStatus, host: string): Promise<number> {
  const lab = await openLab();
  const source = hostOf(lab, found.host ?? found.home);
  const target = hostOf(lab, host);
  const copies = found.disks.filter(({ shared }) => !shared).map(({ target }) => target);
  const storage = copies.length > 0 ? ["--copy-storage-all", "--migrate-disks", copies.join(",")] : [];
  const options = ["--p2p", "--live", "--persistent", "--undefinesource", "--unsafe", ...storage];
  const argv = ["virsh", "-c", "qemu:///system", "migrate", ...options, found.uuid, `qemu+ssh://${target.host.name}/system`];
  const result = await onHost(source, argv, { timeoutMs: 300_000 });
  process.stdout.write(result.stdout.trimStart());
  process.stderr.write(result.stderr);
  process.stderr.write(`${argv.join(" ")}: ${result.exitCode} after ${(result.durationMs / 1000).toFixed(1)} s\n`);
  return result.exitCode;
}
