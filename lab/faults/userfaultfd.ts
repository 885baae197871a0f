import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HostPlace } from "../parts/config.ts";
import { labError } from "../parts/errors.ts";
import type { Lab } from "../parts/state.ts";
import { killOnHost, startDaemon } from "./processes.ts";

const switchFile = "/proc/sys/vm/unprivileged_userfaultfd";
const confPath = "etc/libvirt/qemu.conf";

/**
 * Takes post-copy from the QEMUs that will start on a host, or gives it back. The kernel's switch is one for the whole machine, so the
 * host does what most distributions do: its QEMU runs as a user of its own, to whom the kernel refuses userfaultfd.
 */
export async function setUserfaultfd(lab: Lab, place: HostPlace, state: "on" | "off"): Promise<void> {
  const file = join(place.dir, confPath);
  const pristine = join(place.dir, "pristine", confPath);
  const before = await readFile(file, "utf8");
  if (state === "on") await copyFile(pristine, file);
  else {
    await requireSwitchOff();
    await writeFile(file, asOwnUser(await readFile(pristine, "utf8")), { mode: 0o600 });
  }
  if (before === (await readFile(file, "utf8"))) return;
  await killOnHost(lab, place, "libvirtd", "KILL").catch(() => 0);
  await startDaemon(place, "libvirtd");
}

function asOwnUser(conf: string): string {
  return conf
    .replace(/^user = .*$/m, 'user = "libvirt-qemu"')
    .replace(/^group = .*$/m, 'group = "libvirt-qemu"')
    .replace(/^dynamic_ownership = .*$/m, "dynamic_ownership = 1");
}

async function requireSwitchOff(): Promise<void> {
  const value = (await readFile(switchFile, "utf8").catch(() => "0")).trim();
  if (value !== "0")
    throw labError(
      "unsupported-machine",
      `userfaultfd is open to every user of this machine (${switchFile} is ${value})`,
      "Set it to 0, as Debian has it; the lab does not change the machine.",
    );
}
