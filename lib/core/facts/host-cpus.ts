import type { HostDetails } from "../model/host.ts";

const CPU_LIST = /^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/;
const MAX_NODES = 4096;

/**
 * Reads `grep -H '' /sys/devices/system/node/node*\/cpulist /sys/devices/system/cpu/online`. A node with memory only has an empty list. A kernel
 * without NUMA is one node, as libvirt takes it.
 */
export function parseHostCpus(text: string): Pick<HostDetails, "numaNodes" | "onlineCpus"> {
  let onlineCpus: string | null = null;
  const numaNodes: { id: number; cpus: string }[] = [];
  for (const line of text.split("\n")) {
    const [, node, list] = /^\/sys\/devices\/system\/(?:node\/node(\d{1,5})\/cpulist|cpu\/online):(.*)$/.exec(line) ?? [];
    const cpus = list?.trim() ?? "";
    if (list === undefined || (cpus !== "" && !CPU_LIST.test(cpus))) continue;
    if (node === undefined) onlineCpus = cpus === "" ? null : cpus;
    else if (numaNodes.length < MAX_NODES) numaNodes.push({ id: Number(node), cpus });
  }
  numaNodes.sort((a, b) => a.id - b.id);
  if (numaNodes.length === 0 && onlineCpus !== null) numaNodes.push({ id: 0, cpus: onlineCpus });
  return { numaNodes, onlineCpus };
}

/** Whether the line "flags" of /proc/cpuinfo has nx; null without such a line, which only x86 has. */
export function parseNx(text: string): boolean | null {
  const flags = /^flags\s*:(.*)$/m.exec(text)?.[1];
  return flags === undefined ? null : /(^|\s)nx(\s|$)/.test(flags);
}
