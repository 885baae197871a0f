/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const cpuRules = {
  cpu: {
    arch: {
      title: "The architecture is offered",
      offered: "{destination} runs {arch} guests.",
      missing: "{destination} has no emulator for {arch} guests.",
    },
    "virt-type": {
      title: "The kind of virtualization is offered",
      offered: "{destination} offers {type} for this architecture.",
      missing: "{vm} needs {type}; {destination} offers {offered}.",
      "no-kvm": "{vm} needs KVM, which {destination} does not offer: no hardware virtualization, or the module is not loaded.",
      "no-arch": "{destination} does not run {arch} guests at all.",
    },
    compare: {
      title: "The guest CPU fits the destination",
      "no-cpu": "{vm} does not ask for a particular CPU.",
      identical: "libvirt on {destination} finds the CPU of {vm} identical to what it offers.",
      superset: "libvirt on {destination} offers everything that the CPU of {vm} has.",
      incompatible: "{destination} lacks what the CPU of {vm} has: {features}.",
      "will-not-start": "{destination} lacks what the CPU of {vm} has: {features}. It can be moved there, but not be started.",
      unsupported: "libvirt on {destination} gave no clear answer about this CPU. Its own words are below.",
    },
    "host-passthrough": {
      title: "The guest does not depend on the host CPU",
      "not-used": "{vm} has a named CPU model.",
      "boots-anew": "{vm} sees the CPU of the host itself, and boots anew on {destination}.",
      "same-cpu":
        "{vm} sees the CPU of the host itself ({mode}). Both hosts report the same one, but only equal microcode and firmware make that safe.",
      "other-cpu":
        "{vm} sees the CPU of the host itself ({mode}), and the two hosts have different ones. The guest may crash after the move.",
    },
    vcpus: {
      title: "The destination has enough cores",
      fits: "{vm} has {vcpus, plural, one {# vCPU} other {# vCPUs}}; {destination} has {cpus} CPUs.",
      "over-limit": "{vm} may have up to {max} vCPUs; this machine type on {destination} allows {limit}.",
      "over-cores":
        "{vm} has {vcpus} vCPUs, but {destination} has only {cpus, plural, one {# CPU} other {# CPUs}}. It will run slower.",
    },
    "emulator-pin": {
      title: "The CPUs for QEMU's threads are there",
      "not-used": "QEMU's threads are not pinned.",
      present: "Both hosts have CPU {cpus}.",
      "nothing-left": "{cpus} names no CPU at all.",
      unreadable: "It could not be read which CPUs {host} has.",
      missing: "{host} does not have CPU {cpus}, or it is off.",
    },
  },
  memory: {
    free: {
      title: "There is memory for the VM",
      "stays-off": "{vm} stays off.",
      enough: "{vm} needs {need} with overhead; {destination} has {available} available.",
      tight: "{vm} needs {need} with overhead; that leaves {destination} only {left}.",
      "too-little": "{vm} needs {need} with overhead, but {destination} has only {available} available: {missing} too little.",
    },
    overcommit: {
      title: "The memory promised to VMs is there",
      "stays-off": "{vm} stays off.",
      covered: "With {vm}, the VMs on {destination} are promised {promised} of {total}.",
      overcommitted:
        "With {vm}, the VMs on {destination} are promised {promised}, more than its {total}. If they all use it, the host runs out of memory.",
    },
  },
  postcopy: {
    risk: {
      title: "What post-copy risks",
      "not-used": "Post-copy is not used.",
      "may-be-lost":
        "From the switch to post-copy on, neither host has the whole of {vm}. If the link breaks, it stands still until it is recovered; if a host dies, it is lost with what it had not written to disk.",
    },
    userfaultfd: {
      title: "The destination can fetch missing memory",
      "not-used": "Post-copy is not used.",
      everybody: "The kernel of {destination} lets everybody use userfaultfd.",
      root: "QEMU on {destination} runs as root, which may use userfaultfd.",
      device: "QEMU on {destination} can use /dev/userfaultfd.",
      "user-unknown":
        "It is not known whether QEMU on {destination} runs as root. If not, its kernel does not let it use userfaultfd.",
      denied:
        "QEMU on {destination} runs as {user}, whom the kernel does not let use userfaultfd. libvirt would refuse post-copy.",
    },
    "memory-backing": {
      title: "The guest memory suits post-copy",
      "not-used": "Post-copy is not used.",
      plain: "{vm} has plain memory.",
      special:
        "The memory of {vm} is backed in a special way ({kinds}). Kernel and QEMU on both hosts must support post-copy for that.",
    },
  },
} as const;
