/** Items of one axis that are in sight: from `first` up to, not including, `end`. */
export interface Sight {
  readonly first: number;
  readonly end: number;
}

/** Items painted beyond each edge, so that a quick scroll meets no hole. */
const BEYOND = 3;

/** Which of `count` items of `size` px are in sight of `extent` px, scrolled by `offset` px. */
export function sightOf(axis: {
  readonly offset: number;
  readonly extent: number;
  readonly size: number;
  readonly count: number;
}): Sight {
  const first = Math.floor(axis.offset / axis.size) - BEYOND;
  const end = Math.ceil((axis.offset + axis.extent) / axis.size) + BEYOND;
  const last = Math.max(0, Math.min(axis.count, end));
  return { first: Math.min(Math.max(0, first), last), end: last };
}

/** What is painted of an axis: items by index, and gaps in place of so many items that are not. */
export type Slot = { readonly item: number } | { readonly gapAt: number; readonly items: number };

/**
 * The items in sight and the one that the keyboard stands on (else the focus would be lost with it), with gaps between, so that all
 * together are as long as `count` items.
 */
export function slotsOf(sight: Sight, pinned: number, count: number): readonly Slot[] {
  const shown = new Set<number>();
  for (let item = sight.first; item < sight.end; item++) shown.add(item);
  if (pinned >= 0 && pinned < count) shown.add(pinned);
  const slots: Slot[] = [];
  let next = 0;
  for (const item of [...shown].sort((a, b) => a - b)) {
    if (item > next) slots.push({ gapAt: next, items: item - next });
    slots.push({ item });
    next = item + 1;
  }
  if (next < count) slots.push({ gapAt: next, items: count - next });
  return slots;
}

/** The offset at which an item is wholly in sight; the present one when it is already. */
export function offsetToShow(axis: {
  readonly offset: number;
  readonly extent: number;
  readonly size: number;
  readonly item: number;
}): number {
  const start = axis.item * axis.size;
  if (start < axis.offset) return start;
  return Math.max(axis.offset, start + axis.size - axis.extent);
}
