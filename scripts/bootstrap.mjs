// Runs before anything is installed, on whatever Node the machine has (18 or newer): plain JavaScript, built-ins only.
// Installs the npm packages (Node 24 is one of them), then hands over to scripts/<verb>.ts under that Node 24.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const ENTRIES = {
  demo: "scripts/demo.ts",
  test: "scripts/test.ts",
  faults: "e2e/faults/run.ts",
  start: "scripts/start.ts",
  setup: "scripts/setup.ts",
  backup: "scripts/backup.ts",
  restore: "scripts/restore.ts",
  bench: "scripts/bench.ts",
  screenshots: "scripts/screenshots.ts",
  lab: "lab/cli.ts",
};

const say = (text) => process.stdout.write(`[virtferry] ${text}\n`);
const fail = (text) => {
  process.stderr.write(`[virtferry] ${text}\n`);
  process.exit(1);
};

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/** True when what is installed is what package-lock.json pins; packages for other platforms may be absent. */
function packagesAreCurrent() {
  const installedList = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedList) || !existsSync(join(bin, "node"))) return false;
  const installed = packagesOf(installedList);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, wanted]) => path === "" || installed[path]?.version === wanted.version || (wanted.optional && !installed[path]),
  );
}

function installPackages() {
  say("installing npm packages, as package-lock.json pins them (about a minute)");
  const [program, ...args] = npmUnderNode24();
  const done = spawnSync(program, [...args, "ci", "--no-fund", "--no-audit", "--loglevel", "error"], {
    cwd: root,
    stdio: "inherit",
  });
  if (done.status !== 0) fail("npm ci failed: see its message above; mend it and run the same command again");
  if (!existsSync(join(bin, "node"))) {
    fail(
      "the npm package `node` brought no Node 24 (were install scripts switched off?): allow its install script, or run with a Node >= 24 of your own",
    );
  }
  buildSshAddon();
}

// npm leaves out optional packages (here: the native parts of the tools) whose `engines` do not fit the Node that npm itself runs under.
// So npm is run under the Node that will run them.
function npmUnderNode24() {
  const npmCli = process.env.npm_execpath;
  if (Number(process.versions.node.split(".")[0]) >= 22 || !npmCli) return ["npm"];
  const { version } = packagesOf(join(root, "package-lock.json"))["node_modules/node"];
  return ["npm", "exec", "--yes", "--loglevel", "error", `--package=node@${version}`, "--", "node", npmCli];
}

// ssh2 works without its native addon, only with about twice the CPU for each byte. It must be built against the Node that
// runs it, which is not the one that npm ran under.
function buildSshAddon() {
  const node = join(bin, "node");
  const probe = ["-e", "require('ssh2/lib/protocol/crypto/build/Release/sshcrypto.node')"];
  if (spawnSync(node, probe, { cwd: root, stdio: "ignore" }).status === 0) return;
  const headers = join(root, "node_modules", "node", "node_modules", `node-${process.platform}-${process.arch}`);
  const env = { ...process.env, npm_config_nodedir: headers, PATH: `${bin}:${process.env.PATH}` };
  spawnSync("npm", ["rebuild", "ssh2", "cpu-features", "--loglevel", "silent"], { cwd: root, stdio: "ignore", env });
  const built = spawnSync(node, probe, { cwd: root, stdio: "ignore" }).status === 0;
  say(
    built
      ? "built ssh2's native addon for Node 24"
      : "ssh2 runs without its native addon (no compiler here): slower, otherwise the same",
  );
}

const [verb, ...args] = process.argv.slice(2);
const entry = ENTRIES[verb];
if (!entry) fail(`usage: node scripts/bootstrap.mjs ${Object.keys(ENTRIES).join("|")} [options]`);
if (!packagesAreCurrent()) installPackages();

const child = spawn(join(bin, "node"), [join(root, entry), ...args], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: "1" },
});
// Ctrl-C reaches the whole process group: the child takes its things down, and we wait for it.
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => undefined);
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
