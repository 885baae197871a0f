import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import { TONE_TEXT, type Tone } from "./badge.tsx";

/** Icon, word and tone of one state: the common body of the state marks. `spin` turns the icon while something goes on. */
export function StateMark(props: {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly word: string;
  readonly spin?: boolean | undefined;
  readonly compact?: boolean | undefined;
}) {
  const Icon = props.icon;
  return (
    <span
      className="inline-flex items-center gap-1.5 whitespace-nowrap align-middle"
      title={props.compact ? props.word : undefined}
    >
      <Icon aria-hidden className={clsx("size-4 shrink-0", TONE_TEXT[props.tone], props.spin && "animate-spin")} />
      <span className={props.compact ? "sr-only" : undefined}>{props.word}</span>
    </span>
  );
}
