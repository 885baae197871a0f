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
      free: "No other VM on {destination} is called {vm}.",
      clash: "Another VM on {destination} is called {vm} too (UUID {uuid}). libvirt refuses the migration.",
    },
    uuid: {
      title: "The UUID is free at the destination",
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
      "shut-off": "{vm} is shut off. A live migration needs a running VM.",
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
      "not-carried": "{vm} starts with {source}. libvirt does not carry that over: set it again on {destination}.",
    },
  },
} as const;
