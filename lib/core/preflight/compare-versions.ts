/** Negative when version `a` is older than `b`. Dotted numbers, missing parts count as 0, anything after a non-digit is ignored. */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
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

/** A fleet has few versions, and the matrix compares them tens of thousands of times. */
const kept = new Map<string, readonly number[]>();
const MAX_KEPT = 1_000;

function parts(version: string): readonly number[] {
  const known = kept.get(version);
  if (known) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const numbers = read(version);
  kept.set(version, numbers);
  return numbers;
}

function read(version: string): readonly number[] {
  const text = version.trim();
  const numbers: number[] = [];
  let at = 0;
  while (isDigit(text, at)) {
    let number = 0;
    for (; isDigit(text, at); at += 1) number = number * 10 + text.charCodeAt(at) - ZERO;
    numbers.push(number);
    if (text[at] === ".") at += 1;
    else break;
  }
  return numbers.length === 0 ? [0] : numbers;
}

const ZERO = 48;

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= ZERO && code <= ZERO + 9;
}
