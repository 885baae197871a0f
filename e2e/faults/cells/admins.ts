import { randomUUID } from "node:crypto";
import { labExec, labGuest } from "../../../lab/client.ts";
import type { MigrationRecord } from "../../../lib/contract/index.ts";
import { hostIdOf, prepareRequest } from "../../support/start-migration.ts";
import type { FaultCell } from "../cell.ts";
import { ABORTED, inBlockCopy, inPreCopy, inSlowPass, inSwitchover, letItFinish, MOVED, SLOW, wideAgain } from "./moves.ts";

/** What admins do with the console meanwhile: aborts in each phase, two presses, several moves at once. */
export const adminCells: readonly FaultCell[] = [
  {
    name: "abort-at-once",
    rows: [32],
    phase: "preparing",
    fault: "abort right after the start",
    guest: "busy04",
    async run(trial) {
      await trial.begin(SLOW);
      await trial.lever({ kind: "abort" });
      await trial.ended();
      return { copies: "one-running", on: "hv1", record: { state: "aborted" } };
    },
  },
  {
    name: "abort-pre-copy",
    rows: [33, 38],
    phase: "pre-copy",
    fault: "abort; before it, somebody's domjobabort on the destination, which does nothing",
    guest: "busy04",
    quick: true,
    async run(trial) {
      await inPreCopy(trial);
      await labExec("hv2", ["timeout", "2", "virsh", "domjobabort", trial.uuid]);
      await trial.until("went on", ({ state, phase }) => state === "running" && phase === "pre-copy");
      await trial.lever({ kind: "abort" });
      await trial.ended();
      return ABORTED;
    },
  },
  {
    name: "abort-block-copy",
    rows: [34],
    phase: "block-copy",
    fault: "abort; nothing of the half-made image is left",
    guest: "db02",
    quick: true,
    async run(trial) {
      await inBlockCopy(trial);
      await trial.lever({ kind: "abort" });
      await trial.ended();
      const { stdout } = await labExec("hv2", ["sh", "-c", "ls /var/lib/libvirt/images/db02* 2>/dev/null; true"]);
      if (stdout.trim() !== "") trial.problems.push(`left at the destination: ${stdout.trim()}`);
      return ABORTED;
    },
  },
  {
    name: "abort-switchover",
    rows: [36],
    phase: "switchover",
    fault: "abort while the VM is paused for the switch: either too late or in time, and said so",
    guest: "web01",
    async run(trial) {
      await inSwitchover(trial);
      await trial.lever({ kind: "abort" }).catch((error: unknown) => {
        if (!/too-late|409/.test(String(error))) throw error;
      });
      await wideAgain(trial);
      const { state } = await trial.ended();
      return state === "succeeded" ? { ...MOVED, record: { ...MOVED.record, attention: "abort-too-late" } } : ABORTED;
    },
  },
  {
    name: "two-presses",
    rows: [39],
    phase: "before",
    fault: "the same press twice, and another admin's at the same moment",
    guest: "busy04",
    quick: true,
    async run(trial) {
      const { client } = trial.virtferry;
      const request = await prepareRequest({ client }, { uuid: trial.uuid, from: "hv1", to: "hv2", options: SLOW });
      const [mine, theirs] = [randomUUID(), randomUUID()];
      const presses = [mine, mine, theirs].map((idempotencyKey) =>
        client.call<MigrationRecord>("POST", "/migrations", { request, idempotencyKey }).then(
          (record) => record.id,
          (error: unknown) => String(error),
        ),
      );
      const answers = await Promise.all(presses);
      const ids = new Set(answers.filter((answer) => answer.startsWith("m_")));
      if (ids.size !== 1) trial.problems.push(`${ids.size} migrations of one VM: ${answers.join(" | ")}`);
      const refused = answers.filter((answer) => !answer.startsWith("m_"));
      if (!refused.every((answer) => answer.includes("already-migrating")))
        trial.problems.push(`refused with: ${refused.join(" | ")}`);
      await trial.adopt([...ids][0] ?? "");
      await trial.reaches("pre-copy");
      await trial.lever({ kind: "abort" });
      await trial.ended();
      return ABORTED;
    },
  },
  {
    name: "host-removed",
    rows: [55],
    phase: "pre-copy",
    fault: "somebody removes the destination from the console: refused",
    guest: "web01",
    async run(trial) {
      await inSlowPass(trial);
      const { client } = trial.virtferry;
      const id = await hostIdOf({ client }, "hv2");
      await trial.refuses(/409/, () => client.call("DELETE", `/hosts/${id}`));
      await letItFinish(trial);
      return MOVED;
    },
  },
  {
    name: "both-directions",
    rows: [41, 42],
    phase: "any",
    fault: "web01 to hv2 and odd06 to hv1 at once, and db02 behind web01 in the queue",
    guest: "web01",
    async run(trial) {
      const { client } = trial.virtferry;
      const odd = await labGuest("odd06");
      const db = await labGuest("db02");
      const others = await Promise.all([
        trial.beginOther({ uuid: odd.uuid, from: "hv2", to: "hv1" }),
        trial
          .begin()
          .then(() =>
            trial.beginOther({ uuid: db.uuid, from: "hv1", to: "hv2", options: { storageCopy: "full", copiedDisks: ["vda"] } }),
          ),
      ]);
      await trial.ended(150_000);
      for (const other of others) {
        const end = await other.ended();
        if (end.state !== "succeeded") trial.problems.push(`${end.domainName} ended as ${end.state}`);
      }
      await client.call("GET", "/hosts");
      return MOVED;
    },
  },
];
