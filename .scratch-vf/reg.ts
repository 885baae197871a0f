import { registerLabHosts, signIn } from "../scripts/parts/console-client.ts";
import { labStatus } from "../lab/client.ts";
const c = await signIn("http://localhost:8499", "admin", process.argv[2] ?? "");
try { await registerLabHosts(c, await labStatus()); } catch (e) { console.log(String(e)); }
await new Promise(r => setTimeout(r, 4000));
const hosts = await c.call<any[]>("GET", "/hosts");
for (const h of hosts) console.log(h.registration.name, h.state, h.problem?.code, h.domains.length, h.revision, h.roundTripMs);
const t = performance.now();
const cells = await c.call<any[]>("POST", "/preflight/matrix", {});
console.log(cells.length, performance.now() - t, cells.map(c => c.verdict).join(" "));
