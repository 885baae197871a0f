import { type Fact, known, unknown } from "../model/fact.ts";
import { wholeNumber } from "./amount.ts";
import { parseRawFields } from "./raw-fields.ts";

/** `virsh nodeinfo`, as far as it is used. Its memory is left out: it is one NUMA cell's, /proc/meminfo is the machine's. */
export interface NodeInfo {
  readonly arch: string;
  /** Logical CPUs online. */
  readonly cpus: number;
  /** Of the whole machine: libvirt counts sockets for each NUMA cell. */
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
}

/** Reads `virsh nodeinfo`; unknown when a line is missing. */
export function parseNodeInfo(text: string): Fact<NodeInfo> {
  const fields = parseRawFields(text.slice(0, 8192).split("\n"), ":");
  const arch = fields.get("CPU model")?.trim();
  const read = (name: string) => wholeNumber(fields.get(name));
  const cpus = read("CPU(s)");
  const socketsPerCell = read("CPU socket(s)");
  const coresPerSocket = read("Core(s) per socket");
  const threadsPerCore = read("Thread(s) per core");
  const cells = read("NUMA cell(s)");
  if (!arch || !cpus || !socketsPerCell || !coresPerSocket || !threadsPerCore || !cells) {
    return unknown("virsh nodeinfo is incomplete");
  }
  return known({ arch, cpus, sockets: socketsPerCell * cells, coresPerSocket, threadsPerCore });
}
