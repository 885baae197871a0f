import { checkBackup } from "../server/store/backup/read-backup.ts";
import { restoreBackup } from "../server/store/backup/restore-backup.ts";
import { storeCommand } from "./parts/store-command.ts";

/** `npm run restore -- FILE [--replace]`: puts a backup in place. The server must be stopped; what is there is kept aside. */
const USAGE = "npm run restore -- FILE [--replace] [--data-dir FOLDER]";

await storeCommand(USAGE, ["--replace"], async ({ config, logger, file, switches, version }, say) => {
  const about = await checkBackup(file);
  const made = new Date(about.madeAtMs).toISOString();
  say(`${file} is whole: made ${made} by VirtFerry ${about.version}, ${about.rows} rows and ${about.files} files`);
  const request = { config, path: file, about, replace: switches.has("--replace"), version, atMs: Date.now() };
  const { rows, files, asked, left, kept } = await restoreBackup(request, logger);
  say(
    `restored ${rows} rows and ${files.size} files to ${config.databaseUrl === null ? config.dataDir : "the database of DATABASE_URL"}`,
  );
  for (const path of kept) say(`what was there before is kept in ${path}`);
  if (asked > 0) say(`${asked} migrations had not ended then: at the next start their hosts are asked what became of them`);
  if (left > 0)
    say(`${left} migrations were under way with steps of their own: nothing is done about them; look at them in the list`);
  say("Nothing that the backup holds is started or gone on with. Start the server when you are ready.");
});
