const relative = new Map<string, Intl.RelativeTimeFormat>();
const absolute = new Map<string, Intl.DateTimeFormat>();

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const known = relative.get(locale);
  if (known) return known;
  const made = new Intl.RelativeTimeFormat(locale, { style: "narrow", numeric: "always" });
  relative.set(locale, made);
  return made;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = absolute.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  absolute.set(key, made);
  return made;
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];

/**
 * How long ago (or how soon) `atMs` is, seen from `nowMs`, in one unit: 12s ago, 3min ago, in 40s. Whole units, rounded down;
 * anything under a second is 0 seconds ago, so that a clock a little ahead never says "in 1s" of the past.
 */
export function formatRelative(locale: string, atMs: number, nowMs: number): string {
  const difference = atMs - nowMs;
  const length = Math.abs(difference);
  const [name, size] = STEPS.find(([, step]) => length >= step) ?? ["second", 1000];
  const whole = Math.floor(length / size);
  return relativeFormat(locale).format(difference > 0 && whole > 0 ? whole : -whole, name);
}

/** Date and time to the second with the time zone's short name; `timeZone` null = that of the machine that runs this. */
export function formatDateTime(locale: string, atMs: number, timeZone: string | null = null): string {
  return dateFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    ...(timeZone === null ? {} : { timeZone }),
  }).format(atMs);
}

/** Time of the day, hh:mm:ss. */
export function formatTimeOfDay(locale: string, atMs: number, timeZone: string | null = null): string {
  return dateFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...(timeZone === null ? {} : { timeZone }),
  }).format(atMs);
}
