import { chmod, chown, mkdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gatewayAddress, type HostPlace, type LabPaths } from "./config.ts";
import { closePortsRules, guardRules } from "./firewall.ts";
import { mustRun } from "./run.ts";

const imagesMib = 512;
/** What makes libvirtd answer on TCP and TLS, together with its option --listen. */
const remoteLines = `listen_tcp = 1
listen_tls = 1
auth_tcp = "none"
auth_tls = "none"
`;
const ferryUid = 1001;
const nolibvirtUid = 1002;

/** Writes all that a host owns into its folder, as host/init.sh expects it there. Keys are laid out by credentials.ts. */
export async function writeHostFiles(
  paths: LabPaths,
  place: HostPlace,
  places: readonly HostPlace[],
  subnet: number,
): Promise<void> {
  const at = (...parts: string[]) => join(place.dir, ...parts);
  await rm(place.dir, { recursive: true, force: true });
  const folders = [
    "root",
    "srv/shared",
    "srv/small",
    "srv/block",
    "block",
    "var-lib-swtpm",
    "home/ferry",
    "home/nolibvirt",
    "var-lib-libvirt/images",
    "var-lib-libvirt/boot",
  ];
  for (const folder of [
    ...folders,
    "var-lib-libvirt/qemu",
    "var-log-libvirt/serial",
    "var-log-libvirt/qemu",
    "var-cache-libvirt/qemu",
  ]) {
    await mkdir(at(folder), { recursive: true, mode: 0o755 });
  }
  await chmod(at("root"), 0o700);
  for (const folder of ["tmp", "var-tmp"]) {
    await mkdir(at(folder));
    await chmod(at(folder), 0o1777);
  }
  await copyEtc(at("etc"));
  await writeAccounts(at("etc"));
  await writeIdentity(place, places);
  await writeLibvirtConfig(place);
  await writeNetwork(place, places, subnet);
  await makeSparse(at("images.img"), imagesMib);
  await Promise.all(place.host.blockMib.map((mib, index) => makeSparse(at(`block/lun${index}.img`), mib)));
  await mustRun([
    "mkfs.ext4",
    "-q",
    "-F",
    "-O",
    "^has_journal",
    "-m",
    "0",
    "-L",
    `${paths.lab}-${place.host.name}`,
    at("images.img"),
  ]);
}

async function makeSparse(file: string, mib: number): Promise<void> {
  await writeFile(file, "", { mode: 0o600 });
  await truncate(file, mib * 1024 * 1024);
}

/** Keeps a copy of what tests may change on a host, for `reset` to put back. */
export async function keepPristine(place: HostPlace): Promise<void> {
  const kept = join(place.dir, "pristine");
  await mkdir(kept, { mode: 0o700 });
  await mustRun(["cp", "-a", ...["etc", "root", "home"].map((name) => join(place.dir, name)), kept]);
}

/** The home folders of the two accounts, once their keys are in them. */
export async function ownHomes(place: HostPlace): Promise<void> {
  for (const [user, uid] of [
    ["ferry", ferryUid],
    ["nolibvirt", nolibvirtUid],
  ] as const) {
    const home = join(place.dir, "home", user);
    await chmod(home, 0o755);
    for (const path of [home, join(home, ".ssh"), join(home, ".ssh/authorized_keys")]) await chown(path, uid, uid);
  }
}

/** The machine's secrets and identity stay out of the hosts' copy of /etc. (Node's own `cp` takes ten times as long.) */
async function copyEtc(target: string): Promise<void> {
  const unwanted = [
    ...["shadow", "gshadow", "passwd", "group"].flatMap((name) => [name, `${name}-`]),
    ...["ssh/ssh_host*", "ssh/*_config.d/*", "ssl/private", "sudoers*", "netns"],
    // many files that no host needs
    ...["ssl/certs", "alternatives/*.gz", "fonts", "java*", "X11", "ImageMagick*"],
    ...["libvirt/qemu/networks/autostart", "pki/qemu", "pki/libvirt", "pki/CA"],
  ];
  await mkdir(target, { mode: 0o755 });
  const excludes = unwanted.map((pattern) => `--exclude=./${pattern}`);
  const script = 'target=$1; shift; tar -C /etc --anchored "$@" -cf - . | tar -C "$target" -xf -';
  await mustRun(["bash", "-c", `set -o pipefail; ${script}`, "bash", target, ...excludes]);
}

async function writeAccounts(etc: string): Promise<void> {
  const isSystem = (line: string): boolean => {
    const id = Number(line.split(":")[2]);
    return line !== "" && (id < 1000 || id > 59_999);
  };
  const users = (await readFile("/etc/passwd", "utf8"))
    .split("\n")
    .filter(isSystem)
    .filter((line) => !line.startsWith("root:"));
  const groups = (await readFile("/etc/group", "utf8")).split("\n").filter(isSystem);
  const own = (name: string, uid: number) => `${name}:x:${uid}:${uid}::/home/${name}:/bin/bash`;
  const passwd = ["root:x:0:0:root:/root:/bin/bash", ...users, own("ferry", ferryUid), own("nolibvirt", nolibvirtUid)];
  const group = groups.map((line) => (line.startsWith("libvirt:") ? `${line.split(":").slice(0, 3).join(":")}:ferry` : line));
  await writeFile(join(etc, "passwd"), `${passwd.join("\n")}\n`);
  await writeFile(join(etc, "group"), `${[...group, `ferry:x:${ferryUid}:`, `nolibvirt:x:${nolibvirtUid}:`].join("\n")}\n`);
  // "*": no password, yet not a locked account, which sshd would refuse even by key
  await writeFile(join(etc, "shadow"), passwd.map((line) => `${line.split(":")[0]}:*:19000:0:99999:7:::\n`).join(""), {
    mode: 0o640,
  });
}

async function writeIdentity(place: HostPlace, places: readonly HostPlace[]): Promise<void> {
  const etc = join(place.dir, "etc");
  const names = places
    .map(({ host, address, migrationAddress }) => `${address} ${host.name}\n${migrationAddress} ${host.name}-mig\n`)
    .join("");
  await writeFile(join(etc, "hosts"), `127.0.0.1 localhost\n${names}`);
  // no name service in the lab: an unknown name is answered at once
  await writeFile(join(etc, "nsswitch.conf"), "passwd: files\ngroup: files\nshadow: files\nhosts: files\n");
  await writeFile(join(etc, "hostname"), `${place.host.name}\n`);
  await writeFile(join(etc, "machine-id"), `${place.uuid.replaceAll("-", "")}\n`);
}

async function writeLibvirtConfig(place: HostPlace): Promise<void> {
  const folder = join(place.dir, "etc/libvirt");
  await writeFile(
    join(folder, "libvirtd.conf"),
    `unix_sock_group = "libvirt"
unix_sock_ro_perms = "0777"
unix_sock_rw_perms = "0770"
auth_unix_ro = "none"
auth_unix_rw = "none"
host_uuid = "${place.uuid}"
log_outputs = "3:file:/var/log/libvirt/libvirtd.log"
${place.host.remote ? remoteLines : ""}`,
  );
  await writeFile(
    join(folder, "qemu.conf"),
    `user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
security_driver = "none"
namespaces = []
cgroup_controllers = []
migration_host = "${place.address}"
swtpm_user = "root"
swtpm_group = "root"
`,
    { mode: 0o600 },
  );
}

async function writeNetwork(place: HostPlace, places: readonly HostPlace[], subnet: number): Promise<void> {
  const { bridge, closedPorts, remote } = place.host;
  const card = bridge ?? "eth0";
  const bridgeLines = bridge
    ? [`link add ${bridge} type bridge stp_state 0 forward_delay 0`, `link set eth0 master ${bridge}`, "link set eth0 up"]
    : [];
  const addresses = [place.address, place.migrationAddress].map((address) => `addr add ${address}/24 dev ${card}`);
  const lines = ["link set lo up", ...bridgeLines, `link set ${card} up`, ...addresses];
  await writeFile(join(place.dir, "network.ip"), `${[...lines, `route add default via ${gatewayAddress(subnet)}`].join("\n")}\n`);
  const known = places.flatMap(({ address, migrationAddress }) => [address, migrationAddress]);
  const rules = [...(closedPorts ? [closePortsRules(closedPorts, "drop")] : []), ...(remote ? [guardRules(known)] : [])];
  await writeFile(join(place.dir, "firewall.nft"), rules.join(""));
}
