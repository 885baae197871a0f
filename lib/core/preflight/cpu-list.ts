/** No host has more; a list beyond that is a mistake and must not fill the memory. */
const MAX_CPU = 8192;

/** The CPUs that a list names: the kernel's form (`0-3,8`) and libvirt's, where `^2` takes one out again. Unreadable parts name none. */
export function expandCpuList(text: string): ReadonlySet<number> {
  const cpus = new Set<number>();
  for (const part of text.split(",")) {
    const [, out, first, last] = /^\s*(\^?)(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    if (first === undefined) continue;
    for (let cpu = Number(first); cpu <= Math.min(Number(last ?? first), MAX_CPU); cpu += 1) {
      if (out === "^") cpus.delete(cpu);
      else cpus.add(cpu);
    }
  }
  return cpus;
}
