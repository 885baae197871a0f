/** Failures for which the VM, its devices or its disks are the reason. */
export const failureCodesDomain = {
  "domain-active-on-both": {
    meaning: "A VM with this UUID already runs on the destination.",
    advice:
      "Do not start or resume anything. Find out which of the two copies is the right one first: both may write to the same disks.",
  },
  "name-clash": {
    meaning: "Another VM on the destination has the same name.",
    advice: "Rename or remove that VM, or choose another destination.",
  },
  "uuid-clash": {
    meaning: "The destination has a VM with the same UUID under another name.",
    advice: "Remove the stale definition on the destination, or choose another destination.",
  },
  "already-migrating": {
    meaning: "libvirt is already migrating this VM.",
    advice: "Wait for that migration to end, or stop it where it was started.",
  },
  "operation-in-the-way": {
    meaning: "Another operation on this VM holds libvirt's lock.",
    advice: "Wait until it has ended, then start again.",
  },
  "block-job-active": {
    meaning: "A block job (mirror, backup or commit) works on one of the VM's disks.",
    advice: "Wait for it or stop it, then start again.",
  },
  "has-snapshots": {
    meaning: "libvirt does not migrate a VM that has snapshots.",
    advice: "Delete the snapshots, or only their metadata, and start again.",
  },
  "same-host": {
    meaning: "Source and destination have the same libvirt host UUID.",
    advice: "If these are two machines, one is a clone: set a host_uuid of its own in libvirtd.conf.",
  },
  "storage-not-shared": {
    meaning: "libvirt holds at least one disk to be local to the source.",
    advice: "Run the preflight again to prove the storage shared, or use a migration that copies the disks.",
  },
  "disk-cache-unsafe": {
    meaning: "A disk uses a cache mode that is not safe for migration on this storage.",
    advice: "Set cache='none' for the disk.",
  },
  "no-space": {
    meaning: "The destination has no space left.",
    advice: "Free space there and remove the partial image.",
  },
  "copy-target-differs": {
    meaning: "The image on the destination has another size or format than the source's.",
    advice: "Create it again with exactly the same size and format.",
  },
  "copy-target-missing": {
    meaning: "The destination has no image to copy into, and libvirt cannot create it there.",
    advice: "Create the image, or a storage pool for its folder, on the destination.",
  },
  "storage-file-missing": {
    meaning: "A disk, ISO or boot file of the VM is missing on the destination.",
    advice: "Mount the storage there, eject the medium, or copy the file to the same path.",
  },
  "disk-locked": {
    meaning: "Another process holds the lock on one of the VM's disk images.",
    advice: "Find out who uses the image. Two VMs must never write to one image.",
  },
  "device-not-migratable": {
    meaning: "The VM has a device that cannot be migrated while it runs.",
    advice: "Detach the device (see the text below), or move the VM while it is shut off.",
  },
  "tsc-frequency": {
    meaning: "The VM's CPU has an invariant TSC, but its definition does not fix the frequency.",
    advice: "Set the frequency of the tsc timer in the VM's definition.",
  },
  "cpu-incompatible": {
    meaning: "The destination's CPU lacks features that the VM uses.",
    advice: "Use a CPU model that both hosts have, or choose another destination.",
  },
  "machine-type-unknown": {
    meaning: "The destination's QEMU does not know the VM's machine type.",
    advice: "Update QEMU on the destination, or choose a newer host.",
  },
  "definition-differs": {
    meaning: "The definition at the destination does not describe the same VM.",
    advice: "See libvirt's words below for what differs.",
  },
  "emulator-missing": {
    meaning: "The destination lacks the emulator program that the VM names.",
    advice: "Install that QEMU package on the destination.",
  },
  "bridge-missing": {
    meaning: "A bridge that the VM is plugged into is missing on the destination.",
    advice: "Create the bridge on the destination, or choose another host.",
  },
  "network-missing": {
    meaning: "A libvirt network of the VM is missing or not active on the destination.",
    advice: "Define and start the network on the destination.",
  },
  "nic-device-missing": {
    meaning: "A network device that the VM uses directly is missing on the destination.",
    advice: "Choose a host with that device, or change the VM's network card.",
  },
  "memory-short": {
    meaning: "The destination does not have enough free memory, or no huge pages of the right size.",
    advice: "Free memory on the destination, or choose another host.",
  },
  "memory-lock-denied": {
    meaning: "QEMU may not lock as much memory as this migration needs.",
    advice: "Do not use zero-copy, or raise the limit of locked memory.",
  },
  "post-copy-failed": {
    meaning: "The migration failed after the switch, while memory was still being fetched.",
    advice: "Do not start or resume the VM on the source. Resume the post-copy migration.",
  },
  "post-copy-unavailable": {
    meaning: "One of the hosts does not support post-copy.",
    advice: "Migrate without post-copy.",
  },
  "lock-driver-differs": {
    meaning: "The two hosts use different disk lock managers.",
    advice: "Set the same lock_manager in qemu.conf on both hosts.",
  },
  "device-state-unknown": {
    meaning: "The destination's QEMU did not understand the state of a device.",
    advice: "Update QEMU on the destination, or use a versioned machine type that both know.",
  },
  "disk-io-error": {
    meaning: "The VM is paused because of a disk error.",
    advice: "Repair the disk or its storage and resume the VM first.",
  },
  "auto-destroy": {
    meaning: "The VM was started so that it ends with its client, and cannot be migrated.",
    advice: "Start the VM without autodestroy.",
  },
  "domain-not-running": {
    meaning: "The VM was not running any more.",
    advice: "Check why it stopped. Its definition is where it was.",
  },
  "domain-gone": {
    meaning: "The source does not know this VM any more.",
    advice: "Look for it by its UUID on the other hosts: it may have been moved by somebody else.",
  },
  "qemu-died": {
    meaning: "A QEMU process ended unexpectedly.",
    advice: "Look at QEMU's log of this VM on both hosts.",
  },
} as const;
