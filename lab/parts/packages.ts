import { access, chmod, readFile, rm, writeFile } from "node:fs/promises";
import { globalLockFile } from "./config.ts";
import { withLock } from "./lock.ts";
import { mustRun, run } from "./run.ts";
import { say } from "./say.ts";

/** What the hosts and the guest build need. */
export const labPackages = [
  "libvirt-daemon-system",
  "libvirt-clients",
  "qemu-system-x86",
  "qemu-utils",
  "openssh-server",
  "openssh-client",
  "iproute2",
  "iputils-ping",
  "netcat-openbsd",
  "gnutls-bin",
  "busybox-static",
  "cpio",
  "nftables",
  "ovmf",
  "swtpm",
  "swtpm-tools",
  "e2fsprogs",
  "procps",
  "gcc",
  "libc6-dev",
];

/** Services that some of them bring and that must not run on the machine itself because of the lab. */
const services: Readonly<Record<string, readonly string[]>> = {
  "libvirt-daemon-system": [
    "libvirtd.service",
    "libvirtd.socket",
    "libvirtd-ro.socket",
    "libvirtd-admin.socket",
    "libvirt-guests.service",
    "virtlogd.socket",
    "virtlockd.socket",
  ],
  "openssh-server": ["ssh.service", "ssh.socket"],
  nftables: ["nftables.service"],
  postgresql: ["postgresql.service"],
};
const policyFile = "/usr/sbin/policy-rc.d";
const policyMark = "# virtferry-lab: no service is started while the lab installs its packages";
// dpkg-query's own placeholders
const packageFormat = ["Package", "db:Status-Status"]
  .map((field) => `\${${field}}`)
  .join(" ")
  .concat("\n");
const aptOptions = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"];

/** Installs what is missing of `wanted`, without starting a service on the machine. Does nothing when all is there; throws when apt fails. */
export async function ensurePackages(wanted: readonly string[] = labPackages): Promise<void> {
  if ((await missingPackages(wanted)).length === 0) return;
  await withLock(globalLockFile, 600_000, async () => {
    const missing = await missingPackages(wanted);
    if (missing.length === 0) return;
    say(`installing ${missing.join(" ")}`);
    const update = await aptGet(["update", "-q"]);
    if (update.exitCode !== 0) say(`apt-get update complained, going on: ${update.stderr.trim().split("\n").at(-1) ?? ""}`);
    await withoutServiceStarts(async () => {
      const env = { DEBIAN_FRONTEND: "noninteractive" };
      await mustRun(["apt-get", ...aptOptions, "install", "-y", "-q", "--no-install-recommends", ...missing], { env });
    });
    await disableServices(missing);
  });
}

/** Removes what a killed `up` may have left of the service guard. */
export async function removeStalePolicy(): Promise<void> {
  const text = await readFile(policyFile, "utf8").catch(() => "");
  if (text.includes(policyMark)) await rm(policyFile, { force: true });
}

/** apt-get with a wait for other package managers. */
export function aptGet(args: readonly string[], cwd?: string): ReturnType<typeof run> {
  return run(["apt-get", ...aptOptions, ...args], { cwd, env: { DEBIAN_FRONTEND: "noninteractive" } });
}

async function missingPackages(wanted: readonly string[]): Promise<string[]> {
  const { stdout } = await run(["dpkg-query", "-W", "-f", packageFormat, ...wanted]);
  const installed = new Set(stdout.split("\n").flatMap((line) => (line.endsWith(" installed") ? [line.split(" ")[0]] : [])));
  return wanted.filter((name) => !installed.has(name));
}

async function withoutServiceStarts(work: () => Promise<void>): Promise<void> {
  await removeStalePolicy();
  const isMine = !(await exists(policyFile));
  if (isMine) {
    await writeFile(policyFile, `#!/bin/sh\n${policyMark}\nexit 101\n`);
    await chmod(policyFile, 0o755);
  }
  try {
    await work();
  } finally {
    if (isMine) await rm(policyFile, { force: true });
  }
}

/** Where systemd runs, what was just installed would start at the next boot: it is only needed inside the lab's hosts. */
async function disableServices(installed: readonly string[]): Promise<void> {
  if (!(await exists("/run/systemd/system"))) return;
  for (const service of installed.flatMap((name) => services[name] ?? []))
    await run(["systemctl", "disable", "--quiet", service]);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
