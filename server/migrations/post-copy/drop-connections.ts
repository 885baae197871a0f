import { quoteArgv } from "../../../lib/core/migration/quote.ts";
import { succeeded } from "../../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, linkOf, type Side } from "../active.ts";

const TIMEOUT_MS = 8_000;

/**
 * Makes the kernel close the connections on which a QEMU waits for migration data, so that it notices that they are dead. A QEMU in post-copy has no
 * keepalive and would wait for ever. Only sockets of the one process with this domain's UUID on its command line, and only those on a port of the
 * migration range or on the one that was chosen: its VNC, SPICE and disk connections stay. $1 UUID, $2 and $3 the range, $4 the chosen port.
 * Needs root, ss, and a kernel with INET_DIAG_DESTROY. Prints the connections that it closed, one a line; exit 4: no such process.
 */
const SCRIPT = `
run() {
  pid=
  for one in $(pgrep -f -- "-uuid $1"); do
    [ "$(readlink "/proc/$one/exe" 2>/dev/null)" ] && tr '\\0' ' ' <"/proc/$one/cmdline" | grep -q -- "-incoming " && pid=$one
  done
  [ -n "$pid" ] || { echo "no QEMU of this VM waits for a migration here" >&2; return 4; }
  ss -Htnp state established | awk -v pid="pid=$pid," -v min="$2" -v max="$3" -v chosen="$4" '
    index($0, pid) == 0 { next }
    { port = $3; sub(/.*:/, "", port); peer = $4; sub(/.*:/, "", peer); from = $3; sub(/:[0-9]+$/, "", from); to = $4; sub(/:[0-9]+$/, "", to) }
    (port >= min && port <= max) || port == chosen { print from, port, to, peer }
  ' | while read -r from port to peer; do
    ss -K -Htn state established src "$from" sport = ":$port" dst "$to" dport = ":$peer" || return 5
  done
}
run "$@"
`;

/** Does it on one side of a migration. Null when something was closed, else why not, in the host's words; both stand in the migration's log. */
export async function dropDataConnections(active: ActiveMigration, side: Side): Promise<string | null> {
  const { request } = active.keeper.current();
  const facts = active.deps.inventory.snapshot(hostIdOf(active, side))?.facts;
  const { min, max } = facts?.migrationPorts ?? { min: 49_152, max: 49_215 };
  const chosen = request.options.migratePort ?? 0;
  const args = [request.domainUuid, String(min), String(max), String(chosen)];
  const result = await linkOf(active, side)?.script(SCRIPT, args, { timeoutMs: TIMEOUT_MS });
  if (!result) return "the host is not registered any more";
  const shown = quoteArgv(["ss", "-K", "-tn", "state", "established", "sport", ">=", String(min), "sport", "<=", String(max)]);
  active.log.command(hostIdOf(active, side), { ...result, command: `# ${shown} (of this VM's QEMU only)` });
  if (succeeded(result) && result.stdout.trim() !== "") return null;
  return result.stderr.trim().slice(0, 500) || "no connection was closed (ss -K needs root and a kernel with INET_DIAG_DESTROY)";
}
