const cache = new Map<string, Intl.NumberFormat>();

/** An Intl.NumberFormat of this locale and these options, made once. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  cache.set(key, made);
  return made;
}

/** A whole number with the locale's group signs, e.g. 12,345. */
export function formatCount(locale: string, count: number): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

/** A fraction 0..1 as percent without decimals; below 1 % but above nothing is "<1%", so that it does not read as nothing. */
export function formatPercent(locale: string, fraction: number): string {
  const format = numberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  if (fraction > 0 && fraction < 0.005) return `<${format.format(0.01)}`;
  return format.format(fraction);
}

/** A decimal figure with at most `decimals` places, e.g. a load of 1.25. */
export function formatDecimal(locale: string, value: number, decimals: number): string {
  return numberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}
