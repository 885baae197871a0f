import clsx from "clsx";
import { CircleCheck, Info, OctagonX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type NoticeTone = "info" | "pass" | "warn" | "danger";

const LOOKS = {
  info: [Info, "text-accent", "border-accent/40 bg-accent/6"],
  pass: [CircleCheck, "text-pass", "border-pass/40 bg-pass/6"],
  warn: [TriangleAlert, "text-warn", "border-warn/45 bg-warn/8"],
  danger: [OctagonX, "text-block", "border-block/45 bg-block/6"],
} as const;

/** A framed message in the flow of the page. `live` reads it out when it appears. */
export function Notice(props: {
  readonly tone?: NoticeTone;
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly live?: boolean;
  readonly children?: ReactNode;
}) {
  const tone = props.tone ?? "info";
  const [Icon, colour, frame] = LOOKS[tone];
  return (
    <div
      role={props.live ? (tone === "danger" ? "alert" : "status") : undefined}
      className={clsx("flex gap-2 rounded-md border px-3 py-2", frame)}
    >
      <Icon aria-hidden className={clsx("mt-0.75 size-4 shrink-0", colour)} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {props.title && <p className="font-medium">{props.title}</p>}
        {props.children && <div className="text-sm">{props.children}</div>}
        {props.actions && <div className="mt-2 flex flex-wrap gap-2">{props.actions}</div>}
      </div>
    </div>
  );
}
