import type { DiskPath, NicSource } from "./options.ts";

/** How the definition that a migration hands over differs from the source's. Empty lists and nulls change nothing. */
export interface DomainRewrite {
  readonly diskPaths: readonly DiskPath[];
  readonly nicSources: readonly NicSource[];
  /** Address on which VNC and SPICE listen. */
  readonly graphicsListen: string | null;
  readonly name: string | null;
}

/** What a copied definition gets of its own. Null keeps what the original has. */
export interface CloneIdentity {
  readonly name: string | null;
  /** Lower case with dashes. */
  readonly uuid: string | null;
  /** Old MAC to new MAC, both lower case. */
  readonly macs: ReadonlyMap<string, string>;
  readonly diskPaths: readonly DiskPath[];
  readonly nvramPath: string | null;
}

/** One line of the comparison of two definitions. `gap` stands for that many equal lines left out. */
export type DiffLine =
  | { readonly kind: "same" | "removed" | "added"; readonly text: string }
  | { readonly kind: "gap"; readonly lines: number };

export type MovableDeviceKind =
  | "hostdev-pci"
  | "hostdev-usb"
  | "hostdev-mdev"
  | "interface-hostdev"
  | "interface-direct"
  | "interface";

/** A device that can be taken out of a running domain before it moves, and given back as an equivalent one. */
export interface MovableDevice {
  /**
   * `hostdev:0000:01:00.0`, `hostdev:1d6b:0002`, `hostdev:<mdev uuid>` or `nic:<mac>`. A second device with the same key (a failover pair
   * shares its MAC) has `#2` behind it, in the definition's order.
   */
  readonly key: string;
  readonly kind: MovableDeviceKind;
  /** In the form that `DeviceReplacement.hostAddress` takes for this kind; null when the definition names none. */
  readonly address: string | null;
  /** True for the part of a failover pair that leaves before a migration (`<teaming type='transient'>`); the persistent part stays. */
  readonly persistentTeam: boolean;
  /** The element, as `virsh detach-device` takes it. */
  readonly xml: string;
}

/** The device of the destination that takes the place of one of the source. */
export interface DeviceReplacement {
  /**
   * PCI `0000:02:00.1`; USB `1d6b:0002` (vendor:product) or `1.4` (bus.device); mdev UUID; for an interface the host device (direct), the
   * bridge or the network. Null keeps what the original names.
   */
  readonly hostAddress: string | null;
}

export interface TpmState {
  /** emulator, passthrough, external. */
  readonly backend: string;
  /** 1.2, 2.0; null when the definition leaves it to libvirt. */
  readonly version: string | null;
  /** File or folder of the emulator's state when the definition names one; null means libvirt's own folder (`tpmStateFolder`). */
  readonly statePath: string | null;
}

/** Files beside the disks that a domain needs to boot. */
export interface BootFiles {
  readonly nvram: string | null;
  readonly nvramTemplate: string | null;
  readonly loader: string | null;
  readonly tpm: TpmState | null;
  /** Kernel, initrd, device tree, shim and ACPI tables given directly. */
  readonly kernelFiles: readonly string[];
}

/** An image below a disk's own. */
export interface BackingSource {
  /** Null when it is neither a file nor a device (network). */
  readonly path: string | null;
  readonly format: string | null;
}

/** Where a disk's data lies, as its definition has it. */
export interface DiskSource {
  readonly target: string;
  /** libvirt disk type: file, block, network, volume ... */
  readonly type: string;
  /** disk, cdrom, floppy, lun. */
  readonly device: string;
  /** File, device or folder; null for an empty drive and for network and volume disks. */
  readonly path: string | null;
  readonly format: string | null;
  readonly readonly: boolean;
  readonly shareable: boolean;
  /** Raw file that holds the data of a qcow2 image with `data_file`; null when there is none or libvirt did not say. */
  readonly dataFile: string | null;
  /** Nearest first. The inactive definition of a domain lists only what an administrator wrote into it. */
  readonly backing: readonly BackingSource[];
}
