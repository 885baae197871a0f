/** The guests of the lab. Change a row here and run `up` (from nothing) to get other guests. */

export interface GuestDisk {
  readonly target: "vda" | "vdb";
  /** shared: in /srv/shared, the same folder on hv1 and hv2; local: in /var/lib/libvirt/images of the home host */
  readonly storage: "shared" | "local";
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
];

/** A shut-off domain on hv3 that bears a guest's name, but another uuid. */
export const decoy = {
  name: "db02",
  host: "hv3",
  uuid: "7a6b9999-0000-4000-8000-0000000000ff",
  title: "Old copy of the orders database",
} as const;
