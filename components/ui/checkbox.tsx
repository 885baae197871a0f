"use client";

import clsx from "clsx";
import { type ReactNode, useId } from "react";

/** A box to tick with its words beside it; `hint` below. With `indeterminate` it stands for a part of a list. */
export function Checkbox(props: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly hideLabel?: boolean;
  readonly indeterminate?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
}) {
  const id = useId();
  return (
    <span className="flex gap-2">
      <input
        id={id}
        type="checkbox"
        name={props.name}
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        ref={(element) => {
          if (element) element.indeterminate = props.indeterminate ?? false;
        }}
        onChange={(event) => props.onChange(event.target.checked)}
        className={clsx("size-4 shrink-0 accent-accent-solid", !props.hideLabel && "mt-0.75")}
      />
      <span className={props.hideLabel ? "sr-only" : "min-w-0"}>
        <label htmlFor={id}>{props.label}</label>
        {props.hint && (
          <span id={`${id}-hint`} className="block text-muted text-sm">
            {props.hint}
          </span>
        )}
      </span>
    </span>
  );
}
