import type { HostnameReach, InterfaceAddress, LargePackets, Segments } from "../../../lib/core/preflight/probes.ts";
import type { FinishedProbe } from "../probe-cache.ts";
import { failedProbe, type Remote, wordsOf } from "../remote.ts";

/** What two short scripts, one on each host, tell about names and addresses. */
export interface Names {
  readonly hostname: HostnameReach;
  readonly segments: Segments;
}

/** On the destination: which name it will announce, and which addresses are its own. */
const ANNOUNCE = `
conf=/etc/libvirt/qemu.conf
if [ -r "$conf" ]; then
  echo 'conf readable'
  sed -n 's/^[[:space:]]*migration_host[[:space:]]*=[[:space:]]*"\\([^"]*\\)".*/migration-host \\1/p' "$conf"
elif [ "$(id -u)" = 0 ]; then
  echo 'conf readable'
fi
printf 'hostname %s\\n' "$(virsh -q -c qemu:///system hostname | head -n 1)"
ip -o addr show | awk '{ print "address", $2, $4 }'
`;

/**
 * On the source: what it makes of that name, its own addresses, and whether a packet as large as its interface allows gets there. `told`: a router said that
 * it is too large, so that TCP sends smaller ones; `lost`: it vanished, and small ones did not.
 */
const RESOLVE = `
getent ahosts "$1" | awk '{ print "resolved", $1 }'
ip -o addr show | awk '{ print "address", $2, $4 }'
to=$(getent ahosts "$1" | awk 'NR == 1 { print $1 }')
device=$(ip -o route get "$to" 2>/dev/null | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p' | head -n 1)
mtu=$(cat "/sys/class/net/$device/mtu" 2>/dev/null)
if [ -n "$mtu" ] && ping -n -q -c 1 -w 2 "$to" >/dev/null 2>&1; then
  case $to in *:*) room=$((mtu - 48)) ;; *) room=$((mtu - 28)) ;; esac
  if said=$(LC_ALL=C ping -n -c 1 -w 2 -M do -s "$room" "$to" 2>&1); then big=whole
  else
    case $said in
      *'rag needed'*|*'too long'*|*'oo big'*) big=told ;;
      *'100% packet loss'*) big=lost ;;
      *) big= ;;
    esac
  fi
  echo "mtu $device $mtu $big"
fi
`;

const NAME = /^[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}$/;

/** Asks the destination for the name that it announces, and the source where that leads. */
export async function probeNames(source: Remote, destination: Remote, now: () => number): Promise<FinishedProbe<Names>> {
  const announce = await destination.rootScript(ANNOUNCE, [], 15_000);
  if (announce.exitCode !== 0) return failedProbe(wordsOf(announce), now(), [destination.ran(["virsh", "hostname"])]);
  const told = readFields(announce.stdout);
  const confReadable = told.get("conf") !== undefined;
  const migrationHost = told.get("migration-host")?.[0];
  const announced = migrationHost ?? told.get("hostname")?.[0] ?? "";
  const commands = [
    destination.ran(migrationHost === undefined ? ["virsh", "hostname"] : ["grep", "migration_host", "/etc/libvirt/qemu.conf"]),
  ];
  if (!NAME.test(announced))
    return failedProbe(`the destination announces no usable name: ${JSON.stringify(announced)}`, now(), commands);
  const resolve = await source.script(RESOLVE, [announced], 15_000);
  commands.push(source.ran(["getent", "ahosts", announced]));
  if (resolve.exitCode !== 0) return failedProbe(wordsOf(resolve), now(), commands);
  const found = readFields(resolve.stdout);
  const own = readAddresses(told.get("address") ?? []);
  const value: Names = {
    hostname: {
      announced,
      origin: migrationHost !== undefined ? "migration-host" : confReadable ? "hostname" : "hostname-conf-unreadable",
      resolved: [...new Set(found.get("resolved") ?? [])],
      largePackets: readLargePackets(found.get("mtu")?.[0] ?? ""),
      destinationAddresses: own.map(({ cidr }) => cidr.split("/")[0] ?? cidr).filter((address) => !/^(127\.|::1$)/.test(address)),
    },
    segments: { source: ipv4(readAddresses(found.get("address") ?? [])), destination: ipv4(own) },
  };
  return { kind: "done", value, atMs: now(), commands };
}

/** Reads `DEVICE MTU whole|told|lost`; null when the source could not try: no ping there, or no answer to it. */
export function readLargePackets(text: string): LargePackets | null {
  const [, device, mtu, fate] = /^(\S+) (\d+) (whole|told|lost)$/.exec(text.trim()) ?? [];
  if (device === undefined || (fate !== "whole" && fate !== "told" && fate !== "lost")) return null;
  return { device, mtu: Number(mtu), fate };
}

function readFields(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, key, value] = /^([a-z-]+) (.*)$/.exec(line.trim()) ?? [];
    if (key === undefined || value === undefined || value === "") continue;
    fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  return fields;
}

function readAddresses(lines: readonly string[]): readonly InterfaceAddress[] {
  return lines.flatMap((line) => {
    const [name, cidr] = line.split(" ");
    return name !== undefined && cidr !== undefined ? [{ name, cidr }] : [];
  });
}

function ipv4(addresses: readonly InterfaceAddress[]): readonly InterfaceAddress[] {
  return addresses.filter(({ cidr }) => /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(cidr));
}
