import { type CommandResult, succeeded } from "../ssh/command-result.ts";
import { type ActiveMigration, hostIdOf, hostNameOf, linkOf, type Side } from "./active.ts";

const TIMEOUT_MS = 6_000;
const MAX_BYTES = 96 * 1024;
/** Clocks of server and host may differ by this much, s. */
const SLACK_S = 3;

/**
 * Prints what libvirt's daemon and this domain's QEMU wrote in the last $1 seconds. $2 is the domain's name: data, used only inside a quoted path.
 * Lines of libvirtd.log begin with a UTC date that sorts as text; lines without one belong to the line above.
 */
const SCRIPT = `
run() {
  since=$(date -u -d "-$1 seconds" "+%Y-%m-%d %H:%M:%S" 2>/dev/null) || return 3
  seen=
  for log in /var/log/libvirt/libvirtd.log /var/log/libvirt/virtqemud.log; do
    [ -r "$log" ] || continue
    seen=1
    tail -n 400 "$log" | awk -v since="$since" '/^[0-9][0-9][0-9][0-9]-/ { keep = (substr($0, 1, 19) >= since && / (error|warning) : /) } keep' | tail -n 60
  done
  qemu="/var/log/libvirt/qemu/$2.log"
  if [ -r "$qemu" ]; then
    seen=1
    tail -n 200 "$qemu" | awk -v since="$since" '{ at = substr($0, 1, 19); sub("T", " ", at) } /^[0-9][0-9][0-9][0-9]-/ { keep = (at >= since) } keep && /qemu-|error|fail/ && !/^[A-Z_]+=|^-/' | tail -n 20
  fi
  if command -v journalctl >/dev/null 2>&1; then
    journal=$(journalctl --no-pager -q -o cat -p warning -u libvirtd -u virtqemud --since "-$1 seconds" -n 60 2>/dev/null) && [ -n "$journal" ] && { seen=1; printf "%s\\n" "$journal"; }
  fi
  [ -n "$seen" ] || return 4
}
run "$@"
`;

/**
 * What both hosts' logs say about the time of this migration, source first. libvirt often loses the cause on the way to virsh; the
 * daemons have it. A log that cannot be read is said so in the migration's log and counts as silent.
 */
export async function collectCause(active: ActiveMigration): Promise<readonly string[]> {
  return Promise.all([logOf(active, "source"), logOf(active, "destination")]);
}

async function logOf(active: ActiveMigration, side: Side): Promise<string> {
  const { record, link, hostId } = {
    record: active.keeper.current(),
    link: linkOf(active, side),
    hostId: hostIdOf(active, side),
  };
  const values = { host: hostNameOf(active, side) };
  const result = await readLog(active, link, record.domainName, record.startedAtMs ?? record.createdAtMs);
  if (!result || !succeeded(result)) {
    active.log.note({ key: "failures.notes.logs-unreadable", values }, hostId);
    return "";
  }
  active.log.command(hostId, { ...result, command: `# libvirt and QEMU logs on ${values.host}` });
  if (result.stdout.trim() === "") active.log.note({ key: "failures.notes.logs-silent", values }, hostId);
  return result.stdout;
}

async function readLog(
  active: ActiveMigration,
  link: ReturnType<typeof linkOf>,
  domainName: string,
  sinceMs: number,
): Promise<CommandResult | undefined> {
  // libvirt allows neither in a name; if one were there, its log could not be found by name.
  const name = /[/\0\n]/.test(domainName) ? "-" : domainName;
  const ageS = Math.max(1, Math.ceil((active.deps.now() - sinceMs) / 1000) + SLACK_S);
  return link?.script(SCRIPT, [String(Math.min(ageS, 86_400)), name], { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_BYTES });
}
