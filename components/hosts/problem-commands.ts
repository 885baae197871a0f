import type { HostProblemCode } from "@/lib/contract/index.ts";
import { quoteArgument } from "@/lib/core/migration/quote.ts";

/** The file that holds a host key's public half, by the algorithm that the host showed (OpenSSH's own names). */
function hostKeyFile(algorithm: string): string {
  if (algorithm.startsWith("ecdsa")) return "/etc/ssh/ssh_host_ecdsa_key.pub";
  if (algorithm.includes("rsa")) return "/etc/ssh/ssh_host_rsa_key.pub";
  return "/etc/ssh/ssh_host_ed25519_key.pub";
}

/** Prints the fingerprint of a host's own key, to be run on the host itself. */
export function fingerprintCommand(algorithm: string): readonly string[] {
  return ["ssh-keygen", "-lf", hostKeyFile(algorithm)];
}

/** A shell line that authorises `publicKey` (one authorized_keys line, ours) for the user who runs it on the host. */
export function authorizeLine(publicKey: string): string {
  const file = "~/.ssh/authorized_keys";
  return `mkdir -p -m 700 ~/.ssh && printf '%s\\n' ${quoteArgument(publicKey.trim())} >> ${file} && chmod 600 ${file}`;
}

/**
 * Commands for the admin to run on the host, by problem; where distributions differ, Debian's first, then Fedora's. Empty where
 * there is nothing to type.
 */
export function problemCommands(code: HostProblemCode, user: string): readonly (readonly string[])[] {
  switch (code) {
    case "connection-refused":
      return [["sudo", "systemctl", "status", "ssh", "sshd"]];
    case "libvirt-down":
      return [
        ["sudo", "systemctl", "status", "libvirtd", "virtqemud"],
        ["sudo", "systemctl", "restart", "libvirtd"],
      ];
    case "libvirt-denied":
      return [["sudo", "usermod", "-aG", "libvirt", user]];
    case "virsh-missing":
      return [
        ["sudo", "apt-get", "install", "libvirt-clients"],
        ["sudo", "dnf", "install", "libvirt-client"],
      ];
    case "qemu-missing":
      return [
        ["sudo", "apt-get", "install", "qemu-system-x86"],
        ["sudo", "dnf", "install", "qemu-kvm"],
      ];
    default:
      return [];
  }
}
