import { describe, expect, it } from "vitest";
import { knownOrigins, originAllowed } from "./origins.ts";

describe("knownOrigins", () => {
  it.each([
    [{ publicUrl: "https://vf.example", host: "0.0.0.0", port: 8420 }, ["https://vf.example"]],
    [{ publicUrl: null, host: "127.0.0.1", port: 8420 }, ["http://localhost:8420", "http://127.0.0.1:8420", "http://[::1]:8420"]],
    [{ publicUrl: null, host: "192.0.2.7", port: 80 }, ["http://192.0.2.7"]],
    [{ publicUrl: null, host: "2001:db8::1", port: 8420 }, ["http://[2001:db8::1]:8420"]],
  ])("of %j are %j", (config, origins) => expect([...knownOrigins(config)].sort()).toEqual([...origins].sort()));

  it("hold this machine's own addresses when it listens on all of them", () => {
    const origins = knownOrigins({ publicUrl: null, host: "0.0.0.0", port: 8420 });
    expect(origins).toContain("http://127.0.0.1:8420");
    expect(origins.length).toBeGreaterThan(3);
  });
});

describe("originAllowed", () => {
  const known = ["http://localhost:8420"];
  it.each([
    ["POST", "http://localhost:8420", null, true],
    ["POST", "http://localhost:9999", null, false],
    ["GET", "http://evil.example", null, false],
    ["POST", "null", null, false],
    ["POST", null, "cross-site", false],
    ["POST", null, "same-site", false],
    ["POST", null, "same-origin", true],
    ["POST", null, null, true],
    ["GET", null, "cross-site", true],
  ])("%s with Origin %s and Sec-Fetch-Site %s: %s", (method, origin, secFetchSite, allowed) =>
    expect(originAllowed({ method, origin, secFetchSite }, known)).toBe(allowed),
  );
});
