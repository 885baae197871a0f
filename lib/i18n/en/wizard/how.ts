import { devices } from "./how-devices.ts";
import { disks } from "./how-disks.ts";
import { fields } from "./how-fields.ts";
import { numbers } from "./how-numbers.ts";
import { policies } from "./how-policies.ts";
import { switches } from "./how-switches.ts";

/** Step 3: how it moves. */
export const how = {
  modes: {
    legend: "Mode",
    live: {
      title: "Live",
      body: "The VM goes on running while its memory is copied, then pauses for a moment and goes on at the destination.",
    },
    "post-copy": {
      title: "Post-copy",
      body: "Live, and if asked the VM switches to the destination early and fetches the rest of its memory from there. Ends for certain, but a lost link in between stops the VM.",
    },
    offline: {
      title: "Offline",
      body: "The VM is shut off and stays so. Its definition moves, and its files where asked. The source's definition is removed once the copy is verified.",
    },
    "cold-copy": {
      title: "Cold copy",
      body: "The VM is shut off. Definition and files are copied, and the original stays: a clone, also for hosts that share nothing.",
    },
    "saved-state": {
      title: "Saved state",
      body: "The VM is suspended to a file, file and disks are copied, and it goes on at the destination. For hosts between which live migration cannot work. It stands still meanwhile.",
    },
    storage: {
      none: "no disk",
      shared: "shared storage",
      copied: "with disk copy",
      mixed: "some disks shared, some copied",
    },
    refused: {
      "needs-running": "Needs a running VM. This one is shut off.",
      "needs-shut-off": "Needs a VM that is shut off. This one is active.",
      "needs-definition": "Needs a stored definition. This VM is transient and is gone when it is shut off.",
    },
  },
  default: "Default: {default}",
  facts: "Default: {default} · Range: {range}",
  needs: "Needs {versions}",
  expert: "Expert options",
  expertHint: "Everything here has a default that fits most migrations.",
  changed: "{count, plural, =0 {all at their defaults} one {# changed} other {# changed}}",
  sections: {
    storage: "Disks",
    limits: "Limits",
    switches: "Switches",
    converge: "When it does not converge",
    compression: "Compression",
    definition: "Name and definition",
    network: "Network and console at the destination",
    connection: "Connection of the hosts",
    devices: "Devices to unplug",
    guest: "Guest",
    clone: "The copy",
  },
  timeoutAction: {
    label: "When the time limit passes",
    suspend: "Pause the VM and finish",
    suspendHint: "The VM stops until the rest is copied, then goes on at the destination.",
    abort: "Abort the migration",
    abortHint: "The VM goes on running on the source as if nothing had happened.",
    "post-copy": "Switch to post-copy",
    "post-copyHint": "The VM goes on at the destination at once and fetches the rest. There is no way back from then on.",
  },
  postCopy: {
    label: "Post-copy",
    default: "not allowed",
    off: "Not allowed",
    "by-hand": "Allowed: by hand, by the ladder or by the time limit",
    "after-first-pass": "By itself after the first pass",
    hint: "Each page is sent once more at most, so that it ends however fast the VM writes.",
    risk: "While post-copy runs, half of the VM is on either host. If the link breaks then, the VM stands still until the migration is recovered; if the source dies, the VM is lost.",
  },
  compression: {
    label: "Method",
    default: "none",
    none: "None",
    xbzrle: "xbzrle: differences only, one channel",
    mt: "mt: several threads, one channel, older QEMU",
    zlib: "zlib: several channels",
    zstd: "zstd: several channels",
    hint: "Trades CPU time of both hosts for room on the link. Pays on slow links.",
  },
  connection: {
    label: "libvirt connects by",
    default: "ssh",
    ssh: "SSH (qemu+ssh)",
    tls: "TLS (qemu+tls, port 16514)",
    tcp: "Plain TCP (qemu+tcp, port 16509)",
    hint: "How the source's libvirt reaches the destination's. Memory goes over ports of its own.",
    tcpWarning: "Nothing on this connection is encrypted, and who reaches the port is trusted. Use it only in a closed network.",
  },
  ladder: {
    title: "Ladder",
    hint: "One thing after another when it does not end by itself. Seconds are counted by libvirt from the start of copying.",
    empty: "No rung. The migration goes on until it converges, or until the time limit.",
    ready: "Use the ready-made ladder",
    readyHint: "300 ms, then 1 s of downtime, auto-converge, post-copy, give up.",
    add: "Add a rung",
    remove: "Remove rung {number, number}",
    rung: "Rung {number, number}",
    after: "After",
    action: "Do",
    figure: "Figure",
    full: "A ladder has at most 12 rungs.",
    kinds: {
      "max-downtime": "allow downtime of",
      bandwidth: "limit the rate to",
      "auto-converge": "start auto-converge",
      "post-copy": "switch to post-copy",
      suspend: "pause the VM to finish",
      abort: "give up: abort",
    },
  },
  clone: {
    legend: "What the copy is",
    clone: "A VM of its own (clone)",
    cloneHint: "With a new UUID and a name of its own. The original stays as it is.",
    move: "The VM itself",
    moveHint: "Same UUID. The original's definition is removed once the copy is verified; its disks stay on the source.",
  },
  pinning:
    "Several channels take several CPUs. Give QEMU's own threads host CPUs that none of this VM's vCPUs is pinned to, so that the guest is not slowed down by its own migration.",
  channelsAdvice: "One channel for each 10 Gbit/s of the link is enough; 2 when you do not know.",
  serverDoes: "VirtFerry does this itself while the migration runs, also after a restart of the server.",
  disks,
  devices,
  policies,
  numbers,
  switches,
  fields,
};
