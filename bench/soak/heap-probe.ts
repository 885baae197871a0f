import { writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/*
 * Loaded into the server before its own code (`node --import`), so that the product needs no door for it: at SIGUSR2 it collects garbage and writes
 * what is left, in bytes, and what keeps the process alive, to the file that SOAK_HEAP_FILE names.
 */
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

process.on("SIGUSR2", () => {
  collect();
  // What finalizers let go is collected by the second.
  setTimeout(() => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    const resources = process.getActiveResourcesInfo().length;
    writeFileSync(process.env.SOAK_HEAP_FILE ?? "/dev/null", JSON.stringify({ heapUsed, external, resources }));
  }, 200).unref();
});
