import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheDir, globalLockFile, labSourceDir } from "./config.ts";
import { labError } from "./errors.ts";
import { withLock } from "./lock.ts";
import { aptGet } from "./packages.ts";
import { mustRun, run } from "./run.ts";
import { say } from "./say.ts";

const metaPackage = "linux-image-cloud-amd64";
const modules = [
  ...["virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci"],
  ...["failover", "net_failover", "virtio_net", "virtio_blk", "evdev", "button"],
];

/**
 * Makes sure that kernel and initramfs of the guests are in the cache and gives their folder.
 * The kernel's package is only unpacked, never installed.
 */
export async function ensureBootFiles(): Promise<string> {
  const sources = await Promise.all(["guest/worker.c", "guest/init.sh"].map((name) => readFile(join(labSourceDir, name))));
  const print = createHash("sha256").update(sources.join("\0")).update(modules.join()).digest("hex").slice(0, 12);
  const bootDir = join(cacheDir, `boot-${print}`);
  if (await hasFile(bootDir, "initrd")) return bootDir;
  return withLock(globalLockFile, 600_000, async () => {
    if (await hasFile(bootDir, "initrd")) return bootDir;
    await mkdir(cacheDir, { recursive: true });
    const kernelDir = await ensureKernel();
    say("building the guest's initramfs");
    const work = await mkdtemp(join(cacheDir, "build-"));
    try {
      await buildInitramfs(work, kernelDir);
      await copyFile(join(kernelDir, "vmlinuz"), join(work, "out", "vmlinuz"));
      await rm(bootDir, { recursive: true, force: true });
      await rename(join(work, "out"), bootDir);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    return bootDir;
  });
}

async function buildInitramfs(work: string, kernelDir: string): Promise<void> {
  const root = join(work, "root");
  await mkdir(join(root, "bin"), { recursive: true });
  await mkdir(join(root, "modules"), { recursive: true });
  await mkdir(join(work, "out"));
  await copyFile("/bin/busybox", join(root, "bin/busybox"));
  await mustRun(["gcc", "-O2", "-static", "-s", "-o", join(root, "bin/worker"), join(labSourceDir, "guest/worker.c")]);
  for (const name of modules) await copyFile(join(kernelDir, `${name}.ko`), join(root, "modules", `${name}.ko`));
  await copyFile(join(labSourceDir, "guest/init.sh"), join(root, "init"));
  await chmod(join(root, "init"), 0o755);
  await mustRun(["sh", "-c", 'find . | cpio --quiet -o -H newc -R 0:0 | gzip -6 >"$1"', "sh", join(work, "out/initrd")], {
    cwd: root,
  });
  await chmod(join(work, "out"), 0o755);
}

async function ensureKernel(): Promise<string> {
  const kernelDir = join(cacheDir, "kernel");
  if (await hasFile(kernelDir, "complete")) return kernelDir;
  const packageName = await kernelPackage();
  say(`fetching ${packageName} (about 26 MB)`);
  await rm(kernelDir, { recursive: true, force: true });
  await mkdir(kernelDir, { recursive: true });
  await chmod(kernelDir, 0o777);
  let fetched = await aptGet(["download", "-q", packageName], kernelDir);
  if (fetched.exitCode !== 0) {
    await aptGet(["update", "-q"]);
    fetched = await aptGet(["download", "-q", await kernelPackage()], kernelDir);
  }
  await chmod(kernelDir, 0o755);
  const deb = (await readdir(kernelDir)).find((name) => name.endsWith(".deb"));
  if (fetched.exitCode !== 0 || !deb) {
    throw labError(
      "failed",
      `could not fetch the guest's kernel: ${fetched.stderr.trim()}`,
      "Check the network and the Debian mirror, then try again.",
    );
  }
  await unpackKernel(join(kernelDir, deb), kernelDir);
  await rm(join(kernelDir, deb));
  await writeFile(join(kernelDir, "complete"), `${packageName}\n`);
  return kernelDir;
}

/** Takes vmlinuz and the few modules out of the package, flat into the folder. */
async function unpackKernel(deb: string, folder: string): Promise<void> {
  const wanted = ["./boot/vmlinuz-*", ...modules.map((name) => `*/${name}.ko*`)];
  const script =
    'deb=$1; shift; dpkg-deb --fsys-tarfile "$deb" | tar -x --wildcards --transform "s,.*/,," --transform "s,^vmlinuz-.*,vmlinuz," "$@"';
  await mustRun(["sh", "-c", script, "sh", deb, ...wanted], { cwd: folder });
  for (const name of await readdir(folder)) if (name.endsWith(".ko.xz")) await mustRun(["unxz", join(folder, name)]);
}

async function kernelPackage(): Promise<string> {
  const ask = () => run(["apt-cache", "depends", "--important", metaPackage]);
  let answer = await ask();
  if (answer.exitCode !== 0) {
    await aptGet(["update", "-q"]);
    answer = await ask();
  }
  const name = /Depends: (linux-image-\S+)/.exec(answer.stdout)?.[1];
  if (!name)
    throw labError(
      "failed",
      `apt knows no package ${metaPackage}`,
      "The lab needs Debian's package sources (proven on Debian 12).",
    );
  return name;
}

async function hasFile(folder: string, name: string): Promise<boolean> {
  return (await readdir(folder).catch((): string[] => [])).includes(name);
}
