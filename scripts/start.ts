import { spawn } from "node:child_process";
import { ensureBuild } from "./parts/build.ts";

/** `npm start`: builds if needed, then runs the server alone, for production; options and environment go to the server. */
if (!(await ensureBuild())) process.exit(1);
const server = spawn(process.execPath, ["server/index.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, NODE_ENV: "production" },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => server.kill(signal === "SIGHUP" ? "SIGTERM" : signal));
server.on("exit", (code) => process.exit(code ?? 1));
