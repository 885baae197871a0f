import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareDataFolder } from "../data-folder.ts";
import { createServerEvents } from "../events.ts";
import { createLogger } from "../logger.ts";
import { type OpenStore, openStore } from "../store/index.ts";
import { temporaryDataFolder } from "../test-support/data-folder.ts";
import { type Access, createAccess } from "./index.ts";

const folder = temporaryDataFolder();
const logger = createLogger("silent");
const events = createServerEvents();
const origin = "http://127.0.0.1:8420";
let store: OpenStore;
let access: Access;

beforeAll(async () => {
  prepareDataFolder(folder.path);
  store = await openStore({ dataDir: folder.path, databaseUrl: null }, logger);
  const config = { publicUrl: null, host: "127.0.0.1", port: 8420 };
  access = createAccess({ db: store.database.db, config, secret: "s".repeat(40), events, logger });
});
afterAll(async () => {
  await store.close();
  folder.remove();
});

function signIn(password: string): Promise<Response> {
  return access.handle(
    new Request(`${origin}/api/auth/sign-in/username`, {
      method: "POST",
      headers: { "content-type": "application/json", origin },
      body: JSON.stringify({ username: "admin", password }),
    }),
  );
}

it("makes the admin once, shows a generated password once, and takes a given one from then on", async () => {
  const shown = await access.ensureAdmin(null);
  expect(shown).toMatch(/^([a-km-zA-HJ-NP-Z2-9]{5}-){4}[a-km-zA-HJ-NP-Z2-9]{5}$/);
  const first = await signIn(shown ?? "");
  expect(first.status).toBe(200);
  expect(await access.ensureAdmin(null)).toBeNull();

  const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect(await access.session(new Headers({ cookie }))).toMatchObject({ userName: "admin" });
  const ended: string[] = [];
  events.on("session:ended", (id) => ended.push(id));
  expect(await access.ensureAdmin("given-from-outside")).toBeNull();
  expect(await access.session(new Headers({ cookie }))).toBeNull();
  expect(ended).toHaveLength(1);
  expect((await signIn(shown ?? "")).status).toBe(401);
  const second = await signIn("given-from-outside");
  expect(second.status).toBe(200);

  // The same password at the next start changes nothing: nobody is signed out.
  const kept = second.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect(await access.ensureAdmin("given-from-outside")).toBeNull();
  expect(await access.session(new Headers({ cookie: kept }))).toMatchObject({ userName: "admin" });
});
