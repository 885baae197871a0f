import { isContractProcedure } from "@orpc/contract";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract } from "../../lib/contract/routes.ts";
import { SOCKET_PATH } from "../../lib/contract/socket.ts";
import { testServices } from "../test-support/services.ts";
import { PASSWORD, type StartedServer, startServer } from "../test-support/started-server.ts";

let server: StartedServer;
beforeAll(async () => {
  server = await startServer(testServices({}));
});
afterAll(() => server.stop());

interface Route {
  readonly rpc: string;
  readonly method: string;
  readonly path: string;
}

/** Every procedure of the contract, found by walking it, so that a new one cannot be forgotten here. */
function routesOf(node: object, path: readonly string[] = []): Route[] {
  if (isContractProcedure(node)) {
    const { method = "POST", path: rest = "" } = node["~orpc"].route;
    return [{ rpc: path.join("/"), method, path: rest.replace(/\{\w+\}/g, "m_aaaaaaaaaaaa") }];
  }
  return Object.entries(node).flatMap(([name, child]) => routesOf(child as object, [...path, name]));
}
const routes = routesOf(contract);

function ask(path: string, method = "GET", headers: Record<string, string> = {}): Promise<Response> {
  const body = method === "GET" || method === "HEAD" ? {} : { body: "{}" };
  return fetch(server.url + path, {
    method,
    redirect: "manual",
    headers: { "content-type": "application/json", ...headers },
    ...body,
  });
}

describe("without a session", () => {
  it("has routes to walk", () => expect(routes.length).toBeGreaterThan(15));

  it.each(routes)("$method /api/v1$path and rpc/$rpc answer 401", async ({ rpc, method, path }) => {
    expect((await ask(`/api/v1${path}`, method)).status).toBe(401);
    for (const way of ["POST", "GET"]) {
      const answer = await ask(`/api/rpc/${rpc}`, way);
      expect(answer.status).toBe(401);
      expect(await answer.text()).toContain("not-signed-in");
    }
  });

  it.each([
    ["/api/v1/openapi.json", "GET"],
    ["/api/v1/nothing", "GET"],
    ["/api/v1/nothing", "DELETE"],
    ["/api/rpc/nothing", "POST"],
    ["/api/rpc/hosts.list", "POST"],
    ["/api/nothing", "GET"],
    ["/api/", "POST"],
    ["/", "POST"],
    ["/hosts", "PUT"],
    ["//x/sign-in", "GET"],
    ["//evil.example/hosts", "GET"],
  ])("%s (%s) answers 401", async (path, method) => {
    expect((await ask(path, method)).status).toBe(401);
  });

  it.each([
    ["/", "/sign-in"],
    ["/hosts", "/sign-in?next=%2Fhosts"],
    ["/migrations/new?domain=1&_rsc=x", "/sign-in?next=%2Fmigrations%2Fnew%3Fdomain%3D1"],
    ["/no/such/page", "/sign-in?next=%2Fno%2Fsuch%2Fpage"],
    ["/_next/data/x.json", "/sign-in?next=%2F_next%2Fdata%2Fx.json"],
    ["/_next/image?url=x", "/sign-in?next=%2F_next%2Fimage%3Furl%3Dx"],
    ["/sign-in/../hosts", "/sign-in?next=%2Fhosts"],
  ])("%s leads to %s", async (path, location) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get("location")]).toEqual([307, location]);
  });

  it("has only sign-in, its assets, auth and health open", async () => {
    for (const path of ["/sign-in", "/_next/static/chunk.js", "/icon.svg", "/api/health"])
      expect((await ask(path)).status).toBe(200);
    expect(await (await ask("/api/auth/get-session")).json()).toBeNull();
  });

  it.each([
    ["sign-up/email", { email: "a@example.org", password: "long-enough-password", name: "a" }],
    ["is-username-available", { username: "admin" }],
    ["sign-in/email", { email: "admin@virtferry.invalid", password: "x" }],
    ["request-password-reset", { email: "admin@virtferry.invalid" }],
    ["update-user", { name: "x" }],
  ])("has no /api/auth/%s", async (path, body) => {
    const answer = await fetch(`${server.url}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(404);
  });

  it.each(["polling", "websocket"] as const)("opens no socket by %s", async (transport) => {
    const socket = io(server.url, {
      path: SOCKET_PATH,
      transports: [transport],
      reconnection: false,
      extraHeaders: { origin: server.url },
    });
    const outcome = await new Promise((resolve) => {
      socket.on("connect", () => resolve("connected"));
      socket.on("connect_error", () => resolve("refused"));
    });
    socket.close();
    expect(outcome).toBe("refused");
  });
});

describe("with a session", () => {
  let kept: string;
  beforeAll(async () => {
    kept = await server.signIn();
  });

  it("answers, for as long as the session lasts", async () => {
    const cookie = await server.signIn();
    expect((await ask("/api/v1/hosts", "GET", { cookie })).status).toBe(200);
    expect((await ask("/hosts", "GET", { cookie })).status).toBe(200);
    expect((await ask("/api/auth/sign-out", "POST", { cookie, origin: server.url })).status).toBe(200);
    expect((await ask("/api/v1/hosts", "GET", { cookie })).status).toBe(401);
  });

  it("takes no cookie that was tampered with", async () => {
    expect((await ask("/api/v1/hosts", "GET", { cookie: kept })).status).toBe(200);
    expect((await ask("/api/v1/hosts", "GET", { cookie: `${kept.slice(0, -6)}AAAAAA` })).status).toBe(401);
  });

  it("keeps the session's token from scripts: HttpOnly, SameSite, not in the body", async () => {
    const answer = await fetch(`${server.url}/api/auth/sign-in/username`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url },
      body: JSON.stringify({ username: "admin", password: PASSWORD }),
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^virtferry\.session_token=[^;]+;.*HttpOnly; SameSite=Lax$/);
    expect(await answer.json()).toEqual({ success: true });
  });

  it.each([
    ["a foreign origin", { origin: "http://evil.example" }, 403],
    ["a null origin", { origin: "null" }, 403],
    ["another site by Sec-Fetch-Site", { "sec-fetch-site": "cross-site" }, 403],
    ["its own origin", {}, 200],
    ["no browser at all", { origin: "" }, 200],
  ])("answers a change that comes from %s with %s", async (_, headers, status) => {
    const sent: Record<string, string> = { cookie: kept, origin: server.url, ...headers };
    if (sent.origin === "" || "sec-fetch-site" in headers) delete sent.origin;
    const answer = await ask("/api/v1/preflight/matrix", "POST", sent);
    expect(answer.status).toBe(status);
  });

  it.each(["polling", "websocket"] as const)("opens no socket to a foreign page by %s", async (transport) => {
    const socket = io(server.url, {
      path: SOCKET_PATH,
      transports: [transport],
      reconnection: false,
      extraHeaders: { cookie: kept, origin: "http://evil.example" },
    });
    const outcome = await new Promise((resolve) => {
      socket.on("connect", () => resolve("connected"));
      socket.on("connect_error", () => resolve("refused"));
    });
    socket.close();
    expect(outcome).toBe("refused");
  });
});

it.each([
  [{ origin: "http://evil.example" }, 403],
  [{ origin: "null" }, 403],
  [{ "sec-fetch-site": "cross-site" }, 403],
  [{ "content-type": "application/x-www-form-urlencoded" }, 415],
])("signs nobody in by a request with %j", async (headers, status) => {
  const answer = await fetch(`${server.url}/api/auth/sign-in/username`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers } as Record<string, string>,
    body: JSON.stringify({ username: "admin", password: PASSWORD }),
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

it("reads no endless sign-in", async () => {
  const body = JSON.stringify({ username: "admin", password: "x".repeat(20_000) });
  const headers = { "content-type": "application/json", origin: server.url };
  expect((await fetch(`${server.url}/api/auth/sign-in/username`, { method: "POST", headers, body })).status).toBe(413);
});

it("lets nobody try passwords without end", async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 25; attempt++) {
    const answer = await fetch(`${server.url}/api/auth/sign-in/username`, {
      method: "POST",
      // A new claimed address each time must not help.
      headers: { "content-type": "application/json", origin: server.url, "x-forwarded-for": `198.51.100.${attempt}` },
      body: JSON.stringify({ username: "admin", password: `wrong-${attempt}` }),
    });
    statuses.push(answer.status);
  }
  expect(statuses.at(-1)).toBe(429);
});
