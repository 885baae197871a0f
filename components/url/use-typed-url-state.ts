"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";

/** How a state stands in the query string: `read` never throws, `write` gives a query string without `?`. */
export interface UrlCodec<State> {
  readonly read: (query: { get(name: string): string | null }) => State;
  readonly write: (state: State) => string;
}

export type UrlStateSetter<State> = (next: State, how?: "push" | "replace") => void;

/**
 * A whole typed state that lives in the URL, so that a view can be linked, reloaded and left by Back. The state is kept here, because the
 * router hands a new query on only after a transition: a text field bound to that would lose its caret.
 */
export function useTypedUrlState<State>(codec: UrlCodec<State>): readonly [State, UrlStateSetter<State>] {
  const pathname = usePathname();
  const query = useSearchParams();
  const [state, setState] = useState(() => codec.read(query));
  const written = useRef(codec.write(state));

  useEffect(() => {
    // A query that is not (or no longer) in the address bar is an old one on its way through the router.
    const inAddressBar = window.location.search.replace(/^\?/, "");
    if (query.toString() !== new URLSearchParams(inAddressBar).toString()) return;
    const read = codec.read(query);
    const text = codec.write(read);
    if (text === written.current) return;
    written.current = text;
    setState(read);
  }, [query, codec]);

  const change = useCallback<UrlStateSetter<State>>(
    (next, how = "replace") => {
      const text = codec.write(next);
      setState(next);
      if (text === written.current) return;
      written.current = text;
      const url = text === "" ? pathname : `${pathname}?${text}`;
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    },
    [codec, pathname],
  );
  return [state, change];
}
