"use client";

import clsx from "clsx";
import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from "react";
import { useFieldControl } from "./field.tsx";

/** Classes shared by all text-like controls. */
export const CONTROL_CLASS =
  "control-text w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-text aria-invalid:border-block disabled:opacity-60";

export interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  /** Fixed-width letters, for addresses and fingerprints. */
  readonly mono?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A line of text. Inside a Field it is tied to label, hint and error by itself. */
export function TextInput({ mono, className, ref, ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...useFieldControl()}
      {...rest}
      ref={ref}
      className={clsx(CONTROL_CLASS, "h-8", mono && "font-mono", className)}
    />
  );
}

/** Several lines of text, e.g. a pasted key. */
export function TextArea({
  className,
  ref,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & { readonly ref?: Ref<HTMLTextAreaElement> }) {
  return (
    <textarea
      spellCheck={false}
      autoComplete="off"
      {...useFieldControl()}
      {...rest}
      ref={ref}
      className={clsx(CONTROL_CLASS, "min-h-24 py-1.5 font-mono text-sm", className)}
    />
  );
}
