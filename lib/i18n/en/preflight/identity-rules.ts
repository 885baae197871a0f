/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const identityRules = {
  identity: {
    definition: {
      title: "The definition of the VM was read",
      read: "libvirt on {source} gave the definition of {vm}.",
      unreadable: "The definition of {vm} could not be read from {source}: nothing can be said about its disks and NICs.",
    },
    "same-host": {
      title: "Source and destination are two hosts",
      different: "libvirt knows them by different UUIDs.",
      "same-host": "{vm} is already on {destination}.",
      cloned:
        "Both hosts have the libvirt UUID {uuid}. They are one host, or one was cloned from the other. libvirt refuses to migrate.",
    },
    name: {
      title: "The name is free at the destination",
      free: "No other VM on {destination} is called {name}.",
      clash: "Another VM on {destination} is called {name} too (UUID {uuid}). libvirt refuses a second one.",
    },
    uuid: {
      title: "The UUID is free at the destination",
      "new-uuid": "The copy gets a UUID of its own.",
      free: "{destination} has no VM with this UUID.",
      "active-elsewhere":
        "{vm} is active on both hosts. Two copies on the same disks destroy data. Do not start, resume or migrate anything before you know which one is right.",
      "other-name": "{destination} has a VM with this UUID under the name {name}. libvirt refuses the migration.",
      overwritten: "{destination} has an inactive definition of {vm}. The migration replaces it with the one from {source}.",
    },
    state: {
      title: "The VM is in a state that can be moved",
      running: "{vm} is running on {source}.",
      paused: "{vm} is paused on {source} ({reason}). It will arrive paused.",
      "paused-broken": "{vm} is paused because something went wrong ({reason}). Repair that first.",
      "shut-off": "{vm} is shut off. This way of moving needs a running VM.",
      "needs-offline": "{vm} is shut off. It can move offline, or be copied.",
      off: "{vm} is shut off, so that nothing writes to its disks.",
      "must-be-off": "{vm} is not shut off. Its disks can only be copied as files when nothing writes to them.",
      suspended: "The guest put itself to sleep (power management). Wake it up first.",
      "shutting-down": "{vm} is shutting down.",
      crashed: "{vm} has crashed.",
      "no-state": "libvirt does not say in which state {vm} is.",
    },
    job: {
      title: "No other job runs on the VM",
      idle: "No migration, backup, save or block job runs on {vm}.",
      busy: "A job is running on {vm}: {job}.",
      "block-job": "A block job is running on {disks}. libvirt refuses to migrate until it ends.",
    },
    persistent: {
      title: "The definition ends up on one host",
      copied: "The copy is defined on {destination}; {vm} stays on {source} as it is.",
      moves: "The definition of {vm} moves to {destination} and is removed from {source}.",
      "stays-defined-here":
        "The definition stays on {source}; on {destination} {vm} will be transient and gone when it is shut down.",
      transient:
        "{vm} is transient: it has no stored definition, and is gone when it is shut down, on {destination} as on {source}.",
      "two-definitions": "With these options {vm} is defined on both hosts and could be started twice on the same disks.",
      "undefine-needs-persistent": "With these options {vm} is defined on neither host.",
    },
    autostart: {
      title: "Start with the host",
      off: "{vm} is not set to start with its host.",
      carried: "{vm} starts with {source}. libvirt does not carry that over; VirtFerry sets it on {destination}.",
      "not-carried": "{vm} starts with {source}. With these options that is not carried over to {destination}.",
    },
    "managed-save": {
      title: "No saved state is left behind",
      none: "{vm} has no managed save image.",
      "would-be-lost":
        "{vm} has a managed save image on {source}, which does not move. Without it the disks are those of a machine that lost its power.",
      "start-first": "{vm} has a managed save image on {source}, which does not move. Start it there first.",
    },
    checkpoints: {
      title: "Backups go on after the move",
      none: "{vm} has no checkpoints.",
      "not-carried":
        "{vm} has {count, plural, one {# checkpoint} other {# checkpoints}}. {destination} will not know of {count, plural, one {it} other {them}}: the next incremental backup cannot continue.",
      "undefine-refused":
        "{vm} has {count, plural, one {# checkpoint} other {# checkpoints}}. libvirt refuses to remove it from {source} afterwards.",
      "not-listed": "libvirt on {source} does not list checkpoints.",
    },
    "pending-changes": {
      title: "No change waits for the next start",
      off: "{vm} has one definition only.",
      "not-compared": "libvirt on {source} gave no definition that can be compared.",
      none: "{vm} runs by its stored definition.",
      pending:
        "The stored definition of {vm} differs from the running one ({parts}). It moves along, and comes into force at the next start on {destination}.",
    },
  },
} as const;
