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
    "network-disks": {
      title: "The destination reaches the network disks",
      none: "{vm} has no network disk.",
      "not-tried": "{disks} are network disks. Whether {destination} reaches that storage, with its secrets, was not tried.",
    },
  },
} as const;
