import { CircleCheck, Minus, OctagonX, TriangleAlert } from "lucide-react";
import type { Verdict } from "@/lib/contract/index.ts";

/** A question mark in a dashed ring: not proven either way. */
function DashedQuestion(props: { readonly className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden
      className={props.className}
    >
      <circle cx="12" cy="12" r="10" strokeDasharray="3.6 4.25" />
      <path d="M9.1 9a3 3 0 0 1 5.8 1c0 2-3 2.6-3 4" />
      <path d="M12 17.5h.01" />
    </svg>
  );
}

/** Text colour of each verdict. */
export const VERDICT_TEXT: Record<Verdict, string> = {
  pass: "text-pass",
  warn: "text-warn",
  block: "text-block",
  unknown: "text-unknown",
  "not-applicable": "text-na",
};

/** The shape of a verdict, without words: only beside its word or inside something that has the word as its label. */
export function VerdictIcon(props: { readonly verdict: Verdict; readonly className?: string }) {
  const className = `size-4 shrink-0 ${VERDICT_TEXT[props.verdict]} ${props.className ?? ""}`;
  switch (props.verdict) {
    case "pass":
      return <CircleCheck aria-hidden className={className} />;
    case "warn":
      return <TriangleAlert aria-hidden className={className} />;
    case "block":
      return <OctagonX aria-hidden className={className} />;
    case "unknown":
      return <DashedQuestion className={className} />;
    case "not-applicable":
      return <Minus aria-hidden className={className} />;
  }
}
