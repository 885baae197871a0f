/** Each case in an admin's words: `recovery.kinds.*`. Values: vm, host, what, running, copies, off, others, silent. */
export const recoveryKinds = {
  "split-brain": {
    title: "{vm} runs on two hosts",
    means: "Two copies run at once: {running}. If they use the same disk, it is being damaged now. Both may answer the network.",
    never: "Do not migrate, snapshot or back it up, and do not shut it down from inside: you do not know which copy hears you.",
  },
  "paused-twice": {
    title: "{vm} is paused on more than one host",
    means: "A migration ended between its two ends: {copies} each hold a paused copy, and none runs.",
    never: "Do not resume one while the other is there: if both go on, they destroy the disk.",
  },
  "paused-beside-running": {
    title: "{vm} runs on {running}, and a stopped copy is left on {others}",
    means:
      "The VM is well on {running}. The other copy was not cleaned up, mostly because the last message of the migration was lost.",
    never: "Never resume the stopped copy: it would write to the disk of the running one.",
  },
  "stopped-midway": {
    title: "{vm} was stopped in the middle of a migration",
    means: "It is paused on {copies} with all of its memory, nobody works on it, and no other host has it. Its users wait.",
    never: "Do not start it elsewhere from its disk: this copy still has the disk open, and its memory.",
  },
  "half-arrived": {
    title: "{vm} never arrived in full",
    means: "{copies} holds the receiving end of a migration that is gone. Its memory is incomplete.",
    never: "Do not resume it: a guest with half a memory crashes, and damages its disk.",
  },
  "post-copy-failed": {
    title: "The post-copy of {vm} is broken",
    means: "Its memory is in two parts, on {copies}. Both wait for each other. Nothing is lost yet.",
    never: "Do not destroy, resume or restart either side, and do not restart the hosts: each part exists once.",
  },
  "post-copy-lost": {
    title: "A part of the memory of {vm} is lost",
    means:
      "In post-copy one side is gone, and its part of the memory with it. What is left on {copies} cannot run. The disks are as after a power cut.",
    never: "Do not try to resume it. Do not start it elsewhere before what is left has ended.",
  },
  "leftover-definition": {
    title: "{vm} is defined on {off} too, where it does not run",
    means: "It is active on {copies}. The definition on {off} is a leftover: whoever starts it there runs the VM twice.",
    never: "Do not start it on {off}, and do not restart that host while autostart is on for it.",
  },
  "duplicate-definitions": {
    title: "{vm} is defined on more than one host, and off",
    means: "{off} can each start it. Started on both, it destroys its disk; started on the wrong one, it runs from old disks.",
    never: "Do not start it anywhere before only one definition is left.",
  },
  "vm-down": {
    title: "{vm} is off since its last migration",
    means: "It is defined on {off} and runs nowhere. Its migration did not end plainly.",
    never: "Do not start it on another host: this one has its definition.",
  },
  "vm-lost": {
    title: "{vm} is on no host",
    means:
      "Every host answered, and none has it, neither running nor defined. It had no stored definition, or somebody removed it. Its disks are most likely where they were.",
    never: "Do not delete its disks. Define it again from a backup of its definition, on the host that has them.",
  },
  unknown: {
    title: "Nobody knows where {vm} is",
    means: "{silent} does not answer and may run it. Until it answers, nothing can be said.",
    never: "Do not start or resume it elsewhere unless you know that {silent} is off.",
  },
  "stray-qemu": {
    title: "A QEMU of {vm} runs that libvirt does not know",
    means: "On {stray} a process has the VM's memory and disks, but libvirt lost it. It cannot be managed.",
    never: "Do not start the VM anywhere. Look at the process on {stray} first: log in and find out who started it.",
  },
  "disk-twice": {
    title: "{vm} and {otherVm} write to the same disk",
    means: "{vm} on {host} and {otherVm} on {otherHost} are two VMs, and both have {what} open for writing on shared storage.",
    never: "Do not let both run on. Shut down the one that does not own the disk, and look at the file system of the other.",
  },
  "same-name": {
    title: "Two VMs are named {vm}",
    means:
      "{host} and {otherHost} run different VMs of this name. That is no danger, but neither can be migrated to the other host.",
    never: "Do not manage them by name. VirtFerry itself uses UUIDs only.",
  },
  "foreign-job": {
    title: "Somebody else migrates {vm}",
    means: "libvirt works on it ({copies}), and this console did not start it. It is watched and not touched.",
    never: "Do not interfere unless you know who started it.",
  },
  "half-made-image": {
    title: "An image that nobody uses: {what}",
    means:
      "On {host}. {known, select, yes {A migration of {vm} made it, and it did not come about.} other {A migration of an unknown console made it.}}",
    never: "Do not give it to a VM: it is empty or half copied.",
  },
  "part-folder": {
    title: "A half-copied file: {what}",
    means:
      "On {host}. {known, select, yes {The copy of {vm} ended before the file was whole.} other {A copy by an unknown console left it.}}",
    never: "Do not rename it to the image: it is not whole.",
  },
  "dead-job": {
    title: "The folder of a process that is over: {what}",
    means:
      "On {host}. {known, select, yes {It belongs to an ended migration of {vm}.} other {It belongs to a migration that this console does not know.}}",
    never: "Leave it if another console is looking after that migration: it reads the outcome there.",
  },
  "running-job": {
    title: "A process runs that this console does not look after: {what}",
    means:
      "On {host}, process {pid, number}. {known, select, yes {Its migration of {vm} has ended here.} other {Another console may have started it.}}",
    never: "Do not kill it before you know what it does: libvirt may go on without it.",
  },
} as const;
