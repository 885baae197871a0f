import { createSocket } from "node:dgram";
import { readFileSync, statSync } from "node:fs";
import type { GuestPlace } from "./config.ts";
import { listDomains, virsh } from "./domains.ts";
import { labError } from "./errors.ts";
import { sleep, until } from "./run.ts";
import { type Heartbeat, readHeartbeat, serialLogPath } from "./serial-log.ts";
import { hostOf, type Lab } from "./state.ts";

const bootSeconds = 90;

/** Starts a guest where it is defined (at home, if on several hosts) and waits until it counts. A guest that runs is left alone. */
export async function startGuest(lab: Lab, place: GuestPlace): Promise<Heartbeat> {
  const copies = await copiesOf(lab, place);
  const running = copies.find(({ state }) => state !== "shut off");
  const copy = running ?? copies.find(({ host }) => host.host.name === place.guest.home) ?? copies[0];
  if (!copy) throw labError("failed", `no host knows ${place.guest.key}`, "Run: npm run lab -- reset");
  const log = serialLogPath(hostOf(lab, copy.host.host.name), place);
  const written = running ? 0 : sizeOf(log);
  if (!running) {
    const started = await virsh(copy.host, ["start", place.uuid], { timeoutMs: 60_000 });
    if (started.exitCode !== 0) throw labError("failed", `${place.guest.key} does not start: ${started.stderr.trim()}`);
  }
  const beat = await until(bootSeconds * 1000, 200, () => readHeartbeat(textFrom(log, written)));
  if (!beat) throw labError("failed", `guest ${place.guest.key} did not boot in ${bootSeconds} s`, `Look into ${log}`);
  return beat;
}

/** Takes the power from a guest, wherever it runs. A guest that is off is left alone. */
export async function stopGuest(lab: Lab, place: GuestPlace): Promise<void> {
  for (const { host, state } of await copiesOf(lab, place)) {
    if (state === "shut off") continue;
    const stopped = await virsh(host, ["destroy", place.uuid], { timeoutMs: 60_000 });
    if (stopped.exitCode !== 0) throw labError("failed", `${place.guest.key} does not stop: ${stopped.stderr.trim()}`);
  }
}

/** What a guest can be told to do to itself; guest/worker.c listens for it on this port. */
export type GuestOrder = "poweroff" | "reboot";
const ordersPort = 9;

/** Has a guest go down or reboot from inside, as if somebody in it had typed that. Nothing comes back: look at what it does. */
export async function orderGuest(place: GuestPlace, order: GuestOrder): Promise<void> {
  const socket = createSocket("udp4");
  try {
    // A datagram may be lost; a guest that obeyed the first hears the others no more.
    for (let sent = 0; sent < 3; sent++) {
      await new Promise<void>((resolve, reject) => {
        socket.send(order, ordersPort, place.address, (error) => (error ? reject(error) : resolve()));
      });
      await sleep(20);
    }
  } finally {
    socket.close();
  }
}

async function copiesOf(lab: Lab, { uuid }: GuestPlace) {
  const lists = await Promise.all(lab.hosts.map(async (host) => ({ host, domains: (await listDomains(host)) ?? [] })));
  return lists.flatMap(({ host, domains }) =>
    domains.filter((entry) => entry.uuid === uuid).map(({ state }) => ({ host, state })),
  );
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function textFrom(file: string, offset: number): string {
  return sizeOf(file) > offset ? readFileSync(file).subarray(offset).toString("utf8") : "";
}
