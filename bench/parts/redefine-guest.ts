import { setTimeout as sleep } from "node:timers/promises";
import { labExec, labGuest, labHeartbeat } from "../../lab/client.ts";

/** How long a guest may take to boot, ms. */
const BOOT_MS = 60_000;

/**
 * Starts a lab guest anew where it is, so that it dirties `mibPerSec` of its working set (of another size, if one is given); `labReset` puts it back.
 * Throws when it does not come up.
 */
export async function redefineGuest(guest: string, mibPerSec: number, workingSetMib?: number): Promise<void> {
  const { uuid, host } = await labGuest(guest);
  if (!host) throw new Error(`${guest} runs nowhere`);
  const script =
    'set -e; virsh -q dumpxml --inactive "$1" | sed "s/lab\\.dirty=[0-9]*/lab.dirty=$2/; s/lab\\.wset=[0-9]*/$3/" > /tmp/redefine.xml; virsh -q destroy "$1"; virsh -q define /tmp/redefine.xml; virsh -q start "$1"; rm /tmp/redefine.xml';
  const { exitCode, stderr } = await labExec(host, [
    "sh",
    "-c",
    script,
    "sh",
    uuid,
    String(mibPerSec),
    workingSetMib === undefined ? "&" : `lab.wset=${workingSetMib}`,
  ]);
  if (exitCode !== 0) throw new Error(`${guest} could not be started anew: ${stderr}`);
  const before = (await labHeartbeat(guest))?.count ?? 0;
  for (const deadline = Date.now() + BOOT_MS; Date.now() < deadline; ) {
    await sleep(1_000);
    const now = (await labHeartbeat(guest))?.count ?? before;
    // It counts from the beginning again; a few beats on, its writer has filled the working set.
    if (now !== before && now >= 4) return;
  }
  throw new Error(`${guest} does not count after its start`);
}
