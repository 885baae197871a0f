/** What an option needs of the hosts. Versions: the `Since:` notes of libvirt's public header, QEMU's release notes. */
export interface Requirement {
  readonly libvirt?: string;
  readonly qemu?: string;
  /** The first QEMU that does not have it any more. */
  readonly qemuBelow?: string;
  /** Words that the source's `virsh help migrate` must list. */
  readonly words: readonly string[];
  /** True when the destination's versions do not matter. */
  readonly sourceOnly?: true;
}

/**
 * By option. libvirt passes flags and parameters on to the destination, which refuses those that it does not know: both sides count unless said
 * otherwise.
 */
export const REQUIREMENTS = {
  persistent: { libvirt: "0.7.3", words: ["--persistent", "--undefinesource"] },
  "suspend-at-destination": { libvirt: "0.7.5", words: ["--suspend"] },
  rename: { libvirt: "1.1.0", words: ["--dname"] },
  "rewrite-xml": { libvirt: "1.1.0", words: ["--xml"] },
  "rewrite-persistent-xml": { libvirt: "1.3.4", words: ["--persistent-xml"] },
  bandwidth: { libvirt: "1.1.0", words: ["--bandwidth"] },
  tls: { libvirt: "3.2.0", qemu: "2.9", words: ["--tls"] },
  "tls-destination": { libvirt: "6.0.0", qemu: "2.9", words: ["--tls-destination"] },
  parallel: { libvirt: "5.2.0", qemu: "4.0", words: ["--parallel", "--parallel-connections"] },
  "zero-copy": { libvirt: "8.5.0", qemu: "7.1", words: ["--zerocopy"] },
  "post-copy": { libvirt: "1.3.3", qemu: "2.6", words: ["--postcopy"] },
  "post-copy-bandwidth": { libvirt: "5.1.0", qemu: "3.0", words: ["--postcopy-bandwidth"] },
  "post-copy-resume": { libvirt: "8.5.0", qemu: "3.0", words: ["--postcopy-resume"] },
  // QEMU 7.2 takes both together without a word and 8.0 to 10.0 refuse it ("Postcopy is not yet compatible with multifd").
  "post-copy-parallel": { libvirt: "5.2.0", qemu: "10.1", words: ["--postcopy", "--parallel"] },
  "auto-converge": { libvirt: "1.2.3", qemu: "1.6", words: ["--auto-converge"] },
  "auto-converge-tuning": { libvirt: "2.0.0", qemu: "2.5", words: ["--auto-converge-initial", "--auto-converge-increment"] },
  // QEMU's throttle-trigger-threshold, set through its monitor.
  "auto-converge-later": { qemu: "5.0", words: ["--auto-converge"], sourceOnly: true },
  xbzrle: { libvirt: "1.3.4", words: ["--compressed", "--comp-methods"] },
  // Deprecated in QEMU 8.2, gone in 9.1.
  mt: { libvirt: "1.3.4", qemu: "2.4", qemuBelow: "9.1", words: ["--compressed", "--comp-methods"] },
  zlib: { libvirt: "9.4.0", qemu: "5.0", words: ["--compressed", "--comp-methods", "--comp-zlib-level"] },
  zstd: { libvirt: "9.4.0", qemu: "5.0", words: ["--compressed", "--comp-methods", "--comp-zstd-level"] },
  "copy-storage": { libvirt: "1.2.17", words: ["--copy-storage-all", "--copy-storage-inc", "--migrate-disks"] },
  "synchronous-writes": { libvirt: "8.0.0", qemu: "3.0", words: ["--copy-storage-synchronous-writes"] },
  "disks-port": { libvirt: "1.3.3", words: ["--disks-port"] },
  "disks-uri": { libvirt: "6.8.0", words: ["--disks-uri"] },
  "listen-address": { libvirt: "1.1.4", words: ["--listen-address"] },
  "migrate-uri": { libvirt: "1.1.0", words: ["--migrateuri"] },
  tunnelled: { libvirt: "0.7.2", words: ["--tunnelled"] },
  offline: { libvirt: "1.0.1", words: ["--offline"] },
  "dirty-rate": { libvirt: "7.2.0", qemu: "5.2", words: [], sourceOnly: true },
  "dirty-bitmap-rate": { libvirt: "8.1.0", qemu: "6.2", words: [], sourceOnly: true },
} as const satisfies Readonly<Record<string, Requirement>>;

export type OptionName = keyof typeof REQUIREMENTS;

export const OPTION_NAMES = Object.keys(REQUIREMENTS) as readonly OptionName[];
