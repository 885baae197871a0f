import { link, readFile, rm, writeFile } from "node:fs/promises";
import { labError } from "./errors.ts";
import { until } from "./run.ts";

/** Does the work while holding a lock file. A lock whose holder has died is taken over. */
export async function withLock<T>(file: string, waitMs: number, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${await startTimeOf(process.pid)}`;
  const taken = await until(waitMs, 200, () => tryTake(file, mine));
  if (!taken) {
    const holder = await readFile(file, "utf8").catch(() => "");
    throw labError(
      "busy",
      `another lab command (process ${holder.split(" ")[0]}) holds ${file}`,
      "Wait for it to end, then try again.",
    );
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function tryTake(file: string, mine: string): Promise<true | undefined> {
  const own = `${file}.${process.pid}`;
  await writeFile(own, mine);
  try {
    await link(own, file);
    return true;
  } catch {
    const holder = (await readFile(file, "utf8").catch(() => "")).trim();
    const pid = Number(holder.split(" ")[0]);
    if (holder !== "" && holder !== `${pid} ${await startTimeOf(pid)}`) await rm(file, { force: true });
    return undefined;
  } finally {
    await rm(own, { force: true });
  }
}

/** The start time of a process, which tells it from a later one with the same id. */
async function startTimeOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "gone";
}
