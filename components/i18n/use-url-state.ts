"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Changes to parameters of the address: null takes one away. */
export type UrlChange = Readonly<Record<string, string | null>>;

/**
 * State of a view held in the address, so that every view can be linked. Returns the parameters and a setter; the setter changes
 * only what it names and asks the server for nothing. `push` makes a step that Back undoes (opening a drawer); without it the
 * current step is replaced (typing in a search).
 */
export function useUrlState(): readonly [
  params: Pick<URLSearchParams, "get" | "has" | "toString">,
  set: (change: UrlChange, options?: { readonly push?: boolean }) => void,
] {
  const params = useSearchParams();
  const set = useCallback((change: UrlChange, options?: { readonly push?: boolean }) => {
    // The address itself, not the hook's value: two changes in one tick must not undo each other.
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    const query = next.toString();
    const url = `${window.location.pathname}${query === "" ? "" : `?${query}`}`;
    if (url === `${window.location.pathname}${window.location.search}`) return;
    if (options?.push) window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
  }, []);
  return [params, set];
}
