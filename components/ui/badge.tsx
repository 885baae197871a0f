import clsx from "clsx";
import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "pass" | "warn" | "block" | "unknown";

/** Text colour of a tone. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-muted",
  accent: "text-accent",
  pass: "text-pass",
  warn: "text-warn",
  block: "text-block",
  unknown: "text-unknown",
};

/** A small label in a box. The tone only underlines the word: it never stands for it. */
export function Badge(props: { readonly tone?: Tone; readonly children: ReactNode; readonly title?: string }) {
  return (
    <span
      title={props.title}
      className={clsx(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-sm border border-current/30 px-1.5 text-xs leading-5",
        TONE_TEXT[props.tone ?? "neutral"],
      )}
    >
      {props.children}
    </span>
  );
}
