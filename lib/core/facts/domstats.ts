import { domainStateFromNumbers, type StateAndReason } from "./domain-state.ts";
import { numberField, parseRawFields } from "./raw-fields.ts";

export interface BlockStats {
  /** Guest target, e.g. vda. */
  readonly target: string;
  readonly capacityBytes: number | null;
  /** Highest written offset for a running domain, by libvirt's own words. */
  readonly allocationBytes: number | null;
  /** What the file takes on its filesystem. */
  readonly physicalBytes: number | null;
}

export interface DomainStats {
  readonly name: string;
  readonly state: StateAndReason | null;
  readonly cpuTimeNs: number | null;
  readonly memoryBytes: number | null;
  readonly maxMemoryBytes: number | null;
  /** What its QEMU holds of the host's memory. */
  readonly residentBytes: number | null;
  readonly vcpus: number | null;
  readonly maxVcpus: number | null;
  readonly blocks: readonly BlockStats[];
}

const HEADER = "Domain: '";
/** libvirt lists each image of a backing chain as a block: bounded by what a host can reasonably have. */
const MAX_BLOCKS = 4096;

/**
 * Reads `virsh domstats --raw`. A domain's name cannot hold a newline (libvirt refuses it), but a disk's path can: ask for block
 * statistics one domain at a time, so that such a path can only spoil the figures of its own domain.
 */
export function parseDomstats(text: string): readonly DomainStats[] {
  const domains: DomainStats[] = [];
  let name: string | null = null;
  let lines: string[] = [];
  const close = () => {
    if (name !== null) domains.push(readOne(name, lines));
    lines = [];
  };
  for (const line of text.split("\n")) {
    if (line.startsWith(HEADER) && line.endsWith("'")) {
      close();
      name = line.slice(HEADER.length, -1);
    } else if (name !== null && line.startsWith("  ")) lines.push(line);
  }
  close();
  return domains;
}

function readOne(name: string, lines: readonly string[]): DomainStats {
  const fields = parseRawFields(lines, "=");
  const read = (field: string) => numberField(fields, field);
  const state = read("state.state");
  const kib = (field: string) => {
    const value = read(field);
    return value === null ? null : value * 1024;
  };
  return {
    name,
    state: state === null ? null : domainStateFromNumbers(state, read("state.reason") ?? 0),
    cpuTimeNs: read("cpu.time"),
    memoryBytes: kib("balloon.current"),
    maxMemoryBytes: kib("balloon.maximum"),
    residentBytes: kib("balloon.rss"),
    vcpus: read("vcpu.current"),
    maxVcpus: read("vcpu.maximum"),
    blocks: readBlocks(fields),
  };
}

/** The first block with a target is its top image; the others of the chain follow under the same name. */
function readBlocks(fields: ReadonlyMap<string, string>): BlockStats[] {
  const blocks = new Map<string, BlockStats>();
  const count = Math.min(numberField(fields, "block.count") ?? 0, MAX_BLOCKS);
  for (let index = 0; index < count; index++) {
    const target = fields.get(`block.${index}.name`);
    if (target === undefined || blocks.has(target)) continue;
    blocks.set(target, {
      target,
      capacityBytes: numberField(fields, `block.${index}.capacity`),
      allocationBytes: numberField(fields, `block.${index}.allocation`),
      physicalBytes: numberField(fields, `block.${index}.physical`),
    });
  }
  return [...blocks.values()];
}
