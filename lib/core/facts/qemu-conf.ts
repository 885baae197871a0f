import type { HostFacts } from "../model/host.ts";

/** libvirt's own range (QEMU_MIGRATION_PORT_MIN/MAX). */
export const DEFAULT_MIGRATION_PORTS = { min: 49_152, max: 49_215, source: "default" } as const;

/** Reads migration_port_min and migration_port_max from qemu.conf; what is not set, out of range or turned round is libvirt's default. */
export function parseMigrationPorts(text: string): HostFacts["migrationPorts"] {
  const min = port(text, /^[ \t]*migration_port_min[ \t]*=[ \t]*"?(\d{1,5})"?[ \t]*(?:#.*)?$/m);
  const max = port(text, /^[ \t]*migration_port_max[ \t]*=[ \t]*"?(\d{1,5})"?[ \t]*(?:#.*)?$/m);
  if (min === null && max === null) return DEFAULT_MIGRATION_PORTS;
  const range = { min: min ?? DEFAULT_MIGRATION_PORTS.min, max: max ?? DEFAULT_MIGRATION_PORTS.max };
  return range.min <= range.max ? { ...range, source: "qemu.conf" } : DEFAULT_MIGRATION_PORTS;
}

function port(text: string, pattern: RegExp): number | null {
  const value = Number(pattern.exec(text.slice(0, 262_144))?.[1] ?? 0);
  return value >= 1 && value <= 65_535 ? value : null;
}

/** `lock_manager` of qemu.conf; "none" when it sets none. */
export function parseLockManager(text: string): string {
  return /^[ \t]*lock_manager[ \t]*=[ \t]*"([\w-]+)"/m.exec(text)?.[1] ?? "none";
}

/** False when qemu.conf says `hugetlbfs_mount = ""`: libvirt then leaves huge pages alone. */
export function allowsHugePages(text: string): boolean {
  return !/^[ \t]*hugetlbfs_mount[ \t]*=[ \t]*""/m.test(text);
}
