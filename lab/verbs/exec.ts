import { spawn } from "node:child_process";
import { sshUsers } from "../hosts.ts";
import { labError } from "../parts/errors.ts";
import { hostArgv } from "../parts/host-process.ts";
import { hostOf, openLab } from "../parts/state.ts";

/** Runs a command on a host, tied to this terminal, and gives its exit code. */
export async function exec(args: readonly string[]): Promise<number> {
  const rest = [...args];
  const user = rest[0] === "--user" ? (rest.splice(0, 2)[1] ?? "") : "root";
  if (!(sshUsers as readonly string[]).includes(user))
    throw labError("usage", `no account "${user}"`, `Accounts: ${sshUsers.join(", ")}`);
  const [host, ...command] = rest;
  if (host === undefined || command.length === 0)
    throw labError("usage", "exec needs a host and a command", "Example: npm run lab -- exec hv1 virsh list");
  const [program = "", ...argv] = hostArgv(hostOf(await openLab(), host), command, user);
  return new Promise((resolve, reject) => {
    const child = spawn(program, argv, { stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 128));
  });
}
