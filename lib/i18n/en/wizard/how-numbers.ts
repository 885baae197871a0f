/** Figures: each with its unit, default, range and one sentence. */
export const numbers = {
  downtime: {
    label: "Maximum downtime",
    default: "300 ms (QEMU)",
    range: "1 to 60,000 ms",
    hint: "The longest pause that you accept at the switchover. A longer one lets a busy VM finish sooner.",
  },
  bandwidth: {
    label: "Bandwidth limit",
    default: "unlimited",
    range: "1 to 1,048,576 MiB/s",
    hint: "Keeps room on the link for others. Too low a limit and a busy VM never finishes.",
  },
  timeout: {
    label: "Time limit",
    default: "none",
    range: "1 to 86,400 s",
    hint: "What happens by itself when copying takes longer than this.",
  },
  postCopyBandwidth: {
    label: "Rate in post-copy",
    default: "unlimited",
    range: "1 to 1,048,576 MiB/s",
    hint: "For the background copy after the switch. Pages that the VM waits for are never held back.",
  },
  convergeInitial: {
    label: "First slow-down",
    default: "20 % (QEMU)",
    range: "1 to 99 %",
    hint: "How much CPU time auto-converge takes from the VM at first.",
  },
  convergeIncrement: {
    label: "Each further slow-down",
    default: "10 % (QEMU)",
    range: "1 to 99 %",
    hint: "How much more it takes each time that this was not enough.",
  },
  channels: {
    label: "Parallel connections",
    default: "2",
    range: "1 to 255",
    hint: "Memory goes over this many connections at once. Disks keep one each.",
  },
  compressionLevel: {
    label: "Level",
    default: "1",
    range: "0 to 9, with zstd 0 to 20",
    hint: "A higher level takes less room and more CPU time.",
  },
  compressionCache: {
    label: "Cache",
    default: "64 MiB (QEMU)",
    range: "1 to 65,536 MiB, a power of two",
    hint: "Holds the last sent pages. Useful from about a tenth of the VM's memory.",
  },
  compressionThreads: {
    label: "Compression threads",
    default: "8 (QEMU)",
    range: "1 to 255",
    hint: "On the source.",
  },
  decompressThreads: {
    label: "Decompression threads",
    default: "2 (QEMU)",
    range: "1 to 255",
    hint: "On the destination.",
  },
  migratePort: {
    label: "Data port",
    default: "the first free one from 49152",
    range: "1 to 65,535",
    hint: "A fixed port at the destination for the memory, for strict firewalls.",
  },
  disksPort: {
    label: "Disk port",
    default: "the first free one from 49152",
    range: "1 to 65,535",
    hint: "A fixed port at the destination for the disks.",
  },
};
