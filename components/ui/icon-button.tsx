"use client";

import type { ReactNode, Ref } from "react";
import { type ButtonProps, buttonClass } from "./button.tsx";
import { Tooltip } from "./tooltip.tsx";

/** A square button with an icon only; `label` is its accessible name and its tooltip. */
export function IconButton({
  label,
  children,
  variant = "ghost",
  size = "md",
  className,
  busy = false,
  icon,
  type,
  ref,
  ...rest
}: Omit<ButtonProps, "children"> & {
  readonly label: string;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  return (
    <Tooltip content={label}>
      <button
        {...rest}
        ref={ref}
        type={type ?? "button"}
        aria-label={label}
        aria-busy={busy || undefined}
        className={buttonClass(variant, size, className, true)}
      >
        {icon ?? children}
      </button>
    </Tooltip>
  );
}
