import { Writable } from "node:stream";
import { createORPCClient, ORPCError } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErrorData } from "../../lib/contract/errors.ts";
import type { contract } from "../../lib/contract/routes.ts";
import { ServiceError } from "../service-error.ts";
import { aMigration } from "../test-support/records.ts";
import { testServices } from "../test-support/services.ts";
import { type StartedServer, startServer } from "../test-support/started-server.ts";

let logged = "";
const logger = pino(
  { level: "error" },
  new Writable({
    write(chunk, _, done) {
      logged += String(chunk);
      done();
    },
  }),
);

const removed: string[] = [];
const services = testServices({
  inventory: {
    retry: () => {
      throw new Error("secret detail: /root/.ssh/id_ed25519");
    },
    remove: async (id) => {
      if (id === "h_cccccccccccc") {
        throw new ServiceError("conflict", {
          message: { key: "errors.inventory.host-is-migrating" },
          migrationId: "m_aaaaaaaaaaaa",
        });
      }
      removed.push(id);
    },
    // A class of another copy of the module: told by its shape.
    repin: async () => {
      throw Object.assign(new Error("x"), { code: "host-offline", data: { message: { key: "errors.inventory.offline" } } });
    },
  },
  migrations: { list: async ({ limit }) => Array.from({ length: limit }, () => aMigration()).slice(0, 3) },
});

let server: StartedServer;
let cookie: string;
let client: ContractRouterClient<typeof contract>;
beforeAll(async () => {
  server = await startServer(services, logger);
  cookie = await server.signIn();
  client = createORPCClient(new RPCLink({ url: `${server.url}/api/rpc`, headers: { cookie, origin: server.url } }));
});
afterAll(() => server.stop());

async function rest(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie, origin: server.url, "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? (JSON.parse(text) as { code: string; data: ErrorData }) : null };
}

async function failure(call: Promise<unknown>): Promise<{ code: string; status: number; data: ErrorData }> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ORPCError)) throw new Error(`not an API error: ${String(error)}`);
  return { code: error.code, status: error.status, data: error.data };
}

const connection = { address: "192.0.2.7", port: 22, user: "root", keyId: "server" };

describe("errors", () => {
  it("carries a service's error with code, status and data, over both ways", async () => {
    const data = { message: { key: "errors.inventory.host-is-migrating" }, migrationId: "m_aaaaaaaaaaaa" };
    expect(await failure(client.hosts.remove({ hostId: "h_cccccccccccc" }))).toEqual({ code: "conflict", status: 409, data });
    expect(await rest("DELETE", "/hosts/h_cccccccccccc")).toMatchObject({ status: 409, body: { code: "conflict", data } });
  });

  it("knows a service's error by its shape", async () => {
    const call = client.hosts.repin({ hostId: "h_cccccccccccc", acceptedFingerprint: "x" });
    expect(await failure(call)).toMatchObject({ code: "host-offline", status: 503 });
  });

  it("masks what it does not know, with an id that the log has", async () => {
    const error = await failure(client.hosts.retry({ hostId: "h_cccccccccccc" }));
    expect(error).toMatchObject({ code: "internal", status: 500 });
    expect(JSON.stringify(error)).not.toContain("secret detail");
    expect(error.data.logId).toMatch(/^[0-9a-f]{12}$/);
    expect(error.data.message).toEqual({ key: "errors.generic.internal", values: { logId: error.data.logId } });
    const line = logged.split("\n").find((text) => text.includes(String(error.data.logId)));
    expect(line).toContain("secret detail");
    expect(line).toContain("hosts.retry");
  });

  it.each([
    ["an address with a scheme", { ...connection, address: "qemu+ssh://x" }, "errors.field.address", "address"],
    ["no address", { ...connection, address: "  " }, "errors.field.required", "address"],
    ["a port too high", { ...connection, port: 70_000 }, "errors.field.port", "port"],
    ["a port that is text", { ...connection, port: "abc" }, "errors.field.port", "port"],
    ["a user that is an option", { ...connection, user: "-oProxyCommand=x" }, "errors.field.user", "user"],
    ["a missing field", { address: "hv1" }, "errors.field.port", "port"],
    ["no object at all", [1, 2], "errors.field.invalid", undefined],
  ])("says at the field what is wrong with %s", async (_, input, key, field) => {
    for (const error of [
      await failure(client.hosts.probe(input as typeof connection)),
      (await rest("POST", "/hosts/probe", JSON.stringify(input))).body,
    ]) {
      expect(error).toMatchObject({ code: "invalid-input", data: { message: { key } } });
      expect(error?.data.field).toBe(field);
    }
  });

  it("names nested fields by their path", async () => {
    const request = {
      ...aMigration().request,
      acknowledged: [],
      options: { ...aMigration().request.options, bandwidthMiBps: 99999999999999 },
    };
    const error = await failure(client.migrations.start({ request, idempotencyKey: "0123456789abcdef" }));
    expect(error.data).toEqual({ message: { key: "errors.field.bandwidth" }, field: "request.options.bandwidthMiBps" });
  });

  it.each([
    ["half a JSON", "{", {}],
    ["no JSON", "hello", {}],
    ["a form", "a=1", { "content-type": "application/x-www-form-urlencoded" }],
    ["a broken multipart", "--x", { "content-type": "multipart/form-data; boundary=y" }],
    ["an unknown type", "x", { "content-type": "text/strange" }],
    ["nothing", undefined, {}],
  ])("answers %s with 400, never with 500", async (_, body, headers) => {
    expect((await rest("POST", "/hosts/probe", body, headers)).status).toBe(400);
    const rpc = await fetch(`${server.url}/api/rpc/hosts/probe`, {
      method: "POST",
      headers: { cookie, origin: server.url, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body }),
    });
    expect(rpc.status).toBe(400);
    expect(await rpc.json()).toMatchObject({ json: { code: "invalid-input" } });
  });

  it("answers bad data in the address of a reading call with 400", async () => {
    const answer = await fetch(`${server.url}/api/rpc/hosts/list?data={`, { headers: { cookie } });
    expect(answer.status).toBe(400);
  });

  it.each([
    ["with a length", (text: string) => text as BodyInit],
    ["without one", (text: string) => new Blob([text]).stream()],
  ])("refuses a body over 1 MiB %s", async (_, make) => {
    const text = JSON.stringify({ name: "x", privateKey: `PRIVATE KEY ${"x".repeat(1024 * 1024)}` });
    const init = {
      method: "POST",
      headers: { cookie, origin: server.url, "content-type": "application/json" },
      body: make(text),
    };
    const answer = await fetch(`${server.url}/api/v1/keys`, { ...init, duplex: "half" } as RequestInit);
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: "invalid-input", data: { message: { key: "errors.generic.too-large" } } });
  });

  it("has a clear answer for an unknown route and a wrong method", async () => {
    expect(await rest("GET", "/nothing")).toMatchObject({ status: 404, body: { code: "not-found" } });
    expect((await rest("DELETE", "/hosts")).status).toBe(404);
    expect(await rest("GET", "/migrations/not-an-id")).toMatchObject({ status: 400, body: { data: { field: "migrationId" } } });
    expect(await rest("GET", "/migrations/m_bbbbbbbbbbbb")).toMatchObject({ status: 404, body: { code: "not-found" } });
  });
});

describe("answers", () => {
  it("are the same over RPC and REST", async () => {
    expect(await client.migrations.get({ migrationId: "m_aaaaaaaaaaaa" })).toEqual(
      (await rest("GET", "/migrations/m_aaaaaaaaaaaa")).body,
    );
    expect(await client.system.info()).toMatchObject({ user: { name: "admin" } });
  });

  it("take figures from a query string", async () => {
    expect((await rest("GET", "/migrations?limit=2")).body).toHaveLength(2);
    expect((await rest("GET", "/migrations?limit=0")).status).toBe(400);
  });

  it("describe themselves by OpenAPI", async () => {
    const document = (await rest("GET", "/openapi.json")).body as unknown as { openapi: string; paths: Record<string, object> };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toContain("/migrations/{migrationId}/abort");
  });
});
