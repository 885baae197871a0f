/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const devicesRules = {
  machine: {
    type: {
      title: "The machine type is offered",
      offered: "QEMU on {destination} has machine type {machine}.",
      missing: "QEMU on {destination} does not have machine type {machine}.",
      "no-arch": "{destination} does not run {arch} guests at all.",
    },
    emulator: {
      title: "The emulator is there under the same path",
      default: "{vm} does not name an emulator.",
      present: "{emulator} is on {destination} and can be run.",
      offered: "libvirt on {destination} lists {emulator}.",
      missing: "{emulator} is not on {destination}.",
      "not-executable": "{emulator} is on {destination}, but cannot be run.",
    },
  },
  version: {
    qemu: {
      title: "QEMU is not older there",
      same: "Both hosts have QEMU {to}.",
      newer: "{destination} has QEMU {to}, newer than {from}. Moving back may not be possible.",
      older: "{destination} has QEMU {to}, older than {from}. Moving to an older version often works, but is not promised.",
      "major-older": "{destination} has QEMU {to}, a whole version behind {from}. The state of devices would not be understood.",
      "boots-anew": "{vm} boots anew, so that no state of devices travels.",
    },
    libvirt: {
      title: "libvirt is not older there",
      same: "Both hosts have libvirt {to}.",
      newer: "{destination} has libvirt {to}, newer than {from}. Moving back may not be possible.",
      older: "{destination} has libvirt {to}, older than {from}. Moving to an older version often works, but is not promised.",
      "major-older": "{destination} has libvirt {to}, a whole version behind {from}. It may not understand the definition.",
    },
  },
  devices: {
    "host-devices": {
      title: "No device of the host is passed through",
      none: "{vm} has no device of the host.",
      unplugged:
        "These are unplugged before {vm} moves: {devices}. Until then, and until an equivalent is plugged in, the guest is without them.",
      attached: "{vm} has devices of {source}: {devices}. They cannot move. Choose to unplug them before.",
      "starts-without":
        "{vm} has devices of {source}: {devices}. It will not start on {destination} if it does not have the same.",
      "in-state": "{vm} has devices of {source}: {devices}. Their state cannot be saved to a file.",
    },
    replacement: {
      title: "The equivalent devices are there",
      none: "No device is exchanged.",
      "goes-without": "{vm} goes on without the devices that are unplugged.",
      present: "{destination} has {devices}.",
      missing: "{destination} does not have {devices}.",
    },
    "state-files": {
      title: "The places of firmware variables, TPM and saved state are free",
      none: "No such file is copied.",
      free: "Nothing is at {path} on {destination}.",
      exists: "{path} exists on {destination}. Nothing is ever written over a file that is there.",
    },
    virtiofs: {
      title: "No folder of the host is passed through",
      none: "{vm} has no virtiofs folder.",
      "not-supported": "{vm} has a virtiofs folder. libvirt migrates that from version {since} on only.",
      "folder-must-be-shared": "{vm} has a virtiofs folder. The same folder must be on {destination}; that was not compared.",
    },
    tpm: {
      title: "The TPM can move",
      none: "{vm} has no TPM.",
      "emulator-present": "{vm} has a TPM, and {destination} has swtpm. Make sure that the versions fit.",
      "state-copied": "{vm} has a TPM. Its state is copied, and {destination} has swtpm.",
      "clone-same-state": "{vm} has a TPM, and the copy gets its state: two VMs then hold the same keys.",
      "emulator-missing": "{vm} has a TPM, but {destination} has no swtpm.",
    },
    "kernel-files": {
      title: "Kernel and initrd are there",
      none: "{vm} has no kernel given as a file.",
      present: "{destination} has {path}.",
      missing: "{path} is not on {destination}. QEMU opens it when it starts there.",
      unreadable: "{path} is on {destination}, but our login may not read it; QEMU perhaps may.",
    },
    loader: {
      title: "The firmware is there",
      none: "{vm} has no firmware given as a file.",
      present: "{destination} has {path}.",
      missing: "{path} is not on {destination}. QEMU opens it when it starts there.",
      unreadable: "{path} is on {destination}, but our login may not read it; QEMU perhaps may.",
    },
    paths: {
      title: "Files and devices behind serial ports are there",
      none: "{vm} has no file or device of the host behind a serial port or channel.",
      present: "{destination} has what {path} needs.",
      "no-folder": "{destination} has no folder {folder} for {path}. QEMU does not start there without it.",
      "no-device": "{destination} has no device {path}. QEMU does not start there without it.",
    },
    watchdog: {
      title: "No watchdog fires during the move",
      none: "{vm} has no watchdog.",
      harmless: "The watchdog {model} does nothing when it fires.",
      "in-time": "The watchdog {model} stands still while {vm} pauses.",
      "post-copy":
        "{vm} has the watchdog {model} (action: {action}). In post-copy it may wait so long for its memory that the watchdog fires.",
      slowed: "{vm} has the watchdog {model} (action: {action}). Slowed CPUs or a long pause may make it fire.",
    },
    "plan-nine": {
      title: "No 9p folder is mounted in the guest",
      none: "{vm} has no 9p folder.",
      "boots-anew":
        "{vm} has 9p folders: {tags}. The same folders must be on {destination} when it starts; that was not compared.",
      "may-be-mounted":
        "{vm} has 9p folders: {tags}. While the guest has one mounted, QEMU refuses to migrate. Only the guest knows.",
    },
    unmovable: {
      title: "No device that libvirt cannot move",
      none: "{vm} has no device that libvirt refuses to migrate.",
      refused: "libvirt refuses to migrate {vm} with {devices}.",
      "starts-without": "{vm} has {devices}. It will not start on {destination} if the same is not there.",
    },
    "graphics-listen": {
      title: "The console can listen there",
      none: "{vm} has no console that listens on an address.",
      anywhere: "The console does not depend on an address of {source}.",
      present: "{destination} has the address {address}.",
      missing: "The console of {vm} listens on {address}, which is not an address of {destination}.",
    },
  },
} as const;
