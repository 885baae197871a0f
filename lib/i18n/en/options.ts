import { chosenOptions, modeWords } from "./chosen-options.ts";

/** Why an option is not offered between two hosts (`optionSupport` in lib/core), and why a disk is not (`copyRefusal`). */
export const options = {
  reasons: {
    "source-not-read": "The source host has not been read yet.",
    "destination-not-read": "The destination host has not been read yet.",
    "libvirt-version-unknown": "Needs libvirt {needed}. The version on {host} is not known.",
    "qemu-version-unknown": "Depends on QEMU's version ({needed}), which is not known on {host}.",
    "libvirt-too-old": "Needs libvirt {needed} or newer. {host} has {found}.",
    "qemu-too-old": "Needs QEMU {needed} or newer. {host} has {found}.",
    "qemu-too-new": "Deprecated in QEMU 8.2 and gone in {limit}. {host} has {found}.",
    "virsh-options-unknown": "What virsh on {host} offers could not be read.",
    "virsh-lacks": "virsh on {host} does not know {option}.",
    "no-disk-to-copy": "This VM has no disk that could be copied.",
  },
  disks: {
    empty: "empty drive",
    readonly: "read-only: the file must be at the destination already",
    removable: "removable drive",
    block: "block device: share it, or make one of the same size at the destination by hand",
    network: "network disk: both hosts reach it",
    volume: "volume of a storage pool, without a path of its own",
    special: "not a file",
    transient: "transient: what is written to it is thrown away",
  },
  mode: modeWords,
  chosen: chosenOptions,
} as const;
