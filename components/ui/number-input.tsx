"use client";

import clsx from "clsx";
import { type Ref, useState } from "react";
import { useFieldControl } from "./field.tsx";
import { CONTROL_CLASS } from "./text-input.tsx";

export interface NumberInputProps {
  /** Null = empty. NaN is given to `onChange` when what stands there is not a whole number, so that validation can say so. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly onBlur?: () => void;
  /** Shown inside the field at the right: ms, MiB/s. */
  readonly unit?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly name?: string;
  readonly "aria-label"?: string;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A whole number with its unit. The text that was typed stays as typed; no wheel or arrow changes it by accident. */
export function NumberInput({ value, onChange, unit, ref, onBlur, ...rest }: NumberInputProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: number | null } | null>(null);
  // What was typed stands as long as it still means the value that the form holds.
  const text = typed && Object.is(typed.value, value) ? typed.text : value === null || Number.isNaN(value) ? "" : String(value);
  return (
    <span className="relative block">
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        {...useFieldControl()}
        {...rest}
        ref={ref}
        value={text}
        onBlur={onBlur}
        onChange={(event) => {
          const next = event.target.value;
          const trimmed = next.trim();
          const parsed = trimmed === "" ? null : /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
          setTyped({ text: next, value: parsed });
          onChange(parsed);
        }}
        className={clsx(CONTROL_CLASS, "h-8", unit && "pr-14")}
      />
      {unit && (
        <span aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted text-sm">
          {unit}
        </span>
      )}
    </span>
  );
}
