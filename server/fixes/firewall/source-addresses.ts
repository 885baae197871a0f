import { isIP } from "node:net";
import { scriptArgv } from "../../libvirt/script-argv.ts";
import { type FixHost, mustHave } from "../host.ts";

/** For each name or address $1.., the address under which this host reaches it. */
const READ = `
for to; do
ip=$(getent ahosts "$to" | sed -n "1s/[[:space:]].*//p")
[ -n "$ip" ] && ip -o route get "$ip" | sed -n "s/.* src \\([^ ]*\\).*/\\1/p"
done
exit 0
`;

/** The addresses from which the source's migrations arrive at the destination: by its registered address, and by the name that its libvirt reports. */
export async function sourceAddresses(source: FixHost, destination: FixHost): Promise<readonly string[]> {
  const { registration, facts } = destination.snapshot;
  const names = [registration.address, ...(facts ? [facts.hostname] : [])].filter((name) => !name.startsWith("-"));
  const seen = mustHave(source, await source.look(scriptArgv(READ, ...names)))
    .split("\n")
    .map((line) => line.trim())
    .filter((address) => isIP(address) !== 0 && !address.startsWith("127.") && address !== "::1");
  return [...new Set(seen)];
}
