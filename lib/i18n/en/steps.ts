/** What a migration does on hosts beside `virsh migrate`, by StepKind, and how it is taken back. */
export const steps = {
  "create-image": {
    label: "Make an empty image for disk {disk} on {host}: {path}",
    undo: "Remove the image that was made on {host}: {path}",
  },
  "create-overlay": {
    label: "Make an overlay for disk {disk} on {host}: {path}, on {backing}",
    undo: "Remove the overlay that was made on {host}: {path}",
  },
  "write-xml": {
    label: "Write the {which, select, persistent {persistent} other {live}} definition for the destination on {host}: {path}",
    undo: "Remove the file on {host}: {path}",
  },
  "pin-emulator": {
    label: "Pin QEMU's own threads of {vm} to the CPUs {cpus} on {host}",
    undo: "Pin QEMU's own threads of {vm} on {host} as they were",
  },
  "detach-device": {
    label: "Unplug {device} from {vm} on {host}",
    undo: "Plug {device} into {vm} on {host} again",
  },
  migrate: {
    label: "Migrate {vm} from {source} to {destination}",
    undo: "Abort the migration of {vm}",
  },
  "attach-device": {
    label: "Plug {device} into {vm} on {host}",
    undo: "Unplug {device} from {vm} on {host}",
  },
  "unpin-emulator": {
    label: "Take the pinning of QEMU's own threads of {vm} back on {host}",
    undo: "Pin QEMU's own threads of {vm} again",
  },
  "save-state": {
    label: "Suspend {vm} to a file on {host}: {path}",
    undo: "Resume {vm} from the file on {host}: {path}",
  },
  "copy-files": {
    label: "Copy {path} from {source} to {destination}",
    undo: "Remove the copy on {destination}: {copies}",
  },
  define: {
    label: "Define {vm} on {host}",
    undo: "Remove the definition of {vm} on {host}",
  },
  "restore-state": {
    label: "Resume {vm} on {host} from its saved state",
    undo: "Stop {vm} on {host}",
  },
  "undefine-source": {
    label: "Remove the definition of {vm} on {host}",
    undo: "Define {vm} on {host} again",
  },
  "remove-state-file": {
    label: "Remove the saved state on {host}: {path}",
    undo: "Keep the saved state on {host}: {path}",
  },
  "set-autostart": {
    label: "Start {vm} with {host}, as it was at the source",
    undo: "Do not start {vm} with {host}",
  },
  "remove-leftover": {
    label: "Remove the old image of disk {disk} on {host}: {path}",
    undo: "This cannot be taken back",
  },
  /** Choices that this server carries out while the migration runs. */
  "server-does": {
    downtime: "Before the start, VirtFerry sets QEMU's maximum downtime to {ms} ms, and puts it back if the VM stays.",
    "time-limit-suspend":
      "After {seconds} s of copying VirtFerry pauses the VM on the source, so that the copy can end. A restarted server goes on counting.",
    "time-limit-abort": "After {seconds} s of copying VirtFerry aborts the migration. A restarted server goes on counting.",
    "time-limit-post-copy": "After {seconds} s of copying VirtFerry switches to post-copy. A restarted server goes on counting.",
    "auto-converge-held":
      "Auto-converge is held back until its rung by parameters of QEMU that libvirt has no word for. libvirt marks the VM as tainted (custom-monitor) until it is next started or has moved.",
    ladder:
      "VirtFerry climbs the ladder of {count, plural, one {# rung} other {# rungs}} while copying is not over. A restarted server goes on where it was.",
    "after-first-pass": "When the first pass is over, VirtFerry switches to post-copy.",
    autostart: "libvirt does not carry autostart over: VirtFerry sets it at the destination.",
  },
} as const;
