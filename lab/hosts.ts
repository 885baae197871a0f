/** The hosts of the lab. hv3 lacks things on purpose: what is missing there is what a preflight has to find. */

export type HostName = "hv1" | "hv2" | "hv3";

export interface Host {
  readonly name: HostName;
  /** A bridge that guests can use. Without one the address sits on the network card itself. */
  readonly bridge: string | undefined;
  /** Has the shared folder at /srv/shared. Without it there is an empty folder of its own at the same path. */
  readonly sharedStorage: boolean;
  readonly tls: boolean;
  /** Its certificate is also good for its migration address. */
  readonly certifiesMigrationAddress: boolean;
  /** libvirt also answers on TCP (16509, to the other hosts only) and on TLS (16514). Without it only by ssh. */
  readonly remote: boolean;
  /** Sizes of its block devices lun0, lun1 ... */
  readonly blockMib: readonly number[];
  /** A port range the firewall drops from the start. */
  readonly closedPorts: string | undefined;
  /** The hosts whose root it may log in to by key. */
  readonly canReach: readonly HostName[];
}

const whole = {
  bridge: "br0",
  sharedStorage: true,
  tls: true,
  remote: true,
  blockMib: [96, 64],
  closedPorts: undefined,
} as const;

export const hosts: readonly Host[] = [
  { name: "hv1", ...whole, certifiesMigrationAddress: true, canReach: ["hv2", "hv3"] },
  { name: "hv2", ...whole, certifiesMigrationAddress: false, canReach: ["hv1", "hv3"] },
  {
    name: "hv3",
    bridge: undefined,
    sharedStorage: false,
    tls: false,
    certifiesMigrationAddress: false,
    remote: false,
    blockMib: [],
    closedPorts: "49152-49215",
    canReach: [],
  },
];

/** Accounts on every host that the lab's key opens. */
export const sshUsers = ["root", "ferry", "nolibvirt"] as const;

/** What migration streams and block copies listen on by libvirt's default. */
export const migrationPorts = "49152-49215";
