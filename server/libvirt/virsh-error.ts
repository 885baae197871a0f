/** What an interactive virsh says about its own connection; the command that it stands beside may have worked all the same. */
const CONNECTION_NOTES =
  /^error: (Disconnected from .* due to .*|Reconnected to the hypervisor|Failed to reconnect to the hypervisor)$/;

/** libvirt's words from virsh's stderr, without the `error: ` in front of each line. */
export function virshErrorText(stderr: string): string {
  return stderr
    .split("\n")
    .map((line) => line.replace(/^error: /, ""))
    .join("\n")
    .trim();
}

/**
 * Exit code of a command on an interactive virsh, which prints none: 1 when virsh printed an error of its own for it, else 0.
 * (vshCommandRun in libvirt's tools/vsh.c reports every failing command with an `error: ` line; the few commands that fail without one
 * are kept away from the interactive virsh, see `virsh-routing.ts`.)
 */
export function exitCodeFromStderr(stderr: string): 0 | 1 {
  return stderr.split("\n").some((line) => line.startsWith("error: ") && !CONNECTION_NOTES.test(line)) ? 1 : 0;
}

/** True when virsh told that it lost libvirt: its connection is not to be relied on any more. */
export function tellsDisconnection(stderr: string): boolean {
  return stderr.split("\n").some((line) => CONNECTION_NOTES.test(line));
}
