import { prepareDataFolder } from "../data-folder.ts";
import { createLogger } from "../logger.ts";
import { openStore } from "../store/index.ts";
import { aMigration } from "./records.ts";

/** `node hold-store.ts FOLDER`: opens the store as a server does, stores one migration, says so, and stays until it is killed. */
const [dataDir = ""] = process.argv.slice(2);
prepareDataFolder(dataDir);
const store = await openStore({ dataDir, databaseUrl: null }, createLogger("silent"));
await store.migrations.insert(aMigration(), "hold-store");
process.stdout.write("held\n");
setInterval(() => undefined, 60_000);
