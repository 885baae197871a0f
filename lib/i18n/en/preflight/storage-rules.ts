import { copyRules } from "./copy-rules.ts";

/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const storageRules = {
  storage: {
    ...copyRules,
    shared: {
      title: "Both hosts see the same disks",
      "no-disk": "{vm} has no disk that it could write to.",
      "all-copied": "Every disk of {vm} is copied.",
      "needs-copy": "{path} is not on storage that both hosts share. {vm} can move if {disk} is copied.",
      "network-only": "All disks of {vm} are network disks, which do not belong to a host.",
      "no-path": "The definition does not say which file or device is behind {disk}, so it cannot be compared.",
      "not-proven": "{path} has not been compared on both hosts.",
      "same-by-nonce": "Each host read what the other wrote beside the images, and both see the same files.",
      "same-by-device-id": "Both hosts see block devices with the same identity.",
      "same-by-declaration":
        "{path} looks the same on both hosts ({fs}, same export, same inode), but we may not write there to prove it. --unsafe will not be used.",
      "other-file": "The folder is shared, but {path} is another file on {destination} than on {source}.",
      "size-differs": "{path} has different sizes on both hosts at this moment, so it is not proven to be one file.",
      "not-shared": "{destination} has storage of its own at this path: what {source} wrote beside {path} is not there.",
      "missing-at-source": "{path} does not exist on {source}.",
      "missing-at-destination":
        "{path} does not exist on {destination}. Live migration on shared storage needs the same disk on both hosts.",
      "read-only-at-destination": "{destination} sees {path}, but its storage is mounted read-only there.",
      "not-writable": "It cannot be proven that {path} is the same storage: our login may not look or write there.",
      "no-device-id": "The block device behind {path} has no WWN or serial number to compare.",
    },
    media: {
      title: "CDs and read-only disks are there",
      none: "{vm} has no medium in a drive.",
      present: "Every medium is on {destination} too.",
      missing: "{path} is in a drive of {vm}, but not on {destination}.",
      unreadable: "{path} is on {destination}, but our login may not read it; QEMU perhaps may.",
    },
    cache: {
      title: "The disks bypass the host cache",
      "no-disk": "{vm} has no disk that it could write to and that is not copied.",
      closed: "{vm} is off while its disks change hosts.",
      uncached: "All disks use cache mode none or directsync.",
      cached: "{disks} use the host cache. QEMU drops it at the end, but cache mode none is the safe choice on shared storage.",
      unsafe:
        "{disks} are cached without ever being flushed (cache=unsafe). What only {source} holds in memory is not on the storage when {destination} reads it.",
      "old-qemu": "{disks} use the host cache, and this QEMU does not drop it: data could be lost.",
    },
    "in-use": {
      title: "No other VM uses the disks there",
      "no-disk": "{vm} has no disk image of its own.",
      free: "No running VM on {destination} writes to these paths.",
      "in-use": "{other} runs on {destination} and writes to {path}.",
      shareable: "{other} on {destination} uses {path} too; both are marked as shareable.",
    },
    snapshots: {
      title: "The VM has no snapshots",
      none: "libvirt knows no snapshots of {vm}.",
      present: "{vm} has {count, plural, one {# snapshot} other {# snapshots}}. libvirt refuses to migrate it.",
      "undefine-refused":
        "{vm} has {count, plural, one {# snapshot} other {# snapshots}}. libvirt refuses to remove it from {source} afterwards.",
      "not-carried":
        "{vm} has {count, plural, one {# snapshot} other {# snapshots}}. {destination} will not know of {count, plural, one {it} other {them}}.",
    },
    transient: {
      title: "No disk throws its changes away",
      none: "{vm} has no transient disk.",
      "stays-off": "{vm} is off: what such a disk throws away is gone already.",
      transient: "{disks} are transient. libvirt cannot migrate such disks.",
    },
    encryption: {
      title: "The destination has the secrets of the disks",
      none: "No disk of {vm} needs a secret.",
      present: "{destination} has the secrets {secrets}. Whether their values are the same is never looked at.",
      missing: "{destination} lacks the secret {secrets}. QEMU could not open the disks of {vm} there.",
      "starts-not": "{destination} lacks the secret {secrets}. {vm} moves, but does not start there until it is defined.",
      unnamed: "{disks} of {vm} is encrypted, but the definition names no secret for it.",
    },
    "lock-manager": {
      title: "Both hosts guard disks in the same way",
      none: "Neither host has a lock manager.",
      same: "Both hosts use the lock manager {here}.",
      refused: "{source} uses the lock manager {here}, {destination} {there}. libvirt refuses to hand over sanlock's leases.",
      "one-sided":
        "{source} has lock_manager = {here}, {destination} {there}. Only one of them would notice that a disk is open on both.",
    },
    shareable: {
      title: "No other VM writes to the disks",
      none: "No disk of {vm} is marked as shareable.",
      "other-writers":
        "{disks} of {vm} is shareable: other VMs may write to it. Their cluster must bear the pause, and SCSI reservations do not move.",
    },
    "pool-inactive": {
      title: "The storage pools are started there",
      "no-pool": "No disk of {vm} lies in a storage pool of {destination}.",
      active: "{pool} is active on {destination}.",
      inactive: "Pool {pool} ({type}, {path}) holds {disk}. It is defined on {destination}, but not started.",
      "not-mounted":
        "Pool {pool} ({type}, {path}) is defined on {destination}, but not started: {disk} is not there until it is mounted.",
      "volume-missing": "{disk} is a volume of pool {pool}, and {destination} has no such pool.",
      "volume-inactive": "{disk} is a volume of pool {pool}, which is not started on {destination}.",
    },
    "network-disks": {
      title: "The destination reaches the network disks",
      none: "{vm} has no network disk.",
      "not-tried": "{disks} are network disks. Whether {destination} reaches that storage, with its secrets, was not tried.",
    },
  },
} as const;
