import type { RunOptions } from "./host-link.ts";

/** virsh, not printing for people, on the one connection that is ever used. */
export const VIRSH = ["virsh", "-q", "-c", "qemu:///system"] as const;

/** They would end, re-aim or block an interactive virsh; there is no use for them through `HostLink.virsh`. */
const REFUSED = new Set(["quit", "exit", "connect", "cd", "console", "edit", "event", "self-test", "complete", "await"]);

/** They fail by exit status alone, without an `error: ` line, or run long: each gets a process of its own. */
const OWN_PROCESS = new Set([
  "cpu-compare",
  "hypervisor-cpu-compare",
  "migrate",
  "start",
  "create",
  "restore",
  "save",
  "managedsave",
  "dump",
]);

/** Longest line that a virsh built without readline takes whole (1024 bytes with its end). */
const LONGEST_LINE = 1000;
/** Readline acts on control characters and may take bytes above 0x7f for key bindings. */
const PLAIN = /^[ -~]*$/;

/**
 * Whether a command may go to the persistent virsh. Throws a RangeError for commands that must not be given at all.
 * `line` is the quoted command.
 */
export function fitsShell(args: readonly string[], line: string, options: RunOptions): boolean {
  const [command = ""] = args;
  if (command === "" || REFUSED.has(command) || /-(event|edit)$/.test(command))
    throw new RangeError(`not a command for HostLink.virsh: ${JSON.stringify(command)}`);
  return !OWN_PROCESS.has(command) && options.stdin === undefined && line.length <= LONGEST_LINE && PLAIN.test(line);
}
