"use client";

import clsx from "clsx";
import { Search } from "lucide-react";
import { TextInput } from "./text-input.tsx";

/** The search field of a list; the key `/` finds it. `className` gives its width. */
export function SearchInput(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly className: string;
}) {
  return (
    <span className={clsx("relative", props.className)}>
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <TextInput
        type="search"
        data-grid-search=""
        aria-label={props.label}
        placeholder={props.placeholder}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className="pl-8"
      />
    </span>
  );
}
