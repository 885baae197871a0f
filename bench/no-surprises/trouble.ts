import type { LabFault } from "../../lab/client.ts";
import type { Move } from "./moves.ts";

type Host = LabFault["host"];
/** To the other host that shares its storage, or to hv3, which lacks things. */
export type Toward = "peer" | "hv3";

/** What is made wrong before a case. */
export interface Trouble {
  readonly name: string;
  readonly weight: number;
  /** Whether it can be made at all for this guest in this state. */
  readonly fits: (move: Move, toward: Toward) => boolean;
  readonly make: (from: Host, to: Host, guest: string) => LabFault;
  /** The host is not answered by libvirt while it lasts: nothing to wait for. */
  readonly isDead?: true;
}

const always = () => true;
/** Snapshots inside an image want qcow2, and libvirt 9 takes none of a guest with UEFI. */
const takesSnapshots = ({ guest, isRunning }: Move) =>
  !["raw08", "uefi09", "blk11", ...(isRunning ? [] : ["inc07"])].includes(guest);
const hasBridge = (_: Move, toward: Toward) => toward === "peer";
const isRunning = (move: Move) => move.isRunning;
const wantsTls = ({ options }: Move) => options.tls === true;
const copiesDb = ({ guest }: Move) => ["db02", "mix03", "uefi09", "raw08", "inc07"].includes(guest);

const NONE: Trouble = { name: "none", weight: 24, fits: always, make: () => ({ kind: "heal", host: "hv3" }) };

/** Everything that may be drawn, none included. */
export const TROUBLES: readonly Trouble[] = [
  NONE,
  { name: "bridge gone", weight: 3, fits: hasBridge, make: (_, host) => ({ kind: "bridge", host, state: "off" }) },
  {
    name: "key not authorised",
    weight: 3,
    fits: always,
    make: (peer, host) => ({ kind: "ssh-key", host, peer, state: "off" }),
  },
  {
    name: "host key changed",
    weight: 3,
    fits: always,
    make: (host, peer) => ({ kind: "known-host", host, peer, state: "off" }),
  },
  {
    name: "ports dropped",
    weight: 2,
    fits: always,
    make: (_, host) => ({ kind: "ports-close", host, ports: "49152-49215", verdict: "drop" }),
  },
  {
    name: "ports refused",
    weight: 2,
    fits: always,
    make: (_, host) => ({ kind: "ports-close", host, ports: "49152-49215", verdict: "reject" }),
  },
  { name: "another folder", weight: 4, fits: always, make: (_, host) => ({ kind: "other-folder", host, state: "on" }) },
  { name: "name clash", weight: 3, fits: always, make: (_, host, guest) => ({ kind: "name-clash", host, guest, state: "on" }) },
  { name: "disk full", weight: 2, fits: always, make: (_, host) => ({ kind: "disk-fill", host }) },
  {
    name: "image of another size",
    weight: 5,
    fits: copiesDb,
    make: (_, host, guest) => ({ kind: "image", host, guest, sizeMib: 40 }),
  },
  { name: "pool stopped", weight: 3, fits: always, make: (_, host) => ({ kind: "pool", host, pool: "default", state: "off" }) },
  { name: "clock 1 h ahead", weight: 2, fits: always, make: (_, host) => ({ kind: "clock", host, seconds: 3600 }) },
  {
    name: "certificate expired",
    weight: 2,
    fits: always,
    make: (_, host) => ({ kind: "tls-cert", host, certificate: "expired" }),
  },
  {
    name: "certificate of another name",
    weight: 4,
    fits: wantsTls,
    make: (_, host) => ({ kind: "tls-cert", host, certificate: "other-name" }),
  },
  {
    name: "certificate of another CA",
    weight: 4,
    fits: wantsTls,
    make: (_, host) => ({ kind: "tls-cert", host, certificate: "own-ca" }),
  },
  {
    name: "no userfaultfd",
    weight: 8,
    fits: ({ options }) => options.postCopy !== undefined,
    make: (_, host) => ({ kind: "userfaultfd", host, state: "off" }),
  },
  {
    name: "ISO only at the source",
    weight: 6,
    fits: ({ guest, isRunning }) => guest === "raw08" || !isRunning,
    make: (host, _, guest) => ({ kind: "iso", host, guest, state: "on" }),
  },
  {
    name: "snapshot",
    weight: 3,
    fits: takesSnapshots,
    make: (host, _, guest) => ({ kind: "snapshot", host, guest, state: "on" }),
  },
  {
    name: "managed save",
    weight: 2,
    fits: isRunning,
    make: (host, _, guest) => ({ kind: "managed-save", host, guest, state: "on" }),
  },
  { name: "block job", weight: 3, fits: isRunning, make: (host, _, guest) => ({ kind: "block-job", host, guest, state: "on" }) },
  {
    name: "libvirtd dead",
    weight: 1,
    fits: always,
    make: (_, host) => ({ kind: "kill", host, what: "libvirtd" }),
    isDead: true,
  },
];
