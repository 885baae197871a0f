import { type Fact, known, unknown } from "../model/fact.ts";

export interface Versions {
  readonly libvirt: Fact<string>;
  readonly qemu: Fact<string>;
}

/**
 * Reads `virsh version --daemon`. libvirt's version is the daemon's where it says it, else the library's: the two can differ after an
 * upgrade without a restart, and the daemon is what migrates. "Running hypervisor" is absent on a host without any emulator.
 */
export function parseVersion(text: string): Versions {
  const libvirt =
    find(text, /^Running against daemon: ([\d.]{1,40})[ \t]*$/m) ?? find(text, /^Using library: libvirt ([\d.]{1,40})[ \t]*$/m);
  const qemu = find(text, /^Running hypervisor: QEMU ([\d.]{1,40})[ \t]*$/m);
  return {
    libvirt: libvirt === null ? unknown("virsh version names no libvirt version") : known(libvirt),
    qemu: qemu === null ? unknown("virsh version names no running hypervisor") : known(qemu),
  };
}

function find(text: string, pattern: RegExp): string | null {
  return pattern.exec(text.slice(0, 8192))?.[1] ?? null;
}
