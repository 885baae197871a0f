import { statSync } from "node:fs";
import { makeBackup } from "../server/store/backup/make-backup.ts";
import { sizeOf, storeCommand } from "./parts/store-command.ts";

/** `npm run backup -- FILE`: everything that the console keeps, in one file; the server may go on working. */
await storeCommand("npm run backup -- FILE [--data-dir FOLDER]", [], async ({ config, logger, file, version }, say) => {
  const begun = performance.now();
  const { rows, files } = await makeBackup(config, file, { version, madeAtMs: Date.now() }, logger);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`${file}: ${rows} rows and ${files} files in ${sizeOf(statSync(file).size)}, written in ${seconds} s`);
  say("Private keys are in it: keep it as closed as the data folder itself.");
});
