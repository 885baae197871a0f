const NAMES = new Set([
  "cpu",
  "cpuacct",
  "cpuset",
  "memory",
  "io",
  "blkio",
  "pids",
  "devices",
  "freezer",
  "hugetlb",
  "rdma",
  "misc",
  "net_cls",
  "net_prio",
  "perf_event",
]);

/**
 * The controllers that libvirt can use: those of cgroup v2's cgroup.controllers, and of v1 what the mounts' options name. `mounts` are lines of
 * /proc/mounts, null when they could not be read. A host without any cgroup mount has none: libvirt then runs guests without limits.
 */
export function parseCgroupControllers(mounts: string | null, unified: string): readonly string[] | null {
  if (mounts === null) return null;
  const v1 = mounts
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , type]) => type === "cgroup")
    .flatMap(([, , , options]) => options?.split(",") ?? []);
  const named = [...v1, ...unified.split(/\s+/)].filter((name) => NAMES.has(name));
  return [...new Set(named)].sort();
}
