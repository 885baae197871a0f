/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const cpuRules = {
  cpu: {
    arch: {
      title: "The architecture is offered",
      offered: "{destination} runs {arch} guests.",
      missing: "{destination} has no emulator for {arch} guests.",
      "no-32-bit": "{destination} runs 64-bit guests of this kind only; {vm} is a 32-bit one ({arch}).",
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
    nx: {
      title: "The no-execute bit stays",
      "not-x86": "Only x86 has this bit.",
      emulated: "{vm} runs without KVM: QEMU makes the bit itself.",
      "not-used": "{vm} does not see the bit.",
      present: "Nothing that {vm} sees of the bit is missing on {destination}.",
      missing: "{destination} has its no-execute bit turned off in the firmware. {vm} uses it, and would crash.",
      "boots-without": "{destination} has its no-execute bit turned off in the firmware. {vm} may not boot there.",
    },
    invtsc: {
      title: "The CPU's clock can be moved",
      "boots-anew": "{vm} boots anew on {destination}.",
      "not-used": "{vm} has no invariant TSC without a fixed frequency.",
      refused: "{vm} has the CPU feature invtsc without a fixed TSC frequency. libvirt refuses to migrate it.",
      "not-migratable":
        "{vm} sees all of the host's CPU (migratable='off'). If that has an invariant TSC, QEMU refuses to migrate.",
    },
    return: {
      title: "The VM could come back",
      copied: "The copy is a VM of its own; {vm} stays.",
      open: "Nothing on {destination} is newer than on {source}: the way back is open.",
      "machine-gone": "QEMU on {source} does not offer the machine type {machine} any more. Once away, {vm} cannot come back.",
      "other-cpu":
        "{vm} takes its CPU from the host ({mode}), and the hosts have different ones. Once restarted on {destination}, it may not run on {source} any more.",
      newer: "{destination} has {newer}, newer than {source}. A live migration back to an older version is not promised to work.",
    },
    pinning: {
      title: "The CPUs that it is pinned to are there",
      "not-used": "{vm} is not pinned to CPUs.",
      present: "{destination} has all CPUs that {vm} is pinned to ({cpus}).",
      missing: "{vm} is pinned to CPUs that {destination} does not have or that are off: {cpus}.",
      "some-missing": "{vm} is pinned to CPUs of which {destination} lacks some: {cpus}. It will share the others.",
    },
    cgroup: {
      title: "CPU limits can be kept",
      "not-used": "{vm} has no limit on its CPU time.",
      present: "{destination} has the cgroup controller that the CPU limits of {vm} need.",
      missing: "The CPU limits of {vm} need the cgroup controller cpu, which libvirt on {destination} cannot use.",
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
    "huge-pages": {
      title: "There are huge pages for the VM",
      "not-used": "{vm} does not use huge pages.",
      enough: "{destination} has the huge pages that {vm} needs.",
      "not-offered":
        "{vm} needs {count} huge pages of {size}. libvirt on {destination} can use none of that size: the kernel has none, or no hugetlbfs is mounted for them.",
      "too-few": "{vm} needs {count} huge pages of {size} in the right place, but {destination} has only {free} free.",
    },
    locked: {
      title: "Locked memory",
      "not-used": "The memory of {vm} is not locked.",
      "stays-off": "{vm} stays off.",
      locked: "The memory of {vm} is locked: {destination} can never swap it out, and libvirt there must be allowed to lock it.",
    },
    numa: {
      title: "The NUMA nodes that it is bound to are there",
      "not-used": "{vm} is not bound to NUMA nodes.",
      present: "{destination} has the NUMA nodes that {vm} names ({nodes}).",
      missing:
        "{vm} names NUMA nodes that {destination} does not have: {nodes}. libvirt does not start it there, whatever the mode.",
    },
    "dirty-rate": {
      title: "Copying the memory comes to an end",
      "not-live": "{vm} does not run while it moves.",
      "not-measured": "Dirty rate or bandwidth have not been measured. The forecast says what is known.",
      converges: "{vm} writes {rate}; the link carries {link}. With these options, copying comes to an end.",
      "will-not-converge":
        "{vm} writes {rate}; the link carries {link}. With these options each pass leaves {percent}% of the one before it, and copying does not end.",
    },
  },
  hosts: {
    load: {
      title: "The hosts are not too busy",
      "stays-off": "{vm} stays off.",
      calm: "Neither host has many more tasks than CPUs.",
      busy: "More tasks wait for a CPU than is good on {hosts}: the move takes longer, and so does the switch.",
    },
    concurrency: {
      title: "No other migrations are in the way",
      free: "No other migration keeps these hosts busy.",
      "source-busy":
        "{count, plural, one {# other migration is} other {# other migrations are}} leaving {source}. By the limits in Settings this one waits in line, or shares the link.",
      "destination-busy":
        "{count, plural, one {# other migration is} other {# other migrations are}} arriving on {destination}. By the limits in Settings this one waits in line, or shares the link.",
    },
  },
  guest: {
    agent: {
      title: "The guest agent answers",
      off: "{vm} does not run.",
      "no-channel": "{vm} has no channel for a guest agent.",
      "not-asked": "The agent is asked when a live migration is chosen.",
      answers: "The guest agent of {vm} answers.",
      silent: "The guest agent of {vm} does not answer. The guest may hang, or the agent may not run.",
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
