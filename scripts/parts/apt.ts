import { run } from "./run.ts";

// biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own field syntax
const STATUS = 'dpkg-query -W -f="\\${db:Status-Status}" "$1" 2>/dev/null || true';

/**
 * Installs the Debian packages that are missing among `packages`. Says what it does. Returns false, with a message that names what
 * to do, where that is not possible (no apt, not root, or apt failed).
 */
export async function ensureAptPackages(packages: readonly string[], why: string): Promise<boolean> {
  const missing: string[] = [];
  for (const name of packages) {
    const query = await run(["sh", "-c", STATUS, "sh", name], { collect: true });
    if (query.stdout.trim() !== "installed") missing.push(name);
  }
  if (missing.length === 0) return true;
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    process.stderr.write(
      `[virtferry] ${why} needs ${missing.join(" ")}: install them as root with apt-get install ${missing.join(" ")}\n`,
    );
    return false;
  }
  process.stdout.write(`[virtferry] installing Debian packages for ${why}: ${missing.join(" ")}\n`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await run(["apt-get", "update", "-qq"], { env });
  if (update.exitCode !== 0) process.stderr.write("[virtferry] apt-get update failed; trying with the lists at hand\n");
  const install = await run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...missing], { env, collect: true });
  if (install.exitCode !== 0) {
    process.stderr.write(`${install.stdout}\n[virtferry] apt-get install failed: mend apt, then run the same command again\n`);
    return false;
  }
  return true;
}
