import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { labStatus } from "../lab/client.ts";
import { ensureBuild } from "./parts/build.ts";
import { registerLabHosts, signIn } from "./parts/console-client.ts";
import { labDown, labUp, whyNoLab } from "./parts/lab.ts";
import { killAll } from "./parts/run.ts";
import { type ServerProcess, startServer } from "./parts/server-process.ts";

/** `npm run demo`: three real libvirt hosts on this machine, the console in front of them, until Ctrl-C. */
const LAB = process.env.VIRTFERRY_LAB ?? "vf";
const PORT = Number(process.env.VIRTFERRY_PORT ?? 8420);
// The terminal is for the sign-in, not for the log.
process.env.LOG_LEVEL ??= "warn";
const say = (text: string) => process.stdout.write(`[virtferry] ${text}\n`);

const why = whyNoLab();
if (why) {
  process.stderr.write(`[virtferry] ${why}\n`);
  process.exit(3);
}

let server: ServerProcess | null = null;
let dataDir: string | null = null;
let labTouched = false;
let ending = false;

async function takeDown(code: number): Promise<never> {
  if (ending) return new Promise<never>(() => undefined);
  ending = true;
  say("taking everything down");
  killAll();
  if (server) await server.stop();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
  const clean = labTouched ? await labDown(LAB) : true;
  if (clean) say("nothing is left behind");
  process.exit(clean ? code : 1);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void takeDown(0));

try {
  if (!(await ensureBuild())) await takeDown(1);
  labTouched = true;
  say("starting the lab: three libvirt hosts (the first time it also fetches Debian packages and a guest kernel)");
  if (!(await labUp(LAB))) {
    process.stderr.write("[virtferry] the lab did not start: see above\n");
    await takeDown(1);
  }
  // Passwords and history of a demo are worth nothing afterwards: a folder of its own, gone at the end.
  mkdirSync("/var/lib/virtferry-demo", { recursive: true, mode: 0o755 });
  dataDir = mkdtempSync("/var/lib/virtferry-demo/run-");
  const adminPassword = randomBytes(12).toString("base64url");
  say("starting the server");
  server = await startServer({ port: PORT, dataDir, adminPassword });
  server.child.on("exit", () => {
    if (!ending) void takeDown(1);
  });
  await registerLabHosts(await signIn(server.url, "admin", adminPassword), await labStatus());
  process.stdout.write(
    `\n  VirtFerry    ${server.url}\n  user         admin\n  password     ${adminPassword}\n\n  Try: Preflight, then Migrate web01 from hv1 to hv2. Ctrl-C takes all down.\n\n`,
  );
} catch (error) {
  process.stderr.write(`[virtferry] ${error instanceof Error ? error.message : String(error)}\n`);
  await takeDown(1);
}
