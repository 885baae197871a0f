import { ensurePackages } from "../../lab/parts/packages.ts";

/** Debian packages of the browser tests and benches: nothing is downloaded by Playwright itself. */
export const BROWSER_PACKAGES = ["chromium", "fonts-noto-cjk"];

/** Debian's PostgreSQL: tests run a database of their own with it, in a temporary folder. The product brings its own. */
export const DATABASE_PACKAGES = ["postgresql"];

/**
 * Installs the Debian packages that are missing (all of the lab's when none are named). Returns false, with a message that names what to
 * do, where that is not possible.
 */
export async function havePackages(why: string, packages?: readonly string[]): Promise<boolean> {
  try {
    await ensurePackages(packages);
    return true;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const todo = packages ? `install ${packages.join(" ")} as root` : "run `npm run lab -- up` as root";
    process.stderr.write(
      `[virtferry] Debian packages for ${why} could not be installed: ${detail}\n[virtferry] ${todo}, then try again\n`,
    );
    return false;
  }
}
