import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { labGuest, labReset } from "../../lab/client.ts";
import type { HostSnapshot, MigrationRecord, MigrationView } from "../../lib/contract/index.ts";
import { startDebianPostgres } from "../../server/test-support/debian-postgres.ts";
import { planAndStart } from "../support/plan-and-start.ts";
import { type Fleet, startFleet } from "./fleet.ts";

/** Slow enough for all that is done to it here. */
const SLOW = { bandwidthMiBps: 8 };

/** Polls the record at a live process until it fits. */
async function until(fleet: Fleet, id: string, fits: (record: MigrationRecord) => boolean, withinMs: number) {
  for (const deadline = Date.now() + withinMs; ; await sleep(200)) {
    const { record, log } = await fleet.anyone().client.call<MigrationView>("GET", `/migrations/${id}`);
    if (fits(record)) return { record, log };
    if (Date.now() > deadline) throw new Error(`never came: ${JSON.stringify(record)}`);
  }
}

it("levers work from every process, and an abort that is asked for while nobody looks after the migration is not lost", async () => {
  await labReset();
  const postgres = await startDebianPostgres();
  const fleet = await startFleet(await postgres.newDatabase(), ["C", "D"]);
  try {
    const hosts = await fleet.anyone().client.call<readonly HostSnapshot[]>("GET", "/hosts");
    const idOf = (name: string) => hosts.find(({ registration }) => registration.name === name)?.registration.id ?? "";
    const { uuid } = await labGuest("busy04");
    const move = { domainUuid: uuid, sourceHostId: idOf("hv1"), destinationHostId: idOf("hv2"), options: SLOW };
    const { id } = await planAndStart(() => fleet.anyone().client, move, randomUUID(), 60_000);
    await until(fleet, id, ({ lastSample }) => (lastSample?.elapsedMs ?? 0) > 500, 60_000);

    // One of the two is not the owner.
    for (const [index, { client }] of fleet.members.entries()) {
      const action = { kind: "bandwidth", mibPerSec: 9 + index };
      const record = await client.call<MigrationRecord>("POST", `/migrations/${id}/levers`, { lever: action });
      expect(record.levers.at(-1)).toMatchObject({ action, ok: true });
      expect(record.limits.bandwidthMiBps).toBe(9 + index);
    }

    const [first, second] = fleet.members;
    if (!first || !second) throw new Error("two processes are needed");
    await first.kill();
    // Whoever had it: this one answers at once, or when it has taken it over.
    const begun = Date.now();
    await second.client.call("POST", `/migrations/${id}/abort`);
    expect(Date.now() - begun).toBeLessThan(20_000);
    const { record, log } = await until(fleet, id, ({ endedAtMs }) => endedAtMs !== null, 60_000);
    expect(record).toMatchObject({ state: "aborted", result: { truth: { verdict: "stayed" } } });
    expect(log.filter(({ message }) => message?.key === "failures.notes.started")).toHaveLength(1);
    await expect(second.client.call("POST", `/migrations/${id}/abort`)).resolves.toMatchObject({ state: "aborted" });
  } finally {
    await fleet.end();
    await postgres.stop();
    await labReset();
  }
}, 300_000);
