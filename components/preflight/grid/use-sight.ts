"use client";

import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import { offsetToShow, type Sight, sightOf } from "./sight.ts";

/** Sizes in px of what a grid is made of; the widths are the smallest, columns grow to fill the room. */
export interface GridSizes {
  readonly rowHeight: number;
  readonly headHeight: number;
  /** Of the first column, on a phone and elsewhere. */
  readonly firstWidth: { readonly narrow: number; readonly wide: number };
  readonly columnWidth: number;
}

/** As wide as Tailwind's `sm`. */
const WIDE_PX = 640;

interface Box {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly wide: boolean;
}

/** As on a usual screen: what the server renders, and the first paint before anything is measured. */
const UNMEASURED: Box = { top: 0, left: 0, width: 1200, height: 700, wide: true };

function boxOf(element: HTMLElement): Box {
  const wide = window.innerWidth >= WIDE_PX;
  return { top: element.scrollTop, left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight, wide };
}

function isSame(a: Box, b: Box): boolean {
  return a.top === b.top && a.left === b.left && a.width === b.width && a.height === b.height && a.wide === b.wide;
}

/** Which rows and columns of a scrolling grid are in sight, and how to bring one there. */
export function useSight(
  scroller: RefObject<HTMLElement | null>,
  rows: number,
  columns: number,
  sizes: GridSizes,
): {
  readonly rows: Sight;
  readonly columns: Sight;
  /** Widths as they are now. */
  readonly firstWidth: number;
  readonly columnWidth: number;
  readonly reveal: (row: number, column: number) => void;
} {
  const [box, setBox] = useState(UNMEASURED);
  const measure = useCallback(() => {
    const element = scroller.current;
    if (element) setBox((old) => (isSame(old, boxOf(element)) ? old : boxOf(element)));
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [scroller, measure]);

  const { rowHeight, headHeight } = sizes;
  const firstWidth = box.wide ? sizes.firstWidth.wide : sizes.firstWidth.narrow;
  const columnWidth = Math.max(sizes.columnWidth, Math.floor((box.width - firstWidth) / Math.max(1, columns)));
  const reveal = useCallback(
    (row: number, column: number) => {
      const element = scroller.current;
      if (!element) return;
      const across = { offset: element.scrollLeft, extent: element.clientWidth - firstWidth, size: columnWidth, item: column };
      const down = { offset: element.scrollTop, extent: element.clientHeight - headHeight, size: rowHeight, item: row };
      element.scrollTop = offsetToShow(down);
      if (column >= 0) element.scrollLeft = offsetToShow(across);
      measure();
    },
    [scroller, measure, columnWidth, rowHeight, headHeight, firstWidth],
  );
  return {
    rows: sightOf({ offset: box.top, extent: box.height, size: rowHeight, count: rows }),
    columns: sightOf({ offset: box.left, extent: box.width - firstWidth, size: columnWidth, count: columns }),
    firstWidth,
    columnWidth,
    reveal,
  };
}
