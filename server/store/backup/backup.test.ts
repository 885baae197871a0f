import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrationId } from "../../../lib/core/model/ids.ts";
import { noteRestore, prepareDataFolder } from "../../data-folder.ts";
import { createLogger } from "../../logger.ts";
import { temporaryDataFolder } from "../../test-support/data-folder.ts";
import { aMigration } from "../../test-support/records.ts";
import { smallDisk } from "../../test-support/small-disk.ts";
import { type OpenStore, openStore } from "../index.ts";
import { applySchema, shippedMigrations } from "../migrate.ts";
import { preparePostgresHome } from "../postgres/home.ts";
import { openPostgres } from "../postgres/index.ts";
import { postgresUser } from "../postgres/os-user.ts";
import { connectionTo } from "../postgres/postmaster.ts";
import { makeBackup } from "./make-backup.ts";
import { checkBackup } from "./read-backup.ts";
import { restoreBackup } from "./restore-backup.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const HISTORY = join(import.meta.dirname, "..", "schema-history");
const logger = createLogger("silent");
const folder = temporaryDataFolder();
const at = (name: string) => join(folder.path, name);
const local = (dataDir: string) => ({ dataDir, databaseUrl: null });
const NOW = Date.now();

/** A data folder whose database has the rows of a version's time (schema-history), brought forward or not. */
async function dataFolderOf(name: string, steps: number): Promise<string> {
  const dataDir = at(name);
  prepareDataFolder(dataDir);
  const postgres = await openPostgres(local(dataDir), logger);
  const client = new pg.Client(postgres.connection);
  await client.connect();
  await client.query("begin");
  await applySchema(client, steps);
  const file = readdirSync(HISTORY).sort()[steps - 1] ?? "";
  await client.query(readFileSync(join(HISTORY, file), "utf8"));
  await client.query("commit");
  await client.end();
  await postgres.stop();
  for (const path of ["secret", "keys/k_lab", "tls/authority.pem"]) {
    mkdirSync(join(dataDir, path, ".."), { recursive: true, mode: 0o700 });
    writeFileSync(join(dataDir, path), `what is in ${path}\n`, { mode: 0o600 });
  }
  return dataDir;
}

/** Every row of every table that is kept, as text. */
async function contents(dataDir: string): Promise<Record<string, readonly string[]>> {
  const client = new pg.Client(connectionTo(preparePostgresHome(dataDir, postgresUser())));
  await client.connect();
  const { rows } = await client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const all: Record<string, readonly string[]> = {};
  for (const { name } of rows) {
    const found = await client.query<{ row: string }>(`select one::text as row from "${name}" as one order by 1`);
    all[name] = found.rows.map(({ row }) => row);
  }
  await client.end();
  return all;
}

async function whileOpen<T>(dataDir: string, work: (store: OpenStore) => Promise<T>): Promise<T> {
  const store = await openStore(local(dataDir), logger);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const restore = async (path: string, dataDir: string, replace = false) =>
  restoreBackup({ config: local(dataDir), path, about: await checkBackup(path), replace, version: "9", atMs: NOW }, logger);

let source: string;
let backup: string;

beforeAll(async () => {
  // PostgreSQL's own user must pass through to the data folders in it.
  chmodSync(folder.path, 0o755);
  source = await dataFolderOf("source", shippedMigrations().length);
  backup = at("first.backup");
});
afterAll(() => folder.remove());

describe("backup and restore", { timeout: 60_000 }, () => {
  it("bring back every row and file while the server goes on; the file is closed to others", async () => {
    const before = await whileOpen(source, async (store) => {
      const counts = await makeBackup(local(source), backup, { version: "1.2.3", madeAtMs: 5 }, logger);
      expect(counts.files).toBe(3);
      // What comes later is not in it.
      await store.migrations.insert(aMigration({ id: migrationId("m_later") }), "later");
      return await contents(source);
    });
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(await checkBackup(backup)).toMatchObject({ version: "1.2.3", madeAtMs: 5, files: 3 });
    const outcome = await restore(backup, at("copy"));
    expect(outcome).toMatchObject({ asked: 3, left: 0, kept: [] });
    for (const path of ["secret", "keys/k_lab", "tls/authority.pem"]) {
      expect(readFileSync(join(at("copy"), path), "utf8")).toBe(`what is in ${path}\n`);
      expect(statSync(join(at("copy"), path)).mode & 0o777).toBe(0o600);
    }
    const after = await whileOpen(at("copy"), async (store) => {
      const unfinished = await store.migrations.unfinished();
      // Looked at, never launched: only a record that says "queued" is.
      expect(unfinished.map(({ id, state }) => [id, state])).toEqual([
        ["m_running", "running"],
        ["m_queued", "starting"],
        ["m_waits", "starting"],
      ]);
      expect(await store.migrations.admitted()).toHaveLength(3);
      const notes = (await store.migrations.log(migrationId("m_waits"))).map(({ message }) => message?.key);
      expect(notes).toEqual(["failures.notes.restored"]);
      return await contents(at("copy"));
    });
    const changed = ["migrations", "migration_log", "server_processes", "lever_requests"];
    for (const [table, rows] of Object.entries(before))
      if (!changed.includes(table)) expect([table, after[table]]).toEqual([table, rows]);
    const one = (rows: readonly string[] | undefined, id: string) => rows?.filter((row) => row.startsWith(`(${id},`));
    expect(one(after.migrations, "m_ended")).toEqual(one(before.migrations, "m_ended"));
    expect(one(after.migration_log, "m_running")?.slice(0, 2)).toEqual(one(before.migration_log, "m_running"));
    expect(one(after.migrations, "m_later")).toEqual([]);
  });

  it("refuse a server that runs and a folder with something in it; what is replaced is kept aside", async () => {
    await whileOpen(source, async () => {
      await expect(restore(backup, source, true)).rejects.toThrow(`process ${process.pid} on`);
    });
    const before = readdirSync(source).sort();
    await expect(restore(backup, source)).rejects.toThrow(
      /There is something in the data folder .* already \(keys, pg.*--replace/s,
    );
    expect(readdirSync(source).sort()).toEqual(before);
    const { kept } = await restore(backup, source, true);
    expect(kept).toHaveLength(1);
    expect(readdirSync(kept[0] ?? "")).toEqual(expect.arrayContaining(["keys", "pg", "secret", "tls"]));
    const later = migrationId("m_later");
    expect(await whileOpen(source, (store) => store.migrations.get(later))).toBeUndefined();
  });

  it("take a backup of the first schema, made without a server, and bring it forward", async () => {
    const old = await dataFolderOf("old", 1);
    const path = at("old.backup");
    await makeBackup(local(old), path, { version: "0.0.1", madeAtMs: 5 }, logger);
    const { asked } = await restore(path, at("forward"));
    expect(asked).toBe(2);
    await whileOpen(at("forward"), async (store) => {
      expect((await store.migrations.list({ limit: 9 })).map(({ id }) => id)).toEqual(["m_queued", "m_running", "m_ended"]);
      expect((await store.hosts.list()).map(({ name }) => name)).toEqual(["hv1", "hv2"]);
      expect(await store.keys.readPrivate("k_lab")).toBe("what is in keys/k_lab\n");
    });
  });

  it.each<[string, (whole: Buffer) => Buffer, RegExp]>([
    ["cut short", (whole) => whole.subarray(0, whole.length - 200), /not a whole backup/],
    [
      "changed in one byte",
      (whole) => Buffer.from(whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 1 : byte))),
      /not a whole/,
    ],
    ["with another row", (whole) => gzipSync(gunzipSync(whole).toString().replace('"hv1', '"hv9')), /its checksum is another/],
    [
      "without its end",
      (whole) =>
        gzipSync(
          gunzipSync(whole)
            .toString()
            .replace(/\{"end".*\n$/, ""),
        ),
      /its end is missing/,
    ],
    ["that is no backup", () => gzipSync('{"a":1}\n'), /does not begin as one/],
    ["that is empty", () => Buffer.alloc(0), /not a whole backup/],
    [
      "with a file that leads elsewhere",
      (whole) => gzipSync(gunzipSync(whole).toString().replace('"keys/k_lab"', '"keys/../../x"')),
      /not a whole/,
    ],
  ])("refuse one %s before anything is touched", async (_name, damage, words) => {
    const path = at("damaged.backup");
    writeFileSync(path, damage(readFileSync(backup)));
    await expect(restore(path, at("untouched"), true)).rejects.toThrow(words);
    expect(existsSync(at("untouched"))).toBe(false);
  });

  it("refuse one of a newer version", async () => {
    const text = gunzipSync(readFileSync(backup)).toString();
    const path = at("newer.backup");
    const lines = text.split("\n").slice(0, -2);
    const first = JSON.parse(lines[0] ?? "") as { applied: number[] };
    lines[0] = JSON.stringify({ ...first, applied: [...first.applied, 4_102_444_800_000] });
    const { createHash } = await import("node:crypto");
    const end = JSON.parse(text.split("\n").at(-2) ?? "") as object;
    const sha256 = createHash("sha256")
      .update(`${lines.join("\n")}\n`)
      .digest("hex");
    writeFileSync(path, gzipSync(`${lines.join("\n")}\n${JSON.stringify({ ...end, sha256 })}\n`));
    await expect(checkBackup(path)).rejects.toThrow(/newer\.backup was written by a newer VirtFerry/);
  });

  it("leave nothing of a backup for which there is no room, nor of a restore", async () => {
    const disk = smallDisk(20);
    disk.fill(0.001);
    await expect(makeBackup(local(source), join(disk.path, "x.backup"), { version: "1", madeAtMs: 5 }, logger)).rejects.toThrow(
      /could not be written: there is no room left on its disk. Nothing is left of it/,
    );
    expect(readdirSync(disk.path)).toEqual(["filler"]);
    disk.empty();
    const target = join(disk.path, "data");
    mkdirSync(target);
    writeFileSync(join(target, "secret"), "mine");
    await expect(restore(backup, target, true)).rejects.toThrow();
    expect(readdirSync(target)).toEqual(["secret"]);
    expect(readFileSync(join(target, "secret"), "utf8")).toBe("mine");
    disk.remove();
  });

  it("are one command each, which say what they did and what is in the way, and go on after a restore that was killed", () => {
    const run = (script: string, ...args: readonly string[]) =>
      spawnSync(process.execPath, [join(ROOT, "scripts", `${script}.ts`), ...args], {
        encoding: "utf8",
        env: process.env,
      });
    const made = run("backup", "--data-dir", source, at("by-command.backup"));
    expect(made.stderr).toBe("");
    expect(made.stdout).toMatch(/by-command\.backup: \d+ rows and 3 files in \d+ KiB, written in [\d.]+ s/);
    expect(run("restore", at("by-command.backup"), "--data-dir", source)).toMatchObject({ status: 2 });
    // An earlier restore was killed: no server starts on what it left, and this one begins anew.
    const target = at("by-command");
    const aside = join(target, "before-restore-x");
    prepareDataFolder(target);
    for (const [path, text] of [
      ["before-restore-x/secret", "of before"],
      ["keys/half", ""],
    ] as const) {
      mkdirSync(join(target, path, ".."));
      writeFileSync(join(target, path), text);
    }
    noteRestore(target, { aside, moved: true });
    expect(() => prepareDataFolder(target)).toThrow(/a restore into it was cut short; run the same `npm run restore` again/);
    const restored = run("restore", at("by-command.backup"), "--data-dir", target);
    expect(restored.stdout).toContain(`what was there before is kept in ${aside}`);
    expect(readdirSync(join(target, "keys"))).toEqual(["k_lab"]);
    expect(readFileSync(join(aside, "secret"), "utf8")).toBe("of before");
    prepareDataFolder(target);
    expect(restored.stdout).toMatch(/is whole: made 20.*restored \d+ rows and 3 files.*had not ended then/s);
    expect(restored.status).toBe(0);
    expect(run("backup")).toMatchObject({ status: 2, stderr: expect.stringContaining("usage: npm run backup -- FILE") });
    expect(run("backup", "--data-dir", at("nowhere"), at("x"))).toMatchObject({ status: 2 });
    expect(execFileSync("ls", [folder.path], { encoding: "utf8" })).not.toContain(".part");
  });
});
