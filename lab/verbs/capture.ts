import { resolve } from "node:path";
import { captureFailures } from "../capture/failures.ts";
import { captureMigrations } from "../capture/migrations.ts";
import { capturePlainFacts } from "../capture/plain-facts.ts";
import { openRecorder } from "../capture/recorder.ts";
import { labError } from "../parts/errors.ts";
import { say } from "../parts/say.ts";
import { openLab } from "../parts/state.ts";

/** Captures what real hosts print, for the parsers' tests. Needs a lab that nobody else uses at the time, fresh from `up`. */
export async function capture(args: readonly string[]): Promise<number> {
  const [folder] = args;
  if (!folder)
    throw labError(
      "usage",
      "capture needs a folder",
      "Example: npm run lab -- capture lib/core/facts/fixtures/debian12-libvirt-9.0.0",
    );
  const recorder = await openRecorder(await openLab(), resolve(folder));
  const parts = { facts: capturePlainFacts, migrations: captureMigrations, failures: captureFailures };
  for (const [word, work] of Object.entries(parts)) {
    say(`capturing ${word}`);
    await work(recorder);
    await recorder.writeIndex();
  }
  say(`captured into ${folder}`);
  return 0;
}
