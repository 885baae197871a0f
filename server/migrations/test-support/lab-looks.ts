import { labExec, labGuest } from "../../../lab/client.ts";
import type { MigrationRecord } from "../../../lib/core/model/migration.ts";

/** What plain virsh says on the lab's hosts, asked past everything of ours. */

/** The hosts on which a guest has a QEMU, running or paused. */
export async function activeOn(guest: string): Promise<string[]> {
  const { uuid } = await labGuest(guest);
  const answers = await Promise.all(
    ["hv1", "hv2", "hv3"].map(async (host) => {
      const { stdout } = await labExec(host, ["virsh", "list", "--uuid"]);
      return stdout.includes(uuid) ? [host] : [];
    }),
  );
  return answers.flat();
}

/** What is left of remote jobs in root's cache. */
export async function jobFolders(host: string): Promise<string> {
  const { stdout } = await labExec(host, ["sh", "-c", "ls /root/.cache/virtferry/jobs 2>/dev/null"]);
  return stdout.trim();
}

/** virsh's answer on a host. */
export const virsh = async (host: string, ...args: string[]) => (await labExec(host, ["virsh", "-q", ...args])).stdout.trim();

/** Gives a host a shut-off domain that bears a guest's name. */
export async function defineClash(host: string, name: string): Promise<void> {
  const xml = `<domain type='qemu'><name>${name}</name><memory unit='MiB'>16</memory><os><type>hvm</type></os></domain>`;
  await labExec(host, ["sh", "-c", 'printf "%s" "$1" > /tmp/clash.xml && virsh define /tmp/clash.xml', "sh", xml]);
}

/** True once memory is being copied for a while. */
export const copying = (record: MigrationRecord) => record.phase === "pre-copy" && (record.lastSample?.elapsedMs ?? 0) > 800;

/** busy04 at this bandwidth copies for longer than any test. */
export const slow = { bandwidthMiBps: 16 };
