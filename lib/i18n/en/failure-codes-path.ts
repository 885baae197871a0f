/** Failures between the hosts: SSH, libvirt's connection, ports, certificates. `meaning` says what happened, `advice` what to do. */
export const failureCodesPath = {
  "host-key-changed": {
    meaning:
      "The destination's SSH host key is not the one that the source knows. Either the host was reinstalled, or somebody is in between.",
    advice:
      "Compare the fingerprint on the destination's own console. Replace the key in the source's known_hosts only if it is right.",
  },
  "host-key-unknown": {
    meaning: "The source does not know the destination's SSH host key, so libvirt refused to connect.",
    advice: "Put the destination's host key into known_hosts of the user that runs libvirt on the source (root), then try again.",
  },
  "ssh-not-authorised": {
    meaning: "The destination did not accept the source's SSH key.",
    advice: "Add the public key of the source's root to authorized_keys of the login user on the destination.",
  },
  "ssh-name-unresolvable": {
    meaning: "The source cannot resolve the destination's name.",
    advice: "Add the name to DNS or to /etc/hosts on the source, or register the destination by its address.",
  },
  "ssh-unreachable": {
    meaning: "The source cannot reach the destination's SSH port.",
    advice: "Check routing, the firewall and sshd between the two hosts.",
  },
  "libvirt-helper-missing": {
    meaning: "The destination lacks the program that passes libvirt's connection on (virt-ssh-helper or nc).",
    advice: "Install libvirt's client package or netcat-openbsd on the destination.",
  },
  "libvirt-down-at-source": {
    meaning: "virsh on the source could not reach its own libvirt daemon.",
    advice: "Check libvirtd or virtqemud on the source. Running VMs are not affected.",
  },
  "libvirt-down-at-destination": {
    meaning: "libvirt's socket on the destination does not answer.",
    advice: "Start libvirtd or virtqemud on the destination.",
  },
  "libvirt-denied": {
    meaning: "The login user on the destination may not use libvirt there.",
    advice: "Add the user to the group libvirt on the destination, or use root.",
  },
  "libvirt-port-refused": {
    meaning: "The destination's libvirt does not listen for TCP or TLS connections, or lacks certificates for them.",
    advice: "Use the SSH path, or enable the daemon's TLS socket and install its certificates.",
  },
  "bad-uri": {
    meaning: "libvirt on the source does not understand the address of the destination.",
    advice: "Check how the destination is registered. Addresses are built by the console only.",
  },
  "destination-name-unresolvable": {
    meaning: "The source cannot resolve the name under which the destination offers its migration port.",
    advice: "Add that name to /etc/hosts on the source, or set migration_host in the destination's qemu.conf.",
  },
  "destination-name-localhost": {
    meaning: "The destination's own name points to localhost, so it cannot tell the source where to connect.",
    advice: "Correct /etc/hosts on the destination, or set migration_host in its qemu.conf.",
  },
  "migration-port-closed": {
    meaning: "The source cannot reach the destination's migration port.",
    advice: "Open TCP ports 49152 to 49215 on the destination for the source, or the range set in its qemu.conf.",
  },
  "listen-address-wrong": {
    meaning: "The destination does not have the address on which it should listen.",
    advice: "Correct migration_address in the destination's qemu.conf.",
  },
  "port-busy": {
    meaning: "No migration port is free on the destination.",
    advice: "Wait until other migrations have ended, or widen the port range in the destination's qemu.conf.",
  },
  "tls-failed": {
    meaning: "The TLS certificates of the two hosts do not fit each other.",
    advice: "Check the certificates in /etc/pki/qemu on both hosts: same CA, not expired, name or address of the host in them.",
  },
  "connection-lost": {
    meaning: "The connection between the two hosts broke during the copy.",
    advice: "Check the network between the hosts, then start again.",
  },
  "disk-copy-failed": {
    meaning: "The disk copy broke off: the connection between the two QEMUs was lost, or a disk could not be read or written.",
    advice: "Check the network between the hosts and the storage on both, then start again.",
  },
  "stream-broken": {
    meaning: "The migration stream ended before the destination had all of the VM.",
    advice: "Look at the source's log for the reason, then start again.",
  },
  "cause-hidden": {
    meaning: "The connection between the two daemons was closed and took the real reason with it. Neither log names it.",
    advice: "The VM was not touched. Starting again is safe and often shows the real reason.",
  },
  "source-daemon-gone": {
    meaning: "libvirt's daemon on the source was stopped or restarted, which ends a migration.",
    advice: "The VM was not touched. Start again when the daemon is up.",
  },
  "virsh-missing": {
    meaning: "The source has no virsh command.",
    advice: "Install libvirt's client package on the source.",
  },
  canceled: {
    meaning: "The migration was cancelled on the source, but not from this console.",
    advice: "Ask who else manages this host. The VM stays where it was.",
  },
  "not-started": {
    meaning: "The server went away before the command reached the source. Nothing was started.",
    advice: "Start the migration again.",
  },
  "start-failed": {
    meaning: "The migrate command could not be started on the source.",
    advice: "See the words of the host below. The VM was not touched.",
  },
  "preparation-failed": {
    meaning: "A step before the migration failed, so that the migration was not started.",
    advice: "See the failed step and the words of the host below. What had been prepared was taken back.",
  },
  "timed-out": {
    meaning: "The time that was allowed passed before the copy was done (time limit or ladder), so it was stopped, as you chose.",
    advice: "Allow more time, more bandwidth or a longer downtime, or use auto-converge.",
  },
  "guest-stopped": {
    meaning: "The VM was shut down or stopped during the migration.",
    advice: "Start it again on the host where it is defined, if that was not intended.",
  },
  "stayed-without-error": {
    meaning: "The command reported no error, but the VM still runs on the source only.",
    advice: "Look at the log of this migration, then start again.",
  },
  "no-words": {
    meaning: "The command failed without a word, and neither host's log names a reason.",
    advice: "Look at libvirt's log on both hosts. Starting again is safe.",
  },
  unrecognised: {
    meaning: "libvirt refused for a reason that this console does not know yet.",
    advice: "Read libvirt's own words below.",
  },
} as const;
