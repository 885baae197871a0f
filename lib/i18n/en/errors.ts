import { fixErrors } from "./fix-errors.ts";
import { optionProblems } from "./option-problems.ts";

export const errors = {
  /** By the code of the issue in lib/contract/inputs.ts. */
  field: {
    required: "Fill this in.",
    address: "Give a host name or an IP address, without a scheme, user, port or path.",
    port: "Give a whole number from 1 to 65535.",
    user: "Give a login name: lower-case letters, digits, - and _, not starting with a dash.",
    key: "Choose one of the stored keys.",
    long: "This is too long.",
    fingerprint: "Give the fingerprint as SHA256: and 43 characters, as ssh-keygen -l shows it.",
    "private-key": "Paste a whole OpenSSH or PEM private key, with its BEGIN and END lines.",
    downtime: "Give a whole number of milliseconds from 1 to 60000.",
    bandwidth: "Give a whole number of MiB/s from 1 to 1048576, or leave it empty for no limit.",
    timeout: "Give a whole number of seconds from 1 to 86400.",
    percent: "Give a whole number of percent from 1 to 99.",
    cache: "Give a whole number of MiB from 1 to 65536.",
    level: "Give a level that this method has: 0 to 9, or 0 to 20 with zstd.",
    threads: "Give a whole number of threads from 1 to 255.",
    connections: "Give a whole number of connections from 1 to 255.",
    seconds: "Give a whole number of seconds from 1 to 60.",
    ladder: "A ladder has at most 12 rungs.",
    path: "Give an absolute path, without . or .. in it.",
    "socket-path": "The path of a socket has at most 107 characters.",
    target: "This is not the name of a disk in the guest.",
    disks: "These are more disks than can be chosen.",
    nics: "These are more network cards than can be chosen.",
    devices: "These are more devices than can be chosen.",
    mac: "This is not a MAC address.",
    device: "Give an address, an id or the name of a device: letters, digits and : . _ - @ only.",
    "device-name": "Give the name of a bridge, a libvirt network or an interface: letters, digits and . : _ - @ only.",
    "domain-name": "Give a name of at most 128 characters, without / and line breaks.",
    name: "Give a name without a slash, not starting with a dash.",
    iqn: "Give the name of an iSCSI target, such as iqn.2026-01.net.example:vms.",
    cpus: "Give CPU numbers as libvirt does: 0-3,8,^2.",
    id: "This is not an id that VirtFerry gave out. Reload the page.",
    uuid: "This is not the UUID of a VM.",
    perHost: "Give a whole number from 1 to 64.",
    inAll: "Give a whole number from 1 to 512.",
    times: "Give a whole number from 0 to 10.",
    minutes: "Give a whole number of minutes from 1 to 1440.",
    "undefine-needs-persistent": "Removing the definition at the source needs a persistent VM at the destination.",
    invalid: "This value cannot be used.",
  },
  generic: {
    malformed: "The request could not be read. Send JSON, as the API description says.",
    "too-large": "The request is larger than 1 MiB.",
    "foreign-origin":
      "The request came from another web address ({origin}) than the one this server is known by. Open the console at its own address, or set VIRTFERRY_PUBLIC_URL.",
    "not-signed-in": "Your session has ended. Sign in again.",
    "not-found": "There is no such thing, or it was removed meanwhile.",
    internal: "Something went wrong in the server. Its log has the details under {logId}.",
    network: "The server does not answer. What is shown may be out of date.",
    unexpected: "The server gave an answer that this page does not understand. Reload the page.",
  },
  /** Hosts and keys. */
  inventory: {
    "host-not-found": "This host is not registered any more.",
    "already-registered": "This host is already registered as {name}.",
    "name-taken": "Another host is called {name}. Give this one another name.",
    "host-key-differs":
      "You accepted {accepted}, but the host now shows {presented}. Nothing was changed. Read the fingerprint on the host itself before you try again.",
    migrating:
      "{host} takes part in {count, plural, one {a migration that has} other {# migrations that have}} not ended. Wait for the end, or abort, then remove the host.",
    "key-unknown": "This key is not stored any more. Choose another one.",
    "key-in-use": "{count, plural, one {One host uses} other {# hosts use}} this key: {hosts}. Remove them first.",
    "key-stored-already": "This key is already stored as {name}.",
    "key-is-the-servers": "This is the server's own key. It cannot be removed.",
    "key-not-a-key": "This is not a private key. Paste the whole file, with its BEGIN and END lines.",
    "key-public-key-only": "This is a public key. Paste the private one.",
    "key-passphrase-missing": "This key is locked. Give its passphrase.",
    "key-passphrase-wrong": "The passphrase does not open this key.",
    "key-unsupported": "This kind of private key cannot be used. Use an ed25519, ECDSA or RSA key in OpenSSH or PEM form.",
  },
  /** Certificates for encryption between hosts. */
  tls: {
    "unknown-host": "This host is not registered any more.",
    "authority-damaged":
      "The file {path}, this console's certificate authority, is damaged. Restore it from a backup. Without one, move it away: a new one is made, and every host needs new certificates.",
  },
  /** The database and its disk. */
  store: {
    full: "The disk of the data folder {folder} is full: {free} MiB are free, {needed} MiB are needed. Nothing was stored or started. Make room there; what is stored can be read meanwhile.",
    "full-elsewhere":
      "The database has no room left. Nothing was stored or started. Make room on its disk; what is stored can be read meanwhile.",
    "full-now":
      "The disk of the data folder {folder} is full: {free} MiB are free. Nothing new is stored. Make room there; running migrations go on by themselves.",
    low: "The disk of the data folder {folder} is nearly full: {free} MiB are free. Make room there.",
    away: "The database does not answer at the moment. It is being brought back; try again in a few seconds.",
  },
  fixes: fixErrors,
  /** Named policies of migrations. */
  policies: {
    gone: "This policy was removed meanwhile.",
    "name-taken": "There is a policy {name} already. Choose another name.",
    "name-unprintable": "A name has no control characters.",
  },
  /** Why the CPU baseline could not be told of a host; the host's words stand below. */
  "cpu-baseline": {
    "other-arch": "{host} has another CPU architecture and is left out.",
    "other-vendor": "The hosts' CPUs are of different vendors: they have no common model.",
    failed: "libvirt on {host} did not answer this question.",
    unreadable: "The answer of {host} could not be read.",
  },
  preflight: {
    "unknown-host": "This host is not registered any more.",
    "domain-gone": "This VM is not on {host} any more. Choose it again from the list.",
  },
  /** The forecast before the start. */
  forecast: {
    "unknown-host": "This host is not registered any more.",
    "domain-gone": "This VM is not on {host} any more. Choose it again from the list.",
    "same-host": "Choose two different hosts.",
    "host-offline": "{host} does not answer. Nothing was measured.",
    migrating: "A migration uses {host}. Measure the link before or after it: both would be slower, and the figure wrong.",
    measuring: "{host} takes part in a measurement already. Wait for its end.",
    "no-free-port":
      "Every port from {min} to {max} is taken on {host}. The link is measured on one of them, as migrations use them.",
    "no-tool": "{host} has none of {tools}. One of them is needed to measure the link.",
    "no-way": "{source} does not reach port {port} of {destination} at {address}. Migrations need it, too: see the preflight.",
    "name-unread": "It could not be found out at which address {host} takes migrations.",
    "measure-failed": "The link from {source} to {destination} could not be measured.",
  },
  /** Starting and stopping a migration. */
  migrations: {
    "not-shut-off": "{vm} is not shut off on {host}. Moving it this way copies files that nobody may write to meanwhile.",
    "managed-save":
      "{vm} has a saved state on {host}, which does not travel. Start it and shut it down, or discard the saved state.",
    "backing-not-compared":
      "It is not proven that {host} has the same base image for {disk}. Run the preflight again, or copy the disk in full.",
    "image-unread": "Nothing is known of the image of {disk} on {host}. Run the preflight again.",
    "image-exists":
      "{path} exists on {host} already. It is not touched: remove it there if nobody needs it, or choose another path for {disk}.",
    "definition-unfit": "The definition of {vm} does not fit these choices.",
    "files-unread": "{what} could not be read on the source.",
    "backing-missing": "A disk is built on {path}, which {host} does not have. Copy the disk, or bring its base image there.",
    "backing-differs":
      "{host} has another file at {path}, which a disk is built on. It is not touched. Move it away there, or copy the disk to a host without it.",
    "disk-neither-copied-nor-shared": "{disk} is neither copied nor proven to be on shared storage. Choose it for copying.",
    "definition-unreadable": "The definition of the VM could not be read on the source.",
    "device-gone": "The VM does not have the device {device} any more.",
    "cpu-absent": "{host} has {cpus} CPUs, there is no CPU {cpu}. The pinning travels with the VM, so both hosts need it.",
    "not-ended": "This migration has not ended.",
    "leftover-unknown": "There is no such leftover.",
    "leftover-in-doubt": "It was left alone: VirtFerry cannot be sure that nobody needs it.",
    "same-host": "Choose another host: the VM is already there.",
    "unknown-host": "This host is not registered any more.",
    "domain-gone": "This VM is not on {host} any more. Choose it again from the list.",
    "not-running": "{vm} is not running on {host}. A live migration needs a running VM.",
    "host-offline": "{host} does not answer. Nothing was started.",
    "preflight-blocked": "Preflight stands in the way. Nothing was started.",
    "acknowledge-warnings": "There are warnings that you have not acknowledged. Nothing was started.",
    "already-migrating": "{vm} is already being migrated to {host}.",
    ...optionProblems,
    "not-found": "There is no such migration.",
    "no-qemu": "No QEMU is migrating any more: its parameters cannot be read.",
    "monitor-failed": "QEMU's monitor on {host} gave no answer.",
    "dirty-rate-needs-kvm": "Counting by dirty bitmap needs KVM, and {vm} runs without it. Use page sampling.",
    "dirty-rate-needs-qemu": "Counting by dirty bitmap needs QEMU {needed} on {host}, which has {found}. Use page sampling.",
    "dirty-rate-migrating": "{vm} has a migration or another job on {host}. Measure before or after it.",
    "dirty-rate-running": "The dirty rate of {vm} is being measured already.",
    "dirty-rate-failed": "The dirty rate could not be measured on {host}.",
    "too-late": "It is too late to abort: the migration has ended or is being checked.",
    "no-owner": "No VirtFerry process looks after this migration right now. Nothing was changed. Try again in a few seconds.",
    "changed-hands":
      "Another VirtFerry process took this migration over just then. Nothing was changed. Look at its state and try again.",
  },
} as const;
