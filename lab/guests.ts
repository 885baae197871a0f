/** The guests of the lab. Change a row here and run `up` (from nothing) to get other guests. */

export interface GuestDisk {
  readonly target: "vda" | "vdb";
  /**
   * shared: in /srv/shared, the same folder on hv1 and hv2; local: in /var/lib/libvirt/images of the home host;
   * block: the block device lun0 of the home host
   */
  readonly storage: "shared" | "local" | "block";
  /** qcow2 unless said; a block device is always raw. */
  readonly format?: "raw";
  /** An overlay: half of the content is in a base image beside it, which hv2 has too, and hv3 with other content. */
  readonly overlay?: true;
  readonly readOnly?: true;
  readonly sizeMib: number;
  /** This much of it holds a known pattern that the guest and `guest check` verify. */
  readonly contentMib: number;
}

export interface Guest {
  /** A plain word for file names, the serial line and the command line; the same as the name, unless the name hurts. */
  readonly key: string;
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly home: "hv1" | "hv2";
  readonly running: boolean;
  readonly memoryMib: number;
  readonly vcpus: number;
  readonly disks: readonly GuestDisk[];
  readonly nic: "bridge" | "network";
  /** Boots by UEFI, with its variables in a file of its own, and has an emulated TPM with state. */
  readonly firmware?: "uefi";
  /** A cdrom drive with nothing in it. */
  readonly emptyCdrom?: true;
  /** A second virtio card, meant to be unplugged and plugged in again while the guest runs. */
  readonly spareNic?: true;
  /** How fast the guest changes its memory, and how much of it. */
  readonly dirtyMibPerSec: number;
  readonly workingSetMib: number;
}

const shared = (sizeMib: number, contentMib: number): GuestDisk => ({ target: "vda", storage: "shared", sizeMib, contentMib });
const base = {
  title: undefined,
  description: undefined,
  home: "hv1",
  running: true,
  memoryMib: 128,
  vcpus: 1,
  nic: "bridge",
  dirtyMibPerSec: 0,
  workingSetMib: 0,
} as const satisfies Partial<Guest>;

/** Order matters: it gives each guest its uuid, mac and address. */
export const guests: readonly Guest[] = [
  {
    ...base,
    key: "web01",
    name: "web01",
    title: "Shop front end",
    description: "Serves the shop. Owner: web team.\nMay be moved at any time.",
    disks: [shared(128, 16)],
  },
  {
    ...base,
    key: "db02",
    name: "db02",
    title: "Orders database",
    dirtyMibPerSec: 2,
    workingSetMib: 16,
    disks: [{ target: "vda", storage: "local", sizeMib: 160, contentMib: 64 }],
  },
  {
    ...base,
    key: "mix03",
    name: "mix03",
    description: "System on shared storage, scratch disk on this host.",
    nic: "network",
    disks: [shared(128, 16), { target: "vdb", storage: "local", sizeMib: 96, contentMib: 24 }],
  },
  {
    ...base,
    key: "busy04",
    name: "busy04",
    title: "Cache that never rests",
    memoryMib: 192,
    dirtyMibPerSec: 24,
    workingSetMib: 64,
    disks: [shared(128, 16)],
  },
  {
    ...base,
    key: "off05",
    name: "off05",
    title: "Month-end batch",
    home: "hv2",
    running: false,
    disks: [shared(128, 16)],
  },
  {
    ...base,
    key: "odd06",
    name: `x; $(touch pwn) "数据库" 'q'`,
    title: `<script>alert('title')</script> & "co"`,
    description: "`reboot`; $IFS {{7*7}} <b>bold</b> \u202Egnp.exe",
    home: "hv2",
    disks: [shared(128, 16)],
  },
  {
    ...base,
    key: "inc07",
    name: "inc07",
    title: "Clone of a template",
    running: false,
    disks: [{ target: "vda", storage: "local", sizeMib: 128, contentMib: 16, overlay: true }],
  },
  {
    ...base,
    key: "raw08",
    name: "raw08",
    title: "Mail archive",
    running: false,
    disks: [
      { target: "vda", storage: "local", format: "raw", sizeMib: 96, contentMib: 16 },
      { target: "vdb", storage: "shared", format: "raw", sizeMib: 32, contentMib: 8, readOnly: true },
    ],
    emptyCdrom: true,
  },
  {
    ...base,
    key: "uefi09",
    name: "uefi09",
    title: "Signing service",
    home: "hv2",
    running: false,
    memoryMib: 256,
    firmware: "uefi",
    disks: [{ target: "vda", storage: "local", sizeMib: 96, contentMib: 16 }],
  },
  {
    ...base,
    key: "nic10",
    name: "nic10",
    title: "Router with a card to spare",
    running: false,
    disks: [shared(128, 16)],
    spareNic: true,
  },
  {
    ...base,
    key: "blk11",
    name: "blk11",
    title: "Old accounts on a raw device",
    running: false,
    disks: [{ target: "vda", storage: "block", sizeMib: 96, contentMib: 16 }],
  },
];

/** A shut-off domain on hv3 that bears a guest's name, but another uuid. */
export const decoy = {
  name: "db02",
  host: "hv3",
  uuid: "7a6b9999-0000-4000-8000-0000000000ff",
  title: "Old copy of the orders database",
} as const;
