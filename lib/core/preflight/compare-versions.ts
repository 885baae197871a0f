/** Negative when version `a` is older than `b`. Dotted numbers, missing parts count as 0, anything after a non-digit is ignored. */
export function compareVersions(a: string, b: string): number {
  const left = parts(a);
  const right = parts(b);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The first number of a version: 7 for 7.2.22. */
export function majorVersion(version: string): number {
  return parts(version)[0] ?? 0;
}

function parts(version: string): readonly number[] {
  return (/^\d+(\.\d+)*/.exec(version.trim())?.[0] ?? "").split(".").map(Number);
}
