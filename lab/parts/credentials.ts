import { appendFile, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HostPlace, LabPaths } from "./config.ts";
import { mustRun } from "./run.ts";

/** The key with which VirtFerry (and a person) logs in to the hosts. */
export function adminKeyPath(paths: LabPaths): string {
  return join(paths.keysDir, "admin_ed25519");
}

/** Makes the lab's keys: the admin's, each host's, and the one each host's root logs in to other hosts with. */
export async function makeKeys(paths: LabPaths, places: readonly HostPlace[]): Promise<void> {
  await rm(paths.keysDir, { recursive: true, force: true });
  await mkdir(paths.keysDir, { recursive: true, mode: 0o700 });
  const names = ["admin_ed25519", ...places.flatMap(({ host }) => [`host_${host.name}`, `root_${host.name}`])];
  await Promise.all(names.map((name) => makeSshKey(join(paths.keysDir, name), commentOf(name))));
}

/** Makes one ed25519 key pair. */
export async function makeSshKey(file: string, comment: string): Promise<void> {
  await mustRun(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file]);
}

/** Lays out a host's own ssh identity, what it knows of the others, and who may log in. */
export async function layOutSsh(paths: LabPaths, place: HostPlace, places: readonly HostPlace[]): Promise<void> {
  const key = (name: string) => join(paths.keysDir, name);
  const publicKey = (name: string) => readFile(key(`${name}.pub`), "utf8");
  const etcSsh = join(place.dir, "etc/ssh");
  for (const suffix of ["", ".pub"])
    await copyFile(key(`host_${place.host.name}${suffix}`), join(etcSsh, `ssh_host_ed25519_key${suffix}`));
  await writeFile(join(etcSsh, "sshd_config"), sshdConfig);

  const admin = await publicKey("admin_ed25519");
  const rootSsh = join(place.dir, "root/.ssh");
  await mkdir(rootSsh, { recursive: true, mode: 0o700 });
  await writeFile(join(rootSsh, "authorized_keys"), admin, { mode: 0o600 });
  for (const other of places.filter(({ host }) => host.canReach.includes(place.host.name))) {
    await appendFile(join(rootSsh, "authorized_keys"), await publicKey(`root_${other.host.name}`));
  }
  const reachable = places.filter(({ host }) => place.host.canReach.includes(host.name));
  if (reachable.length > 0) {
    for (const suffix of ["", ".pub"])
      await copyFile(key(`root_${place.host.name}${suffix}`), join(rootSsh, `id_ed25519${suffix}`));
    const lines = await Promise.all(
      reachable.map(
        async ({ host, address }) =>
          `${host.name},${address} ${(await publicKey(`host_${host.name}`)).split(" ").slice(0, 2).join(" ")}\n`,
      ),
    );
    await writeFile(join(rootSsh, "known_hosts"), lines.join(""), { mode: 0o600 });
  }
  for (const user of ["ferry", "nolibvirt"]) {
    const folder = join(place.dir, "home", user, ".ssh");
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, "authorized_keys"), admin, { mode: 0o600 });
  }
}

function commentOf(name: string): string {
  return name === "admin_ed25519" ? "virtferry-lab-admin" : `root@${name.replace(/^(host|root)_/, "")}`;
}

const sshdConfig = `# written by the VirtFerry lab
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
X11Forwarding no
PrintMotd no
AcceptEnv LANG LC_*
Subsystem sftp /usr/lib/openssh/sftp-server
`;
