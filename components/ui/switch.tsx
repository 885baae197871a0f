"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

/** On or off, at once. The words are beside it; `error`, when something is wrong, and `hint` below them. */
export function Switch(props: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly disabled?: boolean;
  readonly name?: string;
}) {
  const id = useId();
  const described = [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(" ");
  return (
    <span className="flex items-start gap-2.5">
      <span className="relative mt-0.5 inline-flex shrink-0">
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={props.checked}
          name={props.name}
          checked={props.checked}
          disabled={props.disabled}
          aria-describedby={described || undefined}
          aria-invalid={props.error ? true : undefined}
          onChange={(event) => props.onChange(event.target.checked)}
          className="peer h-4.5 w-8 cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken checked:border-accent-solid checked:bg-accent-solid disabled:cursor-not-allowed disabled:opacity-55"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-0.75 left-0.75 size-3 rounded-full bg-line-strong transition-transform peer-checked:translate-x-3.5 peer-checked:bg-on-accent"
        />
      </span>
      <span className="min-w-0">
        <label htmlFor={id}>{props.label}</label>
        {props.error && (
          <span id={`${id}-error`} role="alert" className="flex gap-1 text-block text-sm">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="[overflow-wrap:anywhere]">{props.error}</span>
          </span>
        )}
        {props.hint && (
          <span id={`${id}-hint`} className="block text-muted text-sm">
            {props.hint}
          </span>
        )}
      </span>
    </span>
  );
}
