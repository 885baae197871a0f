import { createInterface } from "node:readline";
import { advance } from "../../lib/core/migration/lifecycle.ts";
import { openLeaseQueue } from "../cluster/lease-queue.ts";
import { createMigrationLeases } from "../cluster/leases.ts";
import { createLogger } from "../logger.ts";
import { openStore } from "../store/index.ts";

/**
 * `node hold-leases.ts FOLDER [URL]`: takes migrations of the database (the folder's own without URL) as a server does, but looks after none: says a line of JSON for each
 * that it takes, loses, or may write. On "stop" it gives them back and ends.
 */
const [dataDir = "", databaseUrl = null] = process.argv.slice(2);
const logger = createLogger(process.env.VIRTFERRY_TEST_LOG ? "debug" : "silent");
const say = (what: object) => process.stdout.write(`${JSON.stringify({ ...what, atMs: Date.now() })}\n`);

const store = await openStore({ dataDir, databaseUrl }, logger);
await store.database.settled();
const leases = createMigrationLeases({
  openQueue: (onSent) => openLeaseQueue(store.database.connection, logger, onSent),
  sole: store.database.sole,
  others: () => 1,
  admitted: () => store.migrations.admitted(),
  logger,
});
const stopping = Promise.withResolvers<void>();
await leases.start(async (lease) => {
  const { migrationId: id, token } = lease;
  const record = await store.migrations.claim(id, token, (tx) => lease.confirm(tx));
  if (typeof record === "string") return "released";
  say({ kind: "taken", id, token });
  await new Promise<void>((resolve) => {
    lease.signal.addEventListener("abort", () => resolve());
    void stopping.promise.then(resolve);
  });
  if (!lease.signal.aborted) return "released";
  say({ kind: "lost", id, token, why: String(lease.signal.reason) });
  try {
    await store.migrations.update(advance(record, { type: "submitted", atMs: Date.now() }), token);
    say({ kind: "written", id });
  } catch (error) {
    say({ kind: "refused", id, code: (error as { code?: string }).code });
  }
  return "released";
});
say({ kind: "ready" });

createInterface({ input: process.stdin }).once("line", async () => {
  stopping.resolve();
  await leases.stop();
  say({ kind: "stopped" });
  await store.close();
  process.exit(0);
});
