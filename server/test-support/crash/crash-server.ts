import { registerHooks } from "node:module";
import { countWrites } from "./count-writes.ts";

/*
 * `node crash-server.ts`: the headless server, which kills itself at the step that VIRTFERRY_CRASH names (see points.ts). Nothing of this is in
 * the product: the database's client and the links to the hosts are wrapped from outside before the server is loaded.
 */
countWrites();
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const isOurs =
      found.url.endsWith("/server/libvirt/host-links.ts") && context.parentURL?.endsWith("/server/create-runtime.ts");
    return isOurs ? { ...found, url: new URL("./counting-links.ts", import.meta.url).href } : found;
  },
});
await import("../headless-server.ts");
