"use client";

import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { Ref, SelectHTMLAttributes } from "react";
import { useFieldControl } from "./field.tsx";
import { CONTROL_CLASS } from "./text-input.tsx";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

/** One of a few: the browser's own select, which every keyboard, screen reader and phone knows. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  className,
  ref,
  ...rest
}: Omit<SelectHTMLAttributes<HTMLSelectElement>, "value" | "onChange"> & {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  readonly ref?: Ref<HTMLSelectElement>;
}) {
  return (
    <span className={clsx("relative block", className)}>
      <select
        {...useFieldControl()}
        {...rest}
        ref={ref}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
        className={clsx(CONTROL_CLASS, "h-8 appearance-none pr-8")}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-2 right-2.5 size-4 text-muted" />
    </span>
  );
}
