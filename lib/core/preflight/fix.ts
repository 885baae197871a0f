import type { Fix } from "../model/finding.ts";

/** What an admin may be advised to do: keys below `preflight.fix`. */
export const FIX_NAMES = [
  "bring-host-online",
  "trust-host-key",
  "replace-host-key",
  "authorise-key",
  "open-ssh",
  "name-in-hosts-file",
  "set-migration-host",
  "start-libvirt",
  "allow-libvirt",
  "install-netcat",
  "use-other-address",
  "open-data-ports",
  "install-listen-tool",
  "widen-port-range",
  "unique-host-uuid",
  "rename-or-remove",
  "stop-and-compare",
  "start-vm",
  "resume-vm",
  "wait-for-job",
  "both-persistence-options",
  "set-autostart",
  "other-host",
  "enable-kvm",
  "cpu-baseline",
  "upgrade-qemu",
  "upgrade-libvirt",
  "install-emulator",
  "drop-option",
  "free-memory",
  "fewer-vcpus",
  "create-bridge",
  "bring-bridge-up",
  "same-mtu",
  "define-network",
  "start-network",
  "change-mac",
  "share-storage",
  "mount-same-storage",
  "remount-writable",
  "check-with-root",
  "check-again",
  "cache-none",
  "eject-media",
  "copy-file",
  "allow-read",
  "delete-snapshots",
  "stop-other-user",
  "detach-device",
  "install-swtpm",
  "listen-everywhere",
  "sync-clock",
  "install-certificates",
] as const;

export type FixName = (typeof FIX_NAMES)[number];

/** Advice with the commands that carry it out (argv each), and the host they are for. */
export function fix(
  name: FixName,
  runOn?: "source" | "destination",
  commands: readonly (readonly string[])[] = [],
  values: Readonly<Record<string, string | number>> = {},
): Fix {
  return {
    summary: { key: `preflight.fix.${name}`, values },
    ...(commands.length > 0 ? { commands } : {}),
    ...(runOn ? { runOn } : {}),
  };
}

/** `virsh` on the host's own libvirt. */
export function virsh(...words: readonly string[]): readonly string[] {
  return ["virsh", "-c", "qemu:///system", ...words];
}
