import { VerdictMark } from "@/components/ui/verdict-mark.tsx";
import type { Verdict } from "@/lib/contract/index.ts";
import { VERDICTS } from "./order.ts";

/** "Blocked 3 · Warning 1 · Pass 34": how many findings have each verdict, worst first; those with none are left out. */
export function VerdictCounts(props: { readonly counts: Readonly<Record<Verdict, number>> }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {VERDICTS.filter((verdict) => props.counts[verdict] > 0).map((verdict) => (
        <li key={verdict}>
          <VerdictMark verdict={verdict} count={props.counts[verdict]} />
        </li>
      ))}
    </ul>
  );
}
