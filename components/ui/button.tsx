"use client";

import clsx from "clsx";
import { LoaderCircle } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

/** Classes of a button, for links that look like one. `square`: it holds an icon only. */
export function buttonClass(
  variant: ButtonVariant = "secondary",
  size: ButtonSize = "md",
  extra?: string,
  square = false,
): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    "[&_svg]:shrink-0",
    size === "sm" ? "h-7 text-sm" : "h-8 text-base",
    square ? (size === "sm" ? "w-7" : "w-8") : size === "sm" ? "px-2" : "px-3",
    variant === "primary" && "border-transparent bg-accent-solid text-on-accent enabled:hover:bg-accent-hover",
    variant === "secondary" && "border-line-strong/60 bg-surface text-text hover:bg-hover",
    variant === "ghost" && "border-transparent bg-transparent text-text hover:bg-hover",
    variant === "danger" && "border-transparent bg-danger-solid text-on-accent enabled:hover:bg-danger-hover",
    extra,
  );
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** Shows a turning mark and takes no further press; the width stays. */
  readonly busy?: boolean;
  readonly icon?: ReactNode;
}

/** A push button; `type` is "button" unless said otherwise, so that it never sends a form by accident. */
export function Button({
  variant,
  size,
  busy = false,
  icon,
  className,
  children,
  disabled,
  type,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? "button"}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={buttonClass(variant, size, clsx(busy && "relative", className))}
    >
      <span className={clsx("contents", busy && "[&>*]:invisible")}>
        {icon}
        {busy ? <span>{children}</span> : children}
      </span>
      {busy && <LoaderCircle aria-hidden className="absolute size-4 animate-spin" />}
    </button>
  );
}
