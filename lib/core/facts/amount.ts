/** libvirt's memory units (virScaleInteger): KB is 1000, k and KiB are 1024. */
const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  k: 2 ** 10,
  kib: 2 ** 10,
  mb: 1e6,
  m: 2 ** 20,
  mib: 2 ** 20,
  gb: 1e9,
  g: 2 ** 30,
  gib: 2 ** 30,
  tb: 1e12,
  t: 2 ** 40,
  tib: 2 ** 40,
};

/** A whole decimal number that fits exactly; null for anything else. */
export function wholeNumber(text: string | null | undefined): number | null {
  const trimmed = text?.trim() ?? "";
  if (!/^\d{1,16}$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isSafeInteger(value) ? value : null;
}

/** An amount with its unit in bytes; `defaultUnit` is for an absent unit. Null when either is not understood. */
export function amountInBytes(text: string | null, unit: string | null, defaultUnit: string): number | null {
  const amount = wholeNumber(text);
  const factor = UNITS[(unit ?? defaultUnit).toLowerCase()];
  return amount === null || factor === undefined ? null : amount * factor;
}
