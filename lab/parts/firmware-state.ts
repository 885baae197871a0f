import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheDir } from "./config.ts";
import { nvramTemplate } from "./libvirt-xml.ts";
import { mustRun } from "./run.ts";

const varsName = "uefi-vars.fd";
const tpmName = "tpm-state";
/** In the spare block at the end of the file, which the firmware does not read: tells this file from the untouched template. */
const mark = "VirtFerry lab: variables that must travel\n";

/** Makes sure that a guest's UEFI variables are in the cache and gives the file. */
export async function ensurePristineVars(): Promise<string> {
  const file = join(cacheDir, varsName);
  if (await isCached(varsName)) return file;
  await mkdir(cacheDir, { recursive: true });
  const work = `${file}.${process.pid}`;
  try {
    await copyFile(nvramTemplate, work);
    const vars = await open(work, "r+");
    const { size } = await vars.stat();
    await vars.write(mark, size - 512);
    await vars.close();
    await rename(work, file);
  } finally {
    await rm(work, { force: true });
  }
  return file;
}

/** Makes sure that the state of a manufactured TPM is in the cache and gives its one file. */
export async function ensurePristineTpm(): Promise<string> {
  const folder = join(cacheDir, tpmName);
  const file = join(folder, "tpm2-00.permall");
  if (await isCached(tpmName)) return file;
  await mkdir(cacheDir, { recursive: true });
  const work = await mkdtemp(join(cacheDir, "tpm-"));
  try {
    await mustRun(["swtpm_setup", "--tpm2", "--tpmstate", work, "--createek", "--logfile", join(work, "log")]);
    await rename(work, folder).catch((error: unknown) => {
      // another lab was faster
      if (!isTaken(error)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return file;
}

async function isCached(name: string): Promise<boolean> {
  return (await readdir(cacheDir).catch((): string[] => [])).includes(name);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOTEMPTY" || error.code === "EEXIST");
}
