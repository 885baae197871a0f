import type { ProbeStep, ProbeStepId } from "../../../lib/contract/views.ts";
import { parseCapabilities } from "../../../lib/core/facts/capabilities.ts";
import { parseHostClock } from "../../../lib/core/facts/host-clock.ts";
import { parseVersion } from "../../../lib/core/facts/version.ts";
import type { HostProblemCode } from "../../../lib/core/model/host.ts";
import { libvirtProblem } from "../../libvirt/libvirt-problem.ts";
import { VIRSH } from "../../libvirt/virsh-routing.ts";
import { type CommandResult, succeeded } from "../../ssh/command-result.ts";
import { runCommand } from "../../ssh/run-command.ts";
import type { SshConnection } from "../../ssh/ssh-connection.ts";

/** A step's outcome without its id. */
export type Check = Omit<ProbeStep, "id">;

export interface CheckedHost {
  readonly hostname: string | null;
  /** libvirt's host UUID, to see that one host is not registered twice under two addresses. */
  readonly libvirtUuid: string | null;
}

const TIMEOUT_MS = 15_000;
/** Certificates and guests' clocks suffer from more than this. */
const CLOCK_WARNING_MS = 1_000;

/** Looks on a logged-in host at what VirtFerry needs there, in order; stops at the first thing that is missing. */
export async function checkHost(
  connection: SshConnection,
  user: string,
  now: () => number,
  put: (id: ProbeStepId, check: Check) => void,
): Promise<CheckedHost> {
  const run = (argv: readonly string[]) => runCommand(connection, argv, { timeoutMs: TIMEOUT_MS });

  const uname = await run(["uname", "-n"]);
  if (!succeeded(uname)) {
    put("login", failed(uname.connectionLost ? "connection-lost" : "unexpected-output", wordsOf(uname)));
    return { hostname: null, libvirtUuid: null };
  }
  const hostname = uname.stdout.trim() || null;
  put("login", passed(user));
  const stopped = { hostname, libvirtUuid: null };

  const version = await run(["virsh", "--version"]);
  const virsh = virshCheck(version, version.stdout.trim());
  put("virsh", virsh);
  if (virsh.status === "failed") return stopped;

  // A user without rights to manage may still read: said apart, because then only the group is missing.
  const reads = virshCheck(await run(["virsh", "-q", "-r", "-c", "qemu:///system", "uri"]), "qemu:///system");
  const writes = virshCheck(await run([...VIRSH, "uri"]), "qemu:///system");
  put("libvirt-read", writes.status === "ok" && reads.status === "failed" ? { ...reads, status: "warning" } : reads);
  put("libvirt-write", writes);
  if (writes.status === "failed") return stopped;

  const capabilities = await run([...VIRSH, "capabilities"]);
  const parsed = capabilities.exitCode === 0 ? parseCapabilities(capabilities.stdout) : undefined;
  if (!parsed?.known) {
    put("qemu", failed("unexpected-output", parsed ? parsed.reason : wordsOf(capabilities)));
    return stopped;
  }
  const { qemu } = parseVersion((await run([...VIRSH, "version"])).stdout);
  const emulators = parsed.value.guests.length > 0;
  put("qemu", emulators ? passed(qemu.known ? qemu.value : "") : failed("qemu-missing", "virsh capabilities: no <guest>"));

  put("clock", await checkClock(run, now));
  return { hostname, libvirtUuid: parsed.value.hostUuid.known ? parsed.value.hostUuid.value : null };
}

async function checkClock(run: (argv: readonly string[]) => Promise<CommandResult>, now: () => number): Promise<Check> {
  const sentAtMs = now();
  const date = await run(["date", "+%s.%N"]);
  const midpointMs = (sentAtMs + now()) / 2;
  const hostMs = parseHostClock(date.stdout);
  if (hostMs === null) return { status: "warning", problem: null, detail: wordsOf(date) };
  const offsetMs = hostMs - midpointMs;
  const detail = `${offsetMs < 0 ? "-" : "+"}${(Math.abs(offsetMs) / 1000).toFixed(1)} s`;
  return { status: Math.abs(offsetMs) > CLOCK_WARNING_MS ? "warning" : "ok", problem: null, detail };
}

function virshCheck(result: CommandResult, detail: string): Check {
  const problem = libvirtProblem(result);
  return problem ? failed(problem.code, problem.detail) : passed(detail);
}

function passed(detail: string): Check {
  return { status: "ok", problem: null, detail };
}

function failed(problem: HostProblemCode, detail: string): Check {
  return { status: "failed", problem, detail };
}

function wordsOf(result: CommandResult): string {
  return (result.stderr || result.stdout).trim().slice(0, 500);
}
