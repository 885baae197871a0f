/** What the console does on hosts at the press of Fix: the words of steps, and of what they lead to. */
export const fixes = {
  does: {
    "trust-host-key": "Enter the pinned host key of {name} in {file}",
    "replace-host-key": "Put the pinned host key of {name} in place of the others in {file}",
    "make-key": "Make an SSH key for root: {path}",
    "authorise-key": "Let root on {source} log in as {user}: {file}",
    "try-login": "Try it: log in from {source} to {host} as {user}",
    "create-folder": "Create {path} (mode {mode}, owner {owner})",
    "create-image": "Create {path} ({format}, {bytes, number} bytes)",
    firewalld: "Let {from} in on TCP {range}, zone {zone}, for now",
    "firewalld-permanent": "Let {from} in on TCP {range}, zone {zone}, for good",
    ufw: "Let {from} in on TCP {range}",
    nftables: "Let {from} in on TCP {range}, chain {chain}",
    "run-unit": "Run {command}",
    "wait-libvirt": "Wait until libvirt answers",
    eject: "Eject {path} from {target} of {vm}, which runs",
    "eject-config": "Take {path} out of {target} in the definition of {vm}",
    certificates: "Install CA, certificate and key in {folder} for {names}",
    "define-pool": "Define the pool {name}",
    "build-pool": "Create the folder {path} for the pool",
    "start-pool": "Start the pool {name}",
    "autostart-pool": "Start the pool {name} with the host",
    "start-network": "Start the network {name}",
    "allow-userfaultfd": "Let QEMU use userfaultfd",
    "pause-copy": "Pause {vm} on {host}",
    "resume-copy": "Resume {vm} on {host}",
    "destroy-copy": "Destroy the copy of {vm} on {host}",
    "undefine-copy": "Remove the definition of {vm} from {host}",
    "start-vm": "Start {vm} on {host}",
    "look-where": "Look where {vm} is now: {host}",
    "remove-leftover": "Remove {path} from {host}",
  },
  /** What changes for whom, and what does not come back. */
  effect: {
    "host-key-trusted": "root on {host} trusts {name} by the key that this console pinned: {fingerprint}.",
    "host-key-replaced":
      "root on {host} trusts {name} by {fingerprint} only. Other keys of this name are taken out of {file}; undoing puts them back.",
    "key-authorised": "Whoever is root on {source} can log in as {user} on {host}, for migrations and for anything else.",
    "key-stays": "{path} on {host} is new. Undoing leaves it there, since others may have come to know it.",
    folder: "{path} is made on {host}. It is an empty folder: nothing is copied or mounted there.",
    "folder-undo": "Undoing removes it only while it is empty.",
    image: "An empty image is made on {host}. Nothing that is there is touched.",
    "image-undo": "Undoing removes it only if nobody has written to it and no VM has it open.",
    "ports-open": "{host} takes connections from {from} on TCP {range}. Nobody else is let in.",
    "ports-until-boot":
      "It holds until {host} or its firewall is started anew. To keep it, add the rule to the firewall's own files.",
    libvirt: "libvirt on {host} starts. Running VMs are not touched; VMs and pools with autostart may start.",
    "libvirt-tls":
      "libvirt on {host} listens on TCP 16514. If it has to be started anew, running VMs go on, but a migration under way there ends.",
    ejected: "The guest of {vm} does not see the medium any more. Undoing puts the same file back.",
    certificates: "QEMU on {hosts} gets a certificate of this console's CA. Migrations under way are not touched.",
    "certificates-renewed": "Certificates of this console that are renewed do not come back by undoing.",
    "pool-started": "The pool {name} is active on {host}. Undoing stops it; its files are not touched.",
    "network-started": "The network {name} is active on {host}. Undoing stops it, which cuts off VMs that use it by then.",
    userfaultfd: "Every process on {host} may use userfaultfd, until the next boot.",
    "pool-everywhere": "{hosts} have the pool {name} at {path}, and start it by themselves.",
    "pool-dir-not-shared":
      "This makes no shared storage: the folder {path} is the same on all hosts only if the same storage is mounted there.",
    paused: "The guest of {vm} on {host} stops at once and keeps its memory. Its users notice.",
    resumed: "The guest of {vm} goes on, on {host} only. Every other host was asked: none has a copy that is alive.",
    "resumed-disks":
      "Its memory is from the moment when it stopped. If it ran anywhere else since, its disks have changed under it: then destroy it and start it from its disks instead.",
    destroyed:
      "The copy of {vm} on {host} ends at once, with its memory. Its disks and its definition stay. It does not come back.",
    undefined: "{host} forgets {vm}. Its disks, NVRAM and TPM state stay. The definition on the other host stays.",
    started: "{vm} boots from its disks on {host}, as after a power cut. What was only in memory is gone.",
    fenced:
      "You declare that {hosts} is powered off. If it is not, the VM may run twice and destroy its disks. This is recorded with your name.",
    "leftover-removed": "{path} is deleted from {host} for good, if it is still exactly what was found and nobody uses it.",
    "pool-undo":
      "Undoing stops and removes the pool's definition. No file is deleted; a folder goes only if it was made here and is empty.",
  },
} as const;
