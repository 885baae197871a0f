/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const copyRules = {
  "copy-disk-kind": {
    title: "The chosen disks can be copied",
    "no-copy": "No disk is copied.",
    "all-chosen": "{disks} can be copied.",
    "some-excluded": "{disks} can be copied. Left out, because they are read-only, empty, shareable or not files: {excluded}.",
    shareable:
      "{disk} is marked as shareable: others may write to it while it is copied, so that the copy would be worth nothing.",
    "missing-at-source": "{path} does not exist on {source}.",
    unreadable: "What is at {path} on {source} could not be read. qemu-img's own words are below.",
    empty: "{disk} is an empty drive: there is nothing to copy.",
    "read-only": "{disk} is read-only. QEMU copies only disks that the guest may write to.",
    removable: "{disk} is a drive with a medium. QEMU does not copy those.",
    "block-device":
      "{disk} is a block device. libvirt cannot prepare one at the destination (cannot precreate storage for disk type 'block').",
    network: "{disk} is a network disk. It does not belong to a host, so that there is nothing to copy.",
    volume: "{disk} is a volume of a storage pool, whose file the definition does not name.",
    "not-a-file": "{disk} is neither a file nor a device.",
    transient: "{disk} throws its changes away. It cannot be copied.",
  },
  "copy-same-file": {
    title: "A copy goes to another file",
    "no-copy": "No disk is copied.",
    "other-path": "The copies get other paths.",
    different: "Behind the path of {disks} each host has storage of its own.",
    "same-file":
      "{disks} is chosen for copying, but is the same file or device on both hosts. The copy would write over the very disk that it reads.",
    "not-proven": "It is not proven that {disks} is another file on {destination} than on {source}.",
  },
  "destination-image": {
    title: "The place of the copies is free",
    "no-copy": "No disk is copied.",
    free: "Nothing is at {path} on {destination}, and its folder is writable.",
    exists: "{path} exists on {destination}. Nothing is ever written over a file that is there.",
    device: "{path} is a block device on {destination}. VirtFerry copies to files that it makes itself, never onto a device.",
    "no-folder": "{destination} has no folder {folder}.",
    "folder-not-writable": "{folder} on {destination} cannot be written to.",
  },
  "destination-space": {
    title: "There is room for the copies",
    "no-copy": "No disk is copied.",
    fits: "The copies take up to {most}; {folder} on {destination} has {available}.",
    "may-not-fit":
      "The copies take {need} now, but may grow to {most}; {folder} on {destination} has {available}. A full disk pauses the guest.",
    "too-little": "The copies take {need}, but {folder} on {destination} has only {available}.",
    unreadable: "It could not be read how much room the copies need in {folder} on {destination}.",
  },
  pool: {
    title: "Who makes the images",
    "no-copy": "No disk is copied.",
    "in-pool": "The images go to the storage pool {pools}; VirtFerry makes them and lets the pool know.",
    "no-pool":
      "{folders} is no active storage pool on {destination}: libvirt alone could not make the images. VirtFerry makes them.",
  },
  backing: {
    title: "What the images are built on is there",
    "no-copy": "No disk is copied.",
    "whole-copy": "A full copy has everything in it.",
    none: "The images are built on nothing.",
    equal: "{path} on {destination} is equal to the one on {source}, by size and SHA-256.",
    "copied-too": "{disk} is built on {path}, which is copied, too.",
    "no-backing": "{disk} has no backing file, so that there is nothing that could be there already.",
    missing: "{disk} is built on {path}, which is not on {destination}.",
    differs:
      "{disk} is built on {path}, but {destination} has another file there, or one below it differs. The copy would be a destroyed disk.",
    comparing: "The checksums of {path} are still being computed on the hosts.",
    unreadable: "{path} could not be compared. What was seen is below.",
  },
  "state-file": {
    title: "There is room for the suspended guest",
    "not-saved": "No guest is suspended to a file.",
    fits: "The state of {vm} takes up to {need}; both hosts have that in {folder}.",
    "may-not-fit": "The state of {vm} takes up to {need}; {folder} on {host} has {available}.",
    unreadable: "It could not be read how much room {folder} on {host} has.",
  },
  "chain-flattened": {
    title: "What a full copy does to a chain of images",
    "no-copy": "No disk is copied.",
    "not-full": "This is not a full copy by QEMU.",
    "no-chain": "The images are built on nothing.",
    flattened:
      "{disks} is built on a backing file. At the destination it will have everything in it, and no backing file any more.",
  },
} as const;
