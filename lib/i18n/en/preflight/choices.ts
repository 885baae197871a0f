/** Choices of the wizard that take a finding away: labels of buttons. */
export const choices = {
  "nic-bridge": "Plug {mac} into bridge {name}",
  "nic-network": "Plug {mac} into network {name}",
  "copy-full": "Copy {disks}",
  "copy-incremental": "Copy only what {disks} has beyond its backing file",
  "leave-disks": "Do not copy {disks}",
  "graphics-listen": "Listen on {address}",
  "mode-live": "Migrate live",
  "mode-offline": "Migrate offline",
  "no-post-copy": "Without post-copy",
  "use-tls": "Encrypt the migration",
  channels: "Use {count} channels",
  "post-copy": "Switch to post-copy after the first pass",
  "auto-converge": "Let QEMU slow the guest (auto-converge)",
  "no-limit": "No bandwidth limit",
} as const;
