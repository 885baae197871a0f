/** What can be seen of one VM on the lab's hosts. Nothing in here knows of any console: plain virsh, processes, serial logs, images. */

/** A QEMU process that bears the VM's uuid. */
export interface QemuProcess {
  readonly pid: number;
  /** By a signal: it lives and does nothing. */
  readonly frozen: boolean;
  /** Images that it has open for writing; the same file has the same key on every host. */
  readonly writes: readonly { readonly key: string; readonly path: string }[];
}

/** What libvirt says of the VM. */
export interface DomainPicture {
  /** As `virsh domstate --reason` prints them. */
  readonly state: string;
  readonly reason: string;
  readonly persistent: boolean;
  readonly hasJob: boolean;
}

/** One host's part. */
export interface HostPicture {
  readonly host: string;
  readonly power: boolean;
  /** False: libvirt does not answer, and nothing is known about `domain`. */
  readonly answers: boolean;
  /** Null: libvirt does not know it. */
  readonly domain: DomainPicture | null;
  readonly qemus: readonly QemuProcess[];
  /** True when the guest's counter went on in this host's serial log while we looked. */
  readonly counts: boolean;
}

/** A disk where the VM is. */
export interface DiskPicture {
  readonly host: string;
  readonly target: string;
  readonly path: string;
  /** The known content is what it was made with. */
  readonly intact: boolean;
  /** The last counter that the guest wrote there. */
  readonly counter: number | undefined;
  /** What `qemu-img check` found; null where the format has no check. */
  readonly corruptions: number | null;
}

/** How far the guest had come at an earlier time. */
export interface Baseline {
  readonly count: number;
}

export interface VmPicture {
  readonly guest: string;
  readonly uuid: string;
  readonly hosts: readonly HostPicture[];
  readonly disks: readonly DiskPicture[];
  /** The guest's count where it goes on, else the highest in any serial log. */
  readonly count: number;
}
