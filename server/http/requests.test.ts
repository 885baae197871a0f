import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "../logger.ts";
import { parseExposition, sampleOf } from "../metrics/test-support/exposition.ts";
import { testServices } from "../test-support/services.ts";
import { PASSWORD, type StartedServer, startServer } from "../test-support/started-server.ts";

let lines: Record<string, unknown>[] = [];
let text = "";
const logger = createLogger(
  "trace",
  [],
  new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  }),
);
const services = testServices({
  inventory: {
    retry: () => {
      throw new Error("something unforeseen");
    },
    addKey: async ({ name }) => ({
      id: "k_1",
      name,
      algorithm: "x",
      fingerprint: "x",
      publicKey: "x",
      createdAtMs: 1,
      usedByHosts: 0,
    }),
  },
});

let server: StartedServer;
let cookie: string;
beforeAll(async () => {
  server = await startServer(services, logger);
  cookie = await server.signIn();
});
afterAll(() => server.stop());
beforeEach(() => {
  lines = [];
});

function ask(path: string, method = "GET", body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const all = { cookie, origin: server.url, "content-type": "application/json", ...headers };
  return fetch(server.url + path, { method, headers: all, ...(body !== undefined && { body: JSON.stringify(body) }) });
}
/** A line is written when the answer is out, which the client may see before us. */
async function accessLine(): Promise<Record<string, unknown>> {
  await expect.poll(() => lines.some(({ msg }) => msg === "request")).toBe(true);
  return lines.find(({ msg }) => msg === "request") ?? {};
}

describe("a request", () => {
  it("has an id: in its answer and on its line, with who asked, by the route's pattern", async () => {
    const answer = await ask("/api/v1/migrations/m_aaaaaaaaaaaa?secret=1");
    expect(answer.status).toBe(200);
    const line = await accessLine();
    expect(line).toMatchObject({
      level: 30,
      requestId: answer.headers.get("x-request-id"),
      userName: "admin",
      method: "GET",
      route: "/api/v1/migrations/{migrationId}",
      status: 200,
    });
    expect(line.ms).toBeTypeOf("number");
    expect(JSON.stringify(lines)).not.toContain("secret=1");
  });

  it("keeps the id that a proxy gave it", async () => {
    const answer = await ask("/api/rpc/hosts/list", "POST", {}, { "x-request-id": "from-the-proxy-1" });
    expect(answer.headers.get("x-request-id")).toBe("from-the-proxy-1");
    expect(await accessLine()).toMatchObject({ requestId: "from-the-proxy-1", route: "/api/rpc/hosts/list" });
  });

  it.each([
    ["an unknown route", "/api/v1/nothing/at/all", "/api/v1/*", 404],
    ["one without a session", "/api/v1/hosts", "/api/v1/*", 401],
  ])("is told by a pattern too when it is %s", async (_, path, route, status) => {
    expect((await ask(path, "GET", undefined, status === 401 ? { cookie: "" } : {})).status).toBe(status);
    expect(await accessLine()).toMatchObject({ route, status });
  });

  it("for a page is told at debug only", async () => {
    await ask("/hosts");
    expect(await accessLine()).toMatchObject({ level: 20, route: "/hosts", userName: "admin" });
  });

  it("that fails for a reason of ours gives an id, under which the log has the whole error", async () => {
    const answer = await ask("/api/v1/hosts/h_aaaaaaaaaaaa/retry", "POST", {});
    const { data } = (await answer.json()) as { data: { logId: string } };
    const told = lines.filter(({ logId }) => logId === data.logId);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ err: { message: "something unforeseen" }, requestId: answer.headers.get("x-request-id") });
  });

  it("is counted, by pattern and class of status", async () => {
    await ask("/api/v1/migrations/m_aaaaaaaaaaaa");
    await accessLine();
    const found = parseExposition(await (await fetch(`${server.url}/metrics`)).text());
    const route = "/api/v1/migrations/{migrationId}";
    const name = "virtferry_http_request_duration_seconds_count";
    expect(sampleOf(found, name, { route, status: "2xx", method: "GET" })).toBeGreaterThanOrEqual(1);
    expect(await (await fetch(`${server.url}/metrics`)).text()).not.toContain("m_aaaaaaaaaaaa");
  });
});

describe("monitors", () => {
  it.each(["/api/health", "/api/ready", "/metrics"])(
    "get %s without a session, by HEAD too, and nothing to keep",
    async (path) => {
      for (const method of ["GET", "HEAD"]) {
        const answer = await fetch(server.url + path, { method });
        expect(answer.status).toBe(200);
        expect(answer.headers.get("cache-control")).toBe("no-store");
        expect((await answer.text()).length > 0).toBe(method === "GET");
      }
    },
  );

  it("get the answer of earlier versions from /api/health", async () => {
    expect(await (await fetch(`${server.url}/api/health`)).json()).toEqual({ status: "ok" });
  });

  it("cannot change anything there", async () => {
    for (const path of ["/api/health", "/api/ready", "/metrics"])
      expect((await fetch(server.url + path, { method: "POST" })).status).toBe(401);
  });

  it("find no figures through a proxy", async () => {
    expect((await fetch(`${server.url}/metrics`, { headers: { "x-forwarded-for": "192.0.2.1" } })).status).toBe(404);
  });
});

it("no secret of a whole session is in the log, at its finest", async () => {
  const privateKey = `-----BEGIN OPENSSH PRIVATE KEY-----\n${"QUJDREVGR0hJSktM".repeat(8)}\n-----END OPENSSH PRIVATE KEY-----\n`;
  const passphrase = "the-passphrase-of-the-key";
  await ask("/api/rpc/keys/add", "POST", { json: { name: "mine", privateKey, passphrase } });
  await ask("/api/v1/keys", "POST", { name: "mine", privateKey, passphrase, port: "not a port" });
  await ask("/api/v1/keys", "POST", { name: "", privateKey, passphrase });
  const wrong = { username: "admin", password: "wrong-horse-battery-staple" };
  await ask("/api/auth/sign-in/username", "POST", wrong, { cookie: "" });
  await ask(`/sign-in?next=/hosts&password=${PASSWORD}`);
  await ask("/api/v1/hosts", "GET", undefined, { authorization: "Bearer somebodys-api-token" });
  const again = await server.signIn();
  await ask("/api/auth/sign-out", "POST", {}, { cookie: again });
  await sleep(100);
  expect(text.length).toBeGreaterThan(2_000);
  const token = /session_token=([^;.]+)/.exec(cookie)?.[1] ?? "";
  expect(token.length).toBeGreaterThan(20);
  const secrets = [PASSWORD, wrong.password, passphrase, "QUJDREVGR0hJSktM", "somebodys-api-token", token, again.slice(25, 60)];
  for (const secret of secrets) expect(text).not.toContain(secret);
});
