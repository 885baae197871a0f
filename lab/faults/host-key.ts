import { copyFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { HostPlace } from "../parts/config.ts";
import { makeSshKey } from "../parts/credentials.ts";
import { labError } from "../parts/errors.ts";
import { hostProcesses, onHost } from "../parts/host-process.ts";
import { signal } from "../parts/processes.ts";
import { until } from "../parts/run.ts";
import { isListener } from "./processes.ts";

const keyName = "ssh_host_ed25519_key";

/** Gives the host another ssh host key, as a reinstalled host or a man in the middle would have. Open sessions stay. */
export async function changeHostKey(place: HostPlace): Promise<void> {
  const fresh = join(place.dir, "etc/ssh/fresh_key");
  await Promise.all([fresh, `${fresh}.pub`].map((file) => rm(file, { force: true })));
  await makeSshKey(fresh, `root@${place.host.name}`);
  for (const suffix of ["", ".pub"]) {
    await copyFile(`${fresh}${suffix}`, join(place.dir, "etc/ssh", `${keyName}${suffix}`));
    await rm(`${fresh}${suffix}`);
  }
  await reloadSshd(place);
}

/** Puts the host's first key back, if it has another. */
export async function restoreHostKey(place: HostPlace): Promise<void> {
  const now = join(place.dir, "etc/ssh", keyName);
  const first = join(place.dir, "pristine/etc/ssh", keyName);
  if ((await readFile(now, "utf8").catch(() => "")) === (await readFile(first, "utf8"))) return;
  for (const suffix of ["", ".pub"]) await copyFile(`${first}${suffix}`, `${now}${suffix}`);
  await reloadSshd(place);
}

/** Makes sshd read its key again and waits until it shows it. */
async function reloadSshd(place: HostPlace): Promise<void> {
  const expected = (await readFile(join(place.dir, "etc/ssh", `${keyName}.pub`), "utf8")).split(" ")[1] ?? "?";
  for (const { pid } of hostProcesses(place).filter(isListener)) signal(pid, "SIGHUP");
  const shown = await until(5000, 100, async () => {
    const { stdout } = await onHost(place, ["ssh-keyscan", "-T", "1", "-t", "ed25519", "127.0.0.1"]);
    return stdout.includes(expected) ? true : undefined;
  });
  if (!shown) throw labError("failed", `sshd on ${place.host.name} does not show its new key`, "Is sshd running there?");
}
