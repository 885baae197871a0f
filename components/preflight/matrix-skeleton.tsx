import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e", "f", "g"];
const COLUMNS = ["a", "b", "c"];

/** The matrix while it loads: rows of the height that the real ones will have. */
export function MatrixSkeleton() {
  return (
    <div className="flex flex-col" data-testid="skeleton">
      <div className="h-12 border-line border-b" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-13.5 items-center gap-6 border-line border-b px-3">
          <Skeleton className="w-40" />
          {COLUMNS.map((column) => (
            <Skeleton key={column} className="w-28" />
          ))}
        </div>
      ))}
    </div>
  );
}
