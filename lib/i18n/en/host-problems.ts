/** Why a host is not online, what that means and what to do: one entry a `HostProblemCode`. */
export const hostProblems = {
  lasts: "For {duration}.",
  "address-unresolvable": {
    title: "The name of this host cannot be resolved",
    cause: "No DNS server and no /etc/hosts entry of the VirtFerry server knows it.",
    fix: "Check the spelling, add the name to DNS, or use the IP address.",
  },
  "connection-refused": {
    title: "The host refuses SSH connections",
    cause: "It answers, but nothing listens on this port, or a firewall rejects it.",
    fix: "Check that sshd runs on the host and that the port is right.",
  },
  "connection-timeout": {
    title: "The host does not answer",
    cause: "No answer came within the time limit: it is off, or a firewall drops the packets.",
    fix: "Check that the host is up and that a firewall lets this server reach the SSH port.",
  },
  "no-route": {
    title: "There is no network path to the host",
    cause: "This server's network has no route to that address, or a router on the way says so.",
    fix: "Check the address, and the routes of this server.",
  },
  "auth-failed": {
    title: "The host does not accept the key",
    cause: "The public key is not in authorized_keys of this user, or sshd does not allow keys for the user.",
    fix: "Add the public key below to ~/.ssh/authorized_keys of the user on the host, then try again.",
  },
  "host-key-changed": {
    title: "The host shows another host key than the one you accepted",
    cause: "The host was installed anew, its keys were replaced, or somebody else answers at its address. We do not connect.",
    fix: "Read the fingerprint on the host itself. Accept the new key only if it is the same.",
  },
  "not-ssh": {
    title: "What answers there is not an SSH server",
    cause: "The port is open, but another service listens on it.",
    fix: "Check the port. SSH usually listens on 22.",
  },
  "connection-lost": {
    title: "The connection was lost",
    cause: "The network broke, the host went down, or sshd was restarted.",
    fix: "We try again by ourselves. If it lasts, check the network and the host.",
  },
  "virsh-missing": {
    title: "virsh is not installed on the host",
    cause: "VirtFerry runs virsh on the host and found none in the user's PATH.",
    fix: "Install libvirt's client programs on the host.",
  },
  "libvirt-down": {
    title: "libvirt does not answer on the host",
    cause: "SSH works, but the libvirt daemon is stopped or hangs.",
    fix: "Look at the daemon and start it again. Running VMs go on without it.",
  },
  "libvirt-denied": {
    title: "The user may not manage libvirt",
    cause: "The socket of libvirt refuses this user.",
    fix: "Put the user into the libvirt group on the host, then try again. A new login is needed, and we make one.",
  },
  "qemu-missing": {
    title: "No QEMU on the host",
    cause: "libvirt answers, but it found no QEMU that it could start VMs with.",
    fix: "Install QEMU for the architecture of your VMs.",
  },
  "unexpected-output": {
    title: "The host answers with something that we cannot read",
    cause: "A shell profile prints text at login, or this libvirt version prints something new to us.",
    fix: "See below what came. Remove output from .bashrc and .profile for sessions without a terminal.",
  },
} as const;
