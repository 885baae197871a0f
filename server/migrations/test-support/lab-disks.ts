import { labExec } from "../../../lab/client.ts";

/** What the lab's hosts have on their disks, looked at past everything of ours. */

/** Where a lab guest's local disk lies. */
export const imageOf = (guest: string, target: string) => `/var/lib/libvirt/images/${guest}-${target}.qcow2`;

/** Names in a folder, hidden ones too, sorted. */
export async function filesIn(host: string, folder: string): Promise<readonly string[]> {
  const { stdout } = await labExec(host, ["ls", "-A", folder]);
  return stdout.split("\n").filter((name) => name !== "" && name !== "lost+found");
}

/** A shell line on a host, with data as arguments; throws when it fails. */
export async function onHost(host: string, script: string, ...args: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await labExec(host, ["sh", "-c", script, "sh", ...args]);
  if (exitCode !== 0) throw new Error(`${script}: ${stderr}`);
  return stdout.trim();
}
