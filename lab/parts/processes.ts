import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process of the machine, as /proc tells it. */
export interface ProcessInfo {
  readonly pid: number;
  readonly argv: readonly string[];
  /** The program's short name. */
  readonly command: string;
  /** Its id in the innermost pid namespace. */
  readonly innerPid: number;
  readonly pidNamespace: string;
}

/** All processes of the machine. Those that end meanwhile are left out. */
export function listProcesses(): ProcessInfo[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const argv = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0").slice(0, -1);
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      const inner = /^NSpid:.*?(\d+)$/m.exec(status)?.[1];
      const command = /^Name:\t(.*)$/m.exec(status)?.[1] ?? "";
      return [{ pid: Number(name), argv, command, innerPid: Number(inner), pidNamespace: readlinkSync(`/proc/${name}/ns/pid`) }];
    } catch {
      return [];
    }
  });
}

/** Sends a signal; false when the process is gone already. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
