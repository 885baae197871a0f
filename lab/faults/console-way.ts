import { gatewayAddress, type HostPlace } from "../parts/config.ts";
import { mustOnHost } from "../parts/host-process.ts";
import type { Lab } from "../parts/state.ts";

const table = "lab_console_cut";

/** Drops all between a host and the machine itself, where a console under test runs. The hosts go on reaching each other. */
export async function cutConsole(lab: Lab, place: HostPlace): Promise<void> {
  const address = gatewayAddress(lab.state.subnet);
  const chain = (hook: string, end: string) =>
    `  chain ${hook} {\n    type filter hook ${hook} priority 0; policy accept;\n    ip ${end} ${address} drop\n  }\n`;
  const rules = `${chain("input", "saddr")}${chain("output", "daddr")}`;
  const input = `table inet ${table}\ndelete table inet ${table}\ntable inet ${table} {\n${rules}}\n`;
  await mustOnHost(place, ["nft", "-f", "-"], { input });
}

/** Lets the machine reach the host again. */
export async function healConsole(place: HostPlace): Promise<void> {
  await mustOnHost(place, ["nft", "-f", "-"], { input: `table inet ${table}\ndelete table inet ${table}\n` });
}
