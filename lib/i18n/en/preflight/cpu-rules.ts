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
      unsupported: "libvirt on {destination} gave no clear answer about this CPU. Its own words are below.",
    },
    "host-passthrough": {
      title: "The guest does not depend on the host CPU",
      "not-used": "{vm} has a named CPU model.",
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
  },
  memory: {
    free: {
      title: "There is memory for the VM",
      enough: "{vm} needs {need} with overhead; {destination} has {available} available.",
      tight: "{vm} needs {need} with overhead; that leaves {destination} only {left}.",
      "too-little": "{vm} needs {need} with overhead, but {destination} has only {available} available: {missing} too little.",
    },
    overcommit: {
      title: "The memory promised to VMs is there",
      covered: "With {vm}, the VMs on {destination} are promised {promised} of {total}.",
      overcommitted:
        "With {vm}, the VMs on {destination} are promised {promised}, more than its {total}. If they all use it, the host runs out of memory.",
    },
  },
} as const;
