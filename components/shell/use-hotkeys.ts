"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { NAV_ITEMS } from "./nav-items.ts";

const SEQUENCE_MS = 1200;

/** True where letters are text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/**
 * The console's keys: `/` to the search, `?` help, `g` and a letter to a place. Silent while somebody types or a dialog is open,
 * and with Ctrl, Alt or Meta held (those are the browser's).
 */
export function useHotkeys(actions: { readonly onSearch: () => void; readonly onHelp: () => void }): void {
  const router = useRouter();
  const { onSearch, onHelp } = actions;
  useEffect(() => {
    let wentAt = Number.NEGATIVE_INFINITY;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const place = event.timeStamp - wentAt < SEQUENCE_MS ? NAV_ITEMS.find((item) => item.letter === event.key) : undefined;
      wentAt = Number.NEGATIVE_INFINITY;
      if (place) router.push(place.href);
      else if (event.key === "g") wentAt = event.timeStamp;
      else if (event.key === "/") onSearch();
      else if (event.key === "?") onHelp();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [router, onSearch, onHelp]);
}
