import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { decoy } from "../guests.ts";
import { sshUsers } from "../hosts.ts";
import { diskPath, type GuestPlace, gatewayAddress, type HostPlace, labPaths } from "../parts/config.ts";
import { adminKeyPath } from "../parts/credentials.ts";
import { type DomainEntry, listDomains } from "../parts/domains.ts";
import { findInit } from "../parts/host-process.ts";
import { serialLogPath } from "../parts/serial-log.ts";
import { hostOf, type Lab, labOf, readState } from "../parts/state.ts";

export interface HostStatus {
  readonly name: string;
  readonly address: string;
  /** A second address of the host on the same network, as a migration network has. */
  readonly migrationAddress: string;
  readonly uuid: string;
  readonly sshPort: number;
  readonly sshUser: string;
  /** Accounts that the key opens: root, ferry (in the group libvirt), nolibvirt (without rights in libvirt). */
  readonly sshUsers: readonly string[];
  readonly privateKeyPath: string;
  /** The public host key as "ssh-ed25519 AAAA..." and as OpenSSH's SHA256 fingerprint. */
  readonly hostKey: string;
  readonly hostKeyFingerprint: string;
  readonly up: boolean;
  readonly ssh: boolean;
  readonly libvirt: boolean;
}

export interface GuestStatus {
  readonly key: string;
  readonly name: string;
  readonly title: string | undefined;
  readonly uuid: string;
  readonly home: string;
  /** The host where it is active, else where it is defined. */
  readonly host: string | undefined;
  /** libvirt's word; "absent" when no host knows it, "unknown" when a host that may know it does not answer. */
  readonly state: string;
  /** Every host that knows it, for the cases in which more than one does. */
  readonly seenOn: readonly { readonly host: string; readonly state: string }[];
  readonly ip: string;
  readonly mac: string;
  readonly memoryMib: number;
  readonly disks: readonly { readonly target: string; readonly path: string; readonly shared: boolean }[];
  /** The serial log as a path of this machine, on the host where the guest is. */
  readonly serialLogPath: string;
  readonly serialLogPathOnHost: string;
}

export interface LabStatus {
  readonly lab: string;
  readonly up: boolean;
  readonly subnet?: string;
  readonly gateway?: string;
  readonly stateDir?: string;
  readonly privateKeyPath?: string;
  readonly hosts: readonly HostStatus[];
  readonly guests: readonly GuestStatus[];
  /** Domains that only stand in the way: same name as a guest, other uuid. */
  readonly decoys: readonly { readonly name: string; readonly uuid: string; readonly host: string }[];
}

/** What a host's libvirt lists; undefined when it does not answer. */
interface HostDomains {
  readonly host: string;
  readonly domains: readonly DomainEntry[] | undefined;
}

/** Looks at the lab. A lab that was never brought up has no hosts. */
export async function status(): Promise<LabStatus> {
  const paths = labPaths();
  const state = await readState(paths);
  if (!state) return { lab: paths.lab, up: false, hosts: [], guests: [], decoys: [] };
  const lab = labOf(paths, state);
  const seen = await Promise.all(lab.hosts.map(async (place) => ({ place, ...(await lookAt(lab, place)) })));
  const domains = seen.map(({ place, domains }) => ({ host: place.host.name, domains }));
  return {
    lab: paths.lab,
    up: state.complete && seen.every(({ status }) => status.up),
    subnet: `10.77.${state.subnet}.0/24`,
    gateway: gatewayAddress(state.subnet),
    stateDir: paths.stateDir,
    privateKeyPath: adminKeyPath(paths),
    hosts: seen.map(({ status }) => status),
    guests: lab.guests.map((guest) => guestStatus(lab, guest, domains)),
    decoys: [{ name: decoy.name, uuid: decoy.uuid, host: decoy.host }],
  };
}

async function lookAt(lab: Lab, place: HostPlace): Promise<{ status: HostStatus; domains: readonly DomainEntry[] | undefined }> {
  const alive = findInit(place) !== undefined;
  const [ssh, domains] = await Promise.all([alive && answersSsh(place.address), alive ? listDomains(place) : undefined]);
  const hostKey = readHostKey(place);
  const status: HostStatus = {
    name: place.host.name,
    address: place.address,
    migrationAddress: place.migrationAddress,
    uuid: place.uuid,
    sshPort: 22,
    sshUser: "root",
    sshUsers,
    privateKeyPath: adminKeyPath(lab.paths),
    hostKey,
    hostKeyFingerprint: fingerprint(hostKey),
    up: alive && ssh && domains !== undefined,
    ssh,
    libvirt: domains !== undefined,
  };
  return { status, domains };
}

function guestStatus(lab: Lab, place: GuestPlace, hosts: readonly HostDomains[]): GuestStatus {
  const { guest, uuid } = place;
  const seenOn = hosts.flatMap(({ host, domains }) =>
    (domains ?? []).filter((entry) => entry.uuid === uuid).map(({ state }) => ({ host, state })),
  );
  const where = seenOn.find(({ state }) => state === "running") ?? seenOn.find(({ state }) => state !== "shut off") ?? seenOn[0];
  return {
    key: guest.key,
    name: guest.name,
    title: guest.title,
    uuid,
    home: guest.home,
    host: where?.host,
    state: where?.state ?? (hosts.every(({ domains }) => domains) ? "absent" : "unknown"),
    seenOn,
    ip: place.address,
    mac: place.mac,
    memoryMib: guest.memoryMib,
    disks: guest.disks.map((disk) => ({ target: disk.target, path: diskPath(guest, disk), shared: disk.storage === "shared" })),
    serialLogPath: serialLogPath(hostOf(lab, where?.host ?? guest.home), place),
    serialLogPathOnHost: place.serialLogOnHost,
  };
}

function readHostKey(place: HostPlace): string {
  try {
    return readFileSync(join(place.dir, "etc/ssh/ssh_host_ed25519_key.pub"), "utf8").split(" ").slice(0, 2).join(" ");
  } catch {
    return "";
  }
}

function fingerprint(hostKey: string): string {
  const blob = Buffer.from(hostKey.split(" ")[1] ?? "", "base64");
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}

function answersSsh(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22, timeout: 1500 });
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("data", (data) => settle(data.toString("latin1").startsWith("SSH-")));
    socket.once("error", () => settle(false));
    socket.once("timeout", () => settle(false));
    socket.once("close", () => settle(false));
  });
}
