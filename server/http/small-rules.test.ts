import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mayReadMetrics } from "./metrics-page.ts";
import { requestIdOf } from "./request-id.ts";
import { routePattern } from "./route-pattern.ts";

describe("the id of a request", () => {
  it.each(["01HV5K3W-aa", "a1b2c3d4", "trace:0123.456_7"])("is the one that it brought: %s", (brought) => {
    expect(requestIdOf(brought)).toBe(brought);
  });

  it.each([
    undefined,
    "",
    "short",
    "has spaces in it",
    'quote"quote"',
    "line\nbreak0000",
    `${"x".repeat(65)}`,
    ["a1b2c3d4", "b1b2c3d4"],
    "-leading-dash",
  ])("is a new one instead of %j", (brought) => {
    expect(requestIdOf(brought)).toMatch(/^[0-9a-f]{24}$/);
  });
});

describe("the pattern of a path", () => {
  it.each([
    ["/", "/"],
    ["/hosts", "/hosts"],
    ["/migrations/m_aaaaaaaaaaaa", "/migrations/{id}"],
    ["/migrations/new", "/migrations/new"],
    ["/api/rpc/hosts/list", "/api/rpc/*"],
    ["/api/v1/hosts/h_1/secrets", "/api/v1/*"],
    ["/api/auth/sign-in/username", "/api/auth/sign-in/username"],
    ["/api/auth/sign-up/email", "/api/auth/*"],
    ["/api/socket/", "/api/socket/*"],
    ["/_next/static/chunks/1.js", "/_next/static/*"],
    ["/wp-login.php", "other"],
    ["/a/b/c/d", "other"],
    ["/hosts/x/y", "other"],
    ["//evil", "other"],
  ])("%s is %s", (path, pattern) => expect(routePattern(path)).toBe(pattern));

  it("is a name of its own for every page there is", () => {
    const pages = readdirSync(join(import.meta.dirname, "../../app"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("page.tsx"))
      .map((path) => `/${path.replace(/\/?page\.tsx$/, "").replace(/^\([a-z]+\)\/?/, "")}`);
    expect(pages.length).toBeGreaterThan(8);
    for (const page of pages) expect(routePattern(page)).toBe(page.replace(/\[\w+\]/, "{id}"));
  });
});

describe("who may read the figures", () => {
  const TOKEN = "correct-horse-battery-staple";
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    ({ headers, socket: { remoteAddress } }) as unknown as Parameters<typeof mayReadMetrics>[0];

  it.each([
    ["this machine", from("127.0.0.1"), null, true],
    ["this machine, IPv6", from("::1"), null, true],
    ["this machine, IPv4 in IPv6", from("::ffff:127.0.0.1"), null, true],
    ["another machine", from("192.0.2.7"), null, false],
    ["another machine through a proxy here", from("127.0.0.1", { "x-forwarded-for": "127.0.0.1" }), null, false],
    ["another machine through a proxy here that says Forwarded", from("127.0.0.1", { forwarded: "for=x" }), null, false],
    [
      "another machine that shows a token where there is none",
      from("192.0.2.7", { authorization: `Bearer ${TOKEN}` }),
      null,
      false,
    ],
    ["this machine without the token that is set", from("127.0.0.1"), TOKEN, false],
    ["another machine with the token", from("192.0.2.7", { authorization: `Bearer ${TOKEN}` }), TOKEN, true],
    [
      "another machine with the token, through a proxy",
      from("127.0.0.1", { via: "x", authorization: `bearer ${TOKEN}` }),
      TOKEN,
      true,
    ],
    ["a token that is not quite it", from("127.0.0.1", { authorization: `Bearer ${TOKEN}x` }), TOKEN, false],
    ["another kind of authorization", from("127.0.0.1", { authorization: `Basic ${TOKEN}` }), TOKEN, false],
    ["an unknown peer", from(""), null, false],
  ])("%s", (_, request, token, may) => expect(mayReadMetrics(request, token)).toBe(may));
});
