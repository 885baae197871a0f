import { domainUuid, hostId, migrationId } from "../../lib/core/model/ids.ts";
import { createLogger } from "../logger.ts";
import { openStore } from "../store/index.ts";
import { aHost, aLogEntry, aMigration, aSample } from "./records.ts";

/**
 * `node keep-writing.ts FOLDER RUN`: opens the store as a server does and goes through what a migration writes, over and over in several lanes, until it is killed.
 * After each write that was acknowledged it prints what is stored now, a line of JSON each: [kind, id, revision or number].
 */
const [dataDir = "", run = ""] = process.argv.slice(2);
const store = await openStore({ dataDir, databaseUrl: null }, createLogger("silent"));
const acknowledge = (kind: string, id: string, number: number) => process.stdout.write(`${JSON.stringify([kind, id, number])}\n`);

async function migrate(lane: number, turn: number): Promise<void> {
  const id = migrationId(`m_${run}_${lane}_${turn}`);
  const tail = `${run}${lane}${String(turn).padStart(8, "0")}`.padStart(12, "0");
  const record = aMigration({ id, createdAtMs: turn });
  const first = { ...record, request: { ...record.request, domainUuid: domainUuid(`11111111-2222-4333-8444-${tail}`) } };
  await store.migrations.insert(first, `key-${id}`);
  acknowledge("migration", id, 1);
  for (let revision = 2; revision <= 6; revision++) {
    await store.migrations.putLog(id, aLogEntry(revision, { stdout: "x".repeat(3_000) }));
    acknowledge("log", id, revision);
    await store.migrations.appendSample(id, aSample(revision));
    acknowledge("sample", id, revision);
    const over = revision === 6;
    await store.migrations.update({ ...first, revision, state: over ? "succeeded" : "running", endedAtMs: over ? turn : null });
    acknowledge("migration", id, revision);
  }
  const fix = {
    ...{
      id: `f_${run}_${lane}_${turn}`,
      revision: 1,
      atMs: turn,
      by: "me",
      domainName: null,
      steps: [],
      state: "running" as const,
    },
    ...{ request: { action: { kind: "open-data-ports" as const }, domainUuid: null, hostIds: [hostId("h_a")] } },
    ...{ undo: "possible" as const, undoneAtMs: null, undoneBy: null },
  };
  await store.fixes.insert(fix, fix.id);
  acknowledge("fix", fix.id, 1);
  await store.fixes.update({ ...fix, revision: 2, state: "applied" });
  acknowledge("fix", fix.id, 2);
  const key = {
    id: `k_${run}_${lane}_${turn}`,
    name: "k",
    algorithm: "ssh-ed25519",
    fingerprint: "x",
    publicKey: "y",
    createdAtMs: turn,
  };
  await store.keys.add(key, `private half of ${key.id}`);
  acknowledge("key", key.id, 1);
  await store.hosts.insert(aHost(`h_${run}_${lane}_${turn}`));
  acknowledge("host", `h_${run}_${lane}_${turn}`, 1);
}

await Promise.all(
  [1, 2, 3].map(async (lane) => {
    for (let turn = 1; ; turn++) await migrate(lane, turn);
  }),
);
