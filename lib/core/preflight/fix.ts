import type { Fix } from "../model/finding.ts";
import type { FixAction, FixChoice } from "../model/fix.ts";

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
  "choose-copy",
  "copy-or-share",
  "do-not-copy",
  "choose-file-path",
  "choose-other-path",
  "make-folder",
  "make-writable",
  "free-space",
  "choose-full-copy",
  "choose-incremental-copy",
  "bring-backing",
  "shut-down-vm",
  "choose-offline",
  "remove-managed-save",
  "full-backup-after",
  "delete-checkpoints",
  "allow-userfaultfd",
  "no-post-copy",
  "fewer-channels",
  "choose-cpus",
  "install-tool",
  "start-libvirt-port",
  "check-certificates",
  "choose-address",
  "choose-device",
  "choose-nic-source",
  "move-file-away",
  "set-up-encryption",
  "renew-certificates",
  "certificate-name",
  "one-authority",
  "verify-clients",
  "switch-tls-on",
  "define-secret",
  "same-lock-manager",
  "start-pool",
  "set-up-pool",
  "same-bridge-kind",
  "define-portgroup",
  "define-nwfilter",
  "watchdog-off",
  "unmount-share",
  "detach-unmovable",
  "sync-writers",
  "same-path-mtu",
  "enable-nx",
  "fix-tsc",
  "keep-way-back",
  "reserve-huge-pages",
  "check-memlock",
  "other-nodes",
  "other-pinning",
  "enable-cgroup",
  "drop-label",
  "same-guard",
  "look-at-guest",
  "wait-for-calm",
  "wait-for-migrations",
  "make-converge",
  "settle-pending",
] as const;

export type FixName = (typeof FIX_NAMES)[number];

type Values = Readonly<Record<string, string | number>>;
type Commands = readonly (readonly string[])[];

/** What goes with a piece of advice. */
export interface Advice {
  /** The host that the commands are for. */
  readonly runOn?: "source" | "destination";
  readonly commands?: Commands;
  readonly values?: Values;
  /** What the console can do by itself. */
  readonly apply?: FixAction | undefined;
  /** Choices of the wizard that take the finding away; none is the same as leaving it out. */
  readonly choices?: readonly FixChoice[];
}

/** Advice with the commands that carry it out (argv each) and the host they are for, or with all that may go with it. */
export function fix(name: FixName, runOn?: "source" | "destination", commands?: Commands, values?: Values): Fix;
export function fix(name: FixName, advice: Advice): Fix;
export function fix(name: FixName, first?: Advice | "source" | "destination", commands: Commands = [], values: Values = {}): Fix {
  if (typeof first === "object") return withAll(name, first);
  return withAll(name, { ...(first ? { runOn: first } : {}), commands, values });
}

function withAll(name: FixName, { runOn, commands = [], values = {}, apply, choices = [] }: Advice): Fix {
  return {
    summary: { key: `preflight.fix.${name}`, values },
    ...(commands.length > 0 ? { commands } : {}),
    ...(runOn ? { runOn } : {}),
    ...(apply ? { apply } : {}),
    ...(choices.length > 0 ? { choices } : {}),
  };
}

/** `virsh` on the host's own libvirt. */
export function virsh(...words: readonly string[]): readonly string[] {
  return ["virsh", "-c", "qemu:///system", ...words];
}
