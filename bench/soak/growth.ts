import { FIGURES, type FigureName, type Figures } from "./figures.ts";

/** A figure in the first third of a soak against the last. */
export interface Growth {
  readonly name: FigureName;
  readonly first: number;
  readonly last: number;
  readonly hasGrown: boolean;
}

/**
 * What a figure may differ by when nothing leaks: the scatter of a process at work. The database is not judged: it keeps each migration, and
 * what keeps it small goes by age.
 */
const SLACK: Readonly<Record<FigureName, number>> = {
  "RSS MiB": 40,
  "heap MiB": 8,
  "external MiB": 8,
  resources: 6,
  "file descriptors": 6,
  sockets: 6,
  "ssh channels": 6,
  threads: 3,
  children: 1,
  "database connections": 6,
  "database MiB": Number.POSITIVE_INFINITY,
  "queue rows": 2,
  "ssh sessions on hosts": 6,
  "processes on hosts": 8,
  "job folders on hosts": 0,
  "temporary files on hosts": 2,
  "temporary files": 0,
  "data files": 2,
  "network namespaces": 0,
};

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Compares the means of the first and the last third of the readings. Empty for fewer than three. */
export function judgeGrowth(readings: readonly Figures[]): Growth[] {
  const third = Math.floor(readings.length / 3);
  if (third === 0) return [];
  return FIGURES.map((name) => {
    const first = mean(readings.slice(0, third).map((one) => one[name]));
    const last = mean(readings.slice(-third).map((one) => one[name]));
    return { name, first, last, hasGrown: last - first > SLACK[name] };
  });
}
