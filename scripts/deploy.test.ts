import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settings } from "../server/config.ts";

const ROOT = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

/** Every variable that the server reads, with its default; null = unset. */
function variables(): ReadonlyMap<string, string | null> {
  const defaults = settings.parse({}) as Readonly<Record<string, unknown>>;
  return new Map(Object.keys(settings.shape).map((name) => [name, defaults[name] === undefined ? null : String(defaults[name])]));
}

describe("docs/operations.md", () => {
  const rows = new Map(
    [...read("docs/operations.md").matchAll(/^\| `([A-Z_]+)` \| (.+?) \|/gm)].map(([, name, value]) => [name, value]),
  );

  it("lists every setting and no other", () => {
    expect([...rows.keys()].sort()).toEqual([...variables().keys()].sort());
  });

  it("says each default as it is", () => {
    for (const [name, value] of variables())
      if (name !== "VIRTFERRY_DATA_DIR")
        expect(`${name} ${rows.get(name)}`).toBe(`${name} ${value === null ? "unset" : `\`${value}\``}`);
  });

  it("points at files that there are", () => {
    for (const [, path = ""] of read("docs/operations.md").matchAll(/\]\((?:\.\.\/)?((?:deploy\/)?[\w.-]+)\)/g)) {
      expect(existsSync(join(ROOT, path.endsWith(".md") ? "docs" : ".", path)), path).toBe(true);
    }
  });
});

describe("deploy/virtferry.env.example", () => {
  it("has every setting, none of them set", () => {
    const lines = read("deploy/virtferry.env.example")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("# "));
    const names = lines.map((line) => /^#([A-Z_]+)=/.exec(line)?.[1] ?? line);
    expect(names.sort()).toEqual([...variables().keys()].sort());
  });
});

describe("deploy/virtferry.service", () => {
  const unit = read("deploy/virtferry.service");

  it("gives the server the time that it may take to stop, and does not signal its database", () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(20);
    expect(unit).toMatch(/^KillMode=mixed$/m);
    expect(unit).toMatch(/^RestartPreventExitStatus=2$/m);
  });

  /** The unit with the program where it is here, for tools that look whether it is there. */
  const withUnit = (check: (path: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), "virtferry-unit-"));
    const path = join(folder, "virtferry.service");
    writeFileSync(path, unit.replaceAll("/opt/virtferry", ROOT));
    check(path);
    rmSync(folder, { recursive: true, force: true });
  };

  it.skipIf(!has("systemd-analyze"))("is a unit without a complaint (skipped without systemd-analyze)", () => {
    withUnit((path) => {
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", path], { encoding: "utf8" });
      expect([status, stderr]).toEqual([0, ""]);
    });
  });

  it.skipIf(!has("systemd-analyze"))("is hardened: exposure of at most 2.0 of 10 (skipped without systemd-analyze)", () => {
    withUnit((path) => {
      const { status, stdout } = spawnSync("systemd-analyze", ["security", "--offline=yes", "--threshold=20", path], {
        encoding: "utf8",
      });
      expect(status, stdout).toBe(0);
    });
  });
});

describe("the image", () => {
  const dockerfile = read("Dockerfile");

  it("is of the Node that the package pins, and by a whole version", () => {
    const { version } = (JSON.parse(read("package-lock.json")) as { packages: Record<string, { version: string }> }).packages[
      "node_modules/node"
    ] ?? { version: "" };
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(images).toEqual([`node:${version}-bookworm-slim`, `node:${version}-bookworm-slim`]);
  });

  it("copies what the context lets through, and nothing else", () => {
    const allowed = read(".dockerignore")
      .split("\n")
      .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = ""]) => sources.split(" "));
    expect(copied.sort()).toEqual(allowed.sort());
    for (const path of copied) expect(readdirSync(ROOT)).toContain(path);
  });

  it("runs as a user of its own, with a health check, and is told to stop as the server is", () => {
    expect(dockerfile).toMatch(/^USER virtferry$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK [\s\S]+\/api\/health/m);
    expect(dockerfile).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
  });
});
