import { Skeleton } from "@/components/ui/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The checks while they load: rows of the height that the real ones will have. */
export function ChecksSkeleton() {
  return (
    <div className="flex flex-col">
      <div className="h-16 border-line border-b" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-line border-b px-3">
          <Skeleton className="w-40" />
          <Skeleton className="w-20" />
          <Skeleton className="w-20" />
        </div>
      ))}
    </div>
  );
}
