import { setTimeout as sleep } from "node:timers/promises";
import { labExec, labGuest, labStatus } from "../../../lab/client.ts";
import type { FaultCell } from "../cell.ts";
import { BLOCK_COPY, inPreCopy, letItFinish, MOVED, SLOW, STAYED } from "./moves.ts";

/** What surrounds the migration: images, ports, certificates, clocks, definitions, sessions. */
export const surroundingCells: readonly FaultCell[] = [
  {
    name: "image-in-the-way",
    rows: [22],
    phase: "preparing",
    fault: "an image of another size at the destination (between preflight and start): refused, and left alone",
    guest: "db02",
    async run(trial) {
      const lay = () => trial.fault({ kind: "image", host: "hv2", guest: "db02", sizeMib: 64 });
      if (await trial.tryToBegin(BLOCK_COPY, lay)) await trial.ended();
      const { stdout } = await labExec("hv2", ["sh", "-c", "qemu-img info /var/lib/libvirt/images/db02-vda.qcow2"]);
      if (!stdout.includes("virtual size: 64 MiB")) trial.problems.push("the image that lay there is not what it was");
      return { copies: "one-running", on: "hv1" };
    },
  },
  {
    name: "port-taken",
    rows: [45],
    phase: "preparing",
    fault: "another program listens on QEMU's port",
    guest: "busy04",
    async run(trial) {
      const destination = (await labStatus()).hosts.find(({ name }) => name === "hv2");
      const options = { ...SLOW, migrateAddress: destination?.address ?? "", migratePort: 49_210 };
      const listening = labExec("hv2", ["timeout", "40", "nc", "-l", "-k", "49210"]);
      await sleep(500);
      if (await trial.tryToBegin(options)) await trial.ended();
      await labExec("hv2", ["pkill", "-f", "nc -l -k 49210"]);
      await listening;
      return STAYED;
    },
  },
  {
    name: "certificate-expired",
    rows: [46],
    phase: "preparing",
    fault: "the destination's certificate has expired (between preflight and start)",
    guest: "web01",
    async run(trial) {
      const expire = () => trial.fault({ kind: "tls-cert", host: "hv2", certificate: "expired" });
      if (await trial.tryToBegin({ tls: true }, expire)) await trial.ended();
      return { copies: "one-running", on: "hv1" };
    },
  },
  {
    name: "clock-jump",
    rows: [51],
    phase: "pre-copy",
    fault: "the source's clock goes an hour forward, the destination's back",
    guest: "busy04",
    async run(trial) {
      await inPreCopy(trial);
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
    fault: "the definition does not come off the source: moved, and warned of",
    guest: "web01",
    async run(trial) {
      await trial.begin({ bandwidthMiBps: 16 }, () =>
        trial.fault({ kind: "stuck-definition", host: "hv1", guest: "web01", state: "on" }),
      );
      const { result, attention } = await trial.ended();
      const said = [...(result?.truth.leftovers ?? []).map(({ key }) => key), attention?.key ?? ""].join(" ");
      if (!/definition/.test(said)) trial.problems.push(`it does not tell of the definition that is left: ${said}`);
      return { ...MOVED, mayBe: /^defined on hv1 and hv2$/ };
    },
  },
  {
    name: "offline-undefine-fails",
    rows: [53],
    phase: "any",
    fault: "offline: the definition does not come off the source: two definitions, told",
    guest: "raw08",
    async run(trial) {
      const options = { mode: "offline", storageCopy: "full", copiedDisks: ["vda"] } as const;
      await trial.begin(options, () => trial.fault({ kind: "stuck-definition", host: "hv1", guest: "raw08", state: "on" }));
      const { result, attention } = await trial.ended();
      const said = [
        ...(result?.truth.leftovers ?? []).map(({ key }) => key),
        attention?.key ?? "",
        result?.failure?.code ?? "",
      ].join(" ");
      if (said.trim() === "") trial.problems.push("it does not tell of the two definitions");
      return { copies: "none", mayBe: /^defined on hv1 and hv2$/ };
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
      const ping = result?.truth.items.find(({ id }) => id.includes("ping"));
      if (ping?.ok !== false) trial.problems.push(`it says of the guest's network: ${JSON.stringify(ping ?? null)}`);
      return MOVED;
    },
  },
];
