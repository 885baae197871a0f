import { Skeleton } from "@/components/ui/skeleton.tsx";

/** The live page while its history is on the way: blocks where timeline, figures and chart will be. */
export function LiveSkeleton() {
  return (
    <div className="flex flex-col gap-4" data-testid="skeleton">
      <Skeleton className="h-14" />
      <Skeleton className="h-16" />
      <Skeleton className="h-36" />
      <Skeleton className="h-64" />
    </div>
  );
}
