import { renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { queryObjects, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/*
 * Loaded into the server before its own code (`node --import`), so that the product needs no door for it: at SIGUSR2 it collects garbage and writes
 * what is left, in bytes, what keeps the process alive, and how many channels of ssh connections there are, to the file that SOAK_HEAP_FILE names.
 */
const { Channel } = createRequire(import.meta.url)("ssh2/lib/Channel.js") as { Channel: new () => object };
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

process.on("SIGUSR2", () => {
  collect();
  // What finalizers let go is collected by the second.
  setTimeout(() => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    const resources = process.getActiveResourcesInfo().length;
    const channels = queryObjects(Channel, { format: "count" });
    const file = process.env.SOAK_HEAP_FILE ?? "/tmp/heap.json";
    writeFileSync(`${file}.new`, JSON.stringify({ heapUsed, external, resources, channels }));
    renameSync(`${file}.new`, file);
  }, 200).unref();
});
