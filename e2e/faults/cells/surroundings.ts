import { setTimeout as sleep } from "node:timers/promises";
import { labExec, labGuest } from "../../../lab/client.ts";
import type { RecoveryCase, RecoveryView } from "../../../lib/contract/index.ts";
import type { FaultCell } from "../cell.ts";
import type { Trial } from "../parts/trial.ts";
import { addressOf, BLOCK_COPY, inSlowPass, launchedWith, letItFinish, MOVED, SLOW, STAYED } from "./moves.ts";

const TAKEN_PORT = 49_211;

/** What surrounds the migration: images, ports, certificates, clocks, definitions, sessions. */
export const surroundingCells: readonly FaultCell[] = [
  {
    name: "image-in-the-way",
    rows: [22],
    phase: "preparing",
    fault: "an image of another size at the destination, while it waits in the queue: refused, and left alone",
    guest: "db02",
    async run(trial) {
      await launchedWith(trial, () => trial.fault({ kind: "image", host: "hv2", guest: "db02", sizeMib: 64 }), BLOCK_COPY);
      await trial.ended();
      const { stdout } = await labExec("hv2", ["sh", "-c", "qemu-img info /var/lib/libvirt/images/db02-vda.qcow2"]);
      if (!stdout.includes("virtual size: 64 MiB")) trial.problems.push("the image that lay there is not what it was");
      return STAYED;
    },
  },
  {
    name: "port-taken",
    rows: [45],
    phase: "preparing",
    fault: "another program listens on QEMU's port, since it waits in the queue",
    guest: "busy04",
    async run(trial) {
      const options = { ...SLOW, migrateAddress: await addressOf("hv2"), migratePort: TAKEN_PORT };
      let listening: Promise<unknown> = Promise.resolve();
      await launchedWith(
        trial,
        async () => {
          // What it is sent is a guest's memory, for as long as it listens.
          listening = labExec("hv2", ["sh", "-c", 'timeout 25 nc -l -k "$1" >/dev/null', "sh", String(TAKEN_PORT)]);
          await sleep(500);
        },
        options,
      );
      await trial.ended();
      await listening;
      return STAYED;
    },
  },
  {
    name: "certificate-expired",
    rows: [46],
    phase: "preparing",
    fault: "the destination's certificate expires while it waits in the queue",
    guest: "busy04",
    async run(trial) {
      const expire = () => trial.fault({ kind: "tls-cert", host: "hv2", certificate: "expired" });
      await launchedWith(trial, expire, { ...SLOW, tls: true });
      await trial.ended();
      return { ...STAYED, record: { ...STAYED.record, code: "tls-failed" } };
    },
  },
  {
    name: "clock-jump",
    rows: [51],
    phase: "pre-copy",
    fault: "the source's clock goes an hour forward, the destination's back",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      await trial.fault({ kind: "clock", host: "hv1", seconds: 3_600 });
      await trial.fault({ kind: "clock", host: "hv2", seconds: -3_600 });
      await sleep(3_000);
      await letItFinish(trial);
      const record = await trial.record();
      if ((record?.result?.totalMs ?? 0) > 120_000) trial.problems.push(`it took ${record?.result?.totalMs} ms, it says`);
      return MOVED;
    },
  },
  {
    name: "undefine-fails",
    rows: [52],
    phase: "verifying",
    fault:
      "the definition's file does not come off the source: moved; when libvirtd there starts anew, the second definition is told",
    guest: "web01",
    async run(trial) {
      await trial.begin({ bandwidthMiBps: 16 }, () => stick(trial, "on"));
      await trial.ended();
      await comesBack(trial, "leftover-definition");
      return MOVED;
    },
  },
  {
    name: "offline-undefine-fails",
    rows: [53],
    phase: "any",
    fault: "offline: the same; two hosts could start it, and that is told",
    guest: "raw08",
    async run(trial) {
      await trial.begin({ mode: "offline", copiedDisks: ["vda"] }, () => stick(trial, "on"));
      await trial.ended();
      await comesBack(trial, "duplicate-definitions");
      return { copies: "none", record: { state: "succeeded", verdict: "moved-off" } };
    },
  },
  {
    name: "session-ended",
    rows: [56],
    phase: "pre-copy",
    fault: "the admin who started it signs out: it goes on, and needs a new session for more",
    guest: "web01",
    async run(trial) {
      const { client } = trial.virtferry;
      await trial.begin({ bandwidthMiBps: 8 });
      await trial.reaches("pre-copy");
      const answer = await fetch(`${client.url}/api/auth/sign-out`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: client.url, cookie: client.cookie },
        body: "{}",
      });
      if (!answer.ok) throw new Error(`sign-out: ${answer.status}`);
      await trial.refuses(/401/, () => client.call("GET", "/migrations"));
      await trial.virtferry.signInAgain();
      await trial.ended();
      return MOVED;
    },
  },
  {
    name: "guest-without-network",
    rows: [58],
    phase: "verifying",
    fault: "the guest's card at the destination is dead: moved, and the silence is told",
    guest: "web01",
    async run(trial) {
      const { ip } = await labGuest("web01");
      await trial.begin({ bandwidthMiBps: 8 }, undefined, { pingAddress: ip });
      await trial.reaches("pre-copy");
      const card = /^(vnet\d+)/m.exec((await trial.virsh("hv2", "domiflist", trial.uuid)).text)?.[1];
      if (!card) throw new Error("the destination has no card for it");
      await labExec("hv2", ["ip", "link", "set", card, "nomaster"]);
      const { result } = await trial.ended();
      const ping = result?.truth.items.find(({ id }) => id === "network");
      if (ping?.ok !== false) trial.problems.push(`it says of the guest's network: ${JSON.stringify(ping ?? null)}`);
      return MOVED;
    },
  },
];

const stick = (trial: Trial, state: "on" | "off") =>
  trial.fault({ kind: "stuck-definition", host: "hv1", guest: trial.guest, state });

/**
 * libvirt 9.0 forgets a definition even if it cannot remove its file, and says nothing: nobody can see it then. It is back when the daemon starts anew, and
 * then the console must find it. Taken off at the end, as somebody would.
 */
async function comesBack(trial: Trial, kind: RecoveryCase["kind"]): Promise<void> {
  await trial.fault({ kind: "kill", host: "hv1", what: "libvirtd" });
  await trial.fault({ kind: "start", host: "hv1", what: "libvirtd" });
  await trial.virtferry.settled();
  const { cases } = await trial.virtferry.client.call<RecoveryView>("POST", "/recovery/look");
  const found = cases.filter(({ domainUuid }) => domainUuid === trial.uuid).map((one) => one.kind);
  if (!found.includes(kind)) trial.problems.push(`of the second definition it tells: ${found.join(", ") || "nothing"}`);
  await stick(trial, "off");
  const { text, exitCode } = await trial.virsh("hv1", "undefine", trial.uuid);
  if (exitCode !== 0) throw new Error(`the second definition was not there, or stays: ${text}`);
}
