import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SOCKET_PATH } from "../lib/contract/socket.ts";
import { type ServerProcess, startServer } from "../scripts/parts/server-process.ts";
import { preparePostgresHome } from "./store/postgres/home.ts";
import { postgresUser } from "./store/postgres/os-user.ts";
import { postmasterPid, stopPostmaster } from "./store/postgres/postmaster.ts";
import { temporaryDataFolder } from "./test-support/data-folder.ts";

// The server as a process of its own, by the settings that it is run with; only Next's pages are left out.
const HEADLESS = "server/test-support/headless-server.ts";
const PASSWORD = "correct-horse-battery";
const SECRET = "a-cookie-secret-of-forty-characters-0123";
const TOKEN = "a-token-for-monitors-0123";

const folder = temporaryDataFolder();
const logFile = join(folder.path, "server.log");
const home = () => preparePostgresHome(folder.path, postgresUser());

/** Takes connections and says nothing: who waits for it waits. */
let silent: Server;
const held = new Set<Socket>();
const portOf = (server: Server) => (server.address() as { port: number }).port;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const port = portOf(probe);
  probe.close();
  await once(probe, "close");
  return port;
}

async function start(): Promise<ServerProcess> {
  const env = { LOG_LEVEL: "trace", VIRTFERRY_SECRET: SECRET, VIRTFERRY_METRICS_TOKEN: TOKEN, DATABASE_URL: "" };
  const settings = { port: await freePort(), dataDir: folder.path, adminPassword: PASSWORD, logFile };
  return await startServer({ ...settings, entry: HEADLESS, env });
}

const json = { "content-type": "application/json" };
async function signIn(url: string): Promise<string> {
  const body = JSON.stringify({ username: "admin", password: PASSWORD });
  const answer = await fetch(`${url}/api/auth/sign-in/username`, { method: "POST", headers: { ...json, origin: url }, body });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** A request that is under way until the silent host hangs up. */
async function longRequest(url: string, cookie: string): Promise<{ readonly answer: Promise<Response> }> {
  const asked = once(silent, "connection");
  const body = JSON.stringify({ address: "127.0.0.1", port: portOf(silent), user: "root", keyId: "server" });
  const answer = fetch(`${url}/api/v1/hosts/probe`, { method: "POST", headers: { ...json, origin: url, cookie }, body });
  answer.catch(() => undefined);
  await asked;
  return { answer };
}
const hangUp = () => {
  for (const socket of held) socket.destroy();
};

beforeAll(async () => {
  silent = createServer((socket) => {
    held.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => held.delete(socket));
  }).listen(0, "127.0.0.1");
  await once(silent, "listening");
});
afterAll(async () => {
  hangUp();
  silent.close();
  await stopPostmaster(home());
  folder.remove();
});

describe("a server that is told to end", { timeout: 60_000 }, () => {
  it("says so to monitors at once, takes nothing new, tells its sockets, answers what is under way, and ends in order", async () => {
    const server = await start();
    const cookie = await signIn(server.url);
    const socket = io(server.url, { path: SOCKET_PATH, transports: ["websocket"], extraHeaders: { cookie, origin: server.url } });
    await new Promise((resolve) => socket.on("connect", () => resolve(null)));
    const told = new Promise((resolve) => socket.on("disconnect", resolve));
    const figures = async () => (await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
    expect(await figures()).toMatch(/^virtferry_sockets_connected 1$/m);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    const underWay = await longRequest(server.url, cookie);

    const begun = Date.now();
    const ended = once(server.child, "exit");
    server.child.kill("SIGTERM");
    expect(await told).toBe("io server disconnect");
    socket.close();
    const ready = await fetch(`${server.url}/api/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: "unavailable", parts: { process: "stopping", database: "ok" } });
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    const refused = await fetch(`${server.url}/api/v1/hosts`, { headers: { cookie } });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);

    hangUp();
    const answer = await underWay.answer;
    expect(answer.status).toBe(200);
    expect(JSON.stringify(await answer.json())).toContain("connection-lost");
    expect(await ended).toEqual([0, null]);
    expect(Date.now() - begun).toBeLessThan(20_000);
    expect(postmasterPid(home())).toBeNull();
  });

  it("ends at once when it is told twice, and loses nothing by it", async () => {
    const server = await start();
    const cookie = await signIn(server.url);
    await longRequest(server.url, cookie);
    const ended = once(server.child, "exit");
    server.child.kill("SIGTERM");
    await expect.poll(async () => (await fetch(`${server.url}/api/ready`)).status).toBe(503);
    const begun = Date.now();
    server.child.kill("SIGTERM");
    expect(await ended).toEqual([1, null]);
    expect(Date.now() - begun).toBeLessThan(2_000);
    hangUp();
    const next = await start();
    expect((await fetch(`${next.url}/api/v1/hosts`, { headers: { cookie } })).status).toBe(200);
    await next.stop();
  });

  it("has written one JSON object a line, the same lines for people as for machines, and no secret", async () => {
    expect(existsSync(logFile)).toBe(true);
    const text = readFileSync(logFile, "utf8");
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("VirtFerry is ready: http://"));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), msg: expect.any(String) });
    for (const secret of [PASSWORD, SECRET, TOKEN, "session_token=", "PRIVATE KEY"]) expect(text).not.toContain(secret);
  });
});

describe("a server that cannot reach its database", { timeout: 60_000 }, () => {
  it("says which, without the password", async () => {
    const other = temporaryDataFolder();
    const env = {
      ...process.env,
      VIRTFERRY_DATA_DIR: other.path,
      DATABASE_URL: `postgresql://vf:s3cret-pass@127.0.0.1:${await freePort()}/vf`,
      VIRTFERRY_PORT: String(await freePort()),
    };
    const child = spawn(process.execPath, [HEADLESS], { stdio: ["ignore", "pipe", "pipe"], env });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
    const [code] = await once(child, "exit");
    expect(code).not.toBe(0);
    expect(said).toContain("127.0.0.1");
    expect(said).not.toContain("s3cret-pass");
    other.remove();
  });
});
