"use client";

import { useSyncExternalStore } from "react";
import { setPreferenceCookie } from "./preference-cookie.ts";
import { parseTheme, THEME_COOKIE, type Theme } from "./theme.ts";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Paints the page in `theme` at once and keeps the choice. */
export function setTheme(theme: Theme): void {
  setPreferenceCookie(THEME_COOKIE, theme);
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** The chosen theme of the page; "system" while the server renders. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    subscribe,
    () => parseTheme(document.documentElement.dataset.theme),
    () => "system" as const,
  );
}
