"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Closer to the end than this counts as being there. */
const NEAR_PX = 24;

/** A scrolling box that follows what is appended, as long as the reader is at its end; who scrolled up is left alone. */
export function StickToEnd(props: { readonly length: number; readonly label: string; readonly children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the length says that something was appended
  useEffect(() => {
    const element = box.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [props.length]);
  return (
    <section
      ref={box}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
      }}
      // Relative: what is hidden in it for the eye, and placed absolutely, must not stretch the page.
      className="relative max-h-96 min-h-40 overflow-y-auto"
    >
      {props.children}
    </section>
  );
}
