import { describe, expect, it } from "vitest";
import { readConfig, secretsOf } from "./config.ts";

const read = (argv: readonly string[], env: Record<string, string>, isRoot = false) =>
  readConfig(argv, env as NodeJS.ProcessEnv, isRoot);

describe("readConfig", () => {
  it("has defaults that need nothing from outside", () => {
    expect(read([], { XDG_DATA_HOME: "/home/ann/.data" })).toEqual({
      dataDir: "/home/ann/.data/virtferry",
      host: "127.0.0.1",
      port: 8420,
      publicUrl: null,
      secret: null,
      databaseUrl: null,
      adminPassword: null,
      metricsToken: null,
      keep: { days: 400, migrations: 20_000 },
      logLevel: "info",
      dev: false,
    });
    expect(read([], {}, true).dataDir).toBe("/var/lib/virtferry");
    expect(read([], { VIRTFERRY_PORT: "", VIRTFERRY_SECRET: "" }).port).toBe(8420);
  });

  it("takes flags before the environment", () => {
    const config = read(["--port", "9000", "--host=0.0.0.0", "--dev"], {
      VIRTFERRY_PORT: "9001",
      VIRTFERRY_PUBLIC_URL: "https://vf.example/",
    });
    expect(config).toMatchObject({ port: 9000, host: "0.0.0.0", dev: true, publicUrl: "https://vf.example" });
  });

  it.each([
    [["--port", "0"], {}, /Option --port is not a port/],
    [[], { VIRTFERRY_PORT: "80a" }, /Environment variable VIRTFERRY_PORT is not a port: use a number from 1 to 65535/],
    [[], { VIRTFERRY_HOST: "http://x" }, /VIRTFERRY_HOST is not an address/],
    [[], { VIRTFERRY_PUBLIC_URL: "vf.example" }, /VIRTFERRY_PUBLIC_URL is not an http/],
    [[], { VIRTFERRY_PUBLIC_URL: "https://vf.example/base" }, /VIRTFERRY_PUBLIC_URL is not an http/],
    [[], { DATABASE_URL: "mysql://x" }, /DATABASE_URL is not a PostgreSQL URL/],
    [[], { VIRTFERRY_KEEP_DAYS: "1" }, /VIRTFERRY_KEEP_DAYS is not a number of days: use a whole number from 7/],
    [[], { VIRTFERRY_KEEP_MIGRATIONS: "all" }, /VIRTFERRY_KEEP_MIGRATIONS is not a number of migrations/],
    [[], { LOG_LEVEL: "loud" }, /LOG_LEVEL is not a level/],
    [["--dev=yes"], {}, /Unknown option --dev/],
    [["--colour"], {}, /Unknown option --colour\. Known: --dev, --data-dir/],
    [["--port"], {}, /Option --port needs a value/],
  ])("says where and what to do for %j %j", (argv, env, message) => {
    expect(() => read(argv, env as Record<string, string>)).toThrow(message);
  });

  it("never repeats a secret, and names all that is wrong at once", () => {
    const env = { VIRTFERRY_SECRET: "hunter2", VIRTFERRY_ADMIN_PASSWORD: "hunter3", DATABASE_URL: "pg://u:hunter4@x/y" };
    let message = "";
    try {
      read([], env);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.split("\n")).toHaveLength(3);
    expect(message).not.toContain("hunter");
  });

  it("knows what among them nobody may see, as it is written and as it is meant", () => {
    const databaseUrl = "postgresql://vf:p%40ss-word@db/vf?sslmode=require&password=another-one";
    const config = { secret: "s".repeat(32), adminPassword: null, metricsToken: "t".repeat(16), databaseUrl };
    expect(secretsOf(config)).toEqual(
      expect.arrayContaining(["s".repeat(32), "t".repeat(16), "p%40ss-word", "p@ss-word", "another-one"]),
    );
    expect(secretsOf({ secret: null, adminPassword: null, metricsToken: null, databaseUrl: "postgresql://db/vf" })).toEqual([]);
  });

  it.each(["short", "has spaces in it, and many", "line\nbreak-line\nbreak"])("takes no such token: %j", (token) => {
    expect(() => read([], { VIRTFERRY_METRICS_TOKEN: token })).toThrow(/VIRTFERRY_METRICS_TOKEN is no good token/);
  });
});
