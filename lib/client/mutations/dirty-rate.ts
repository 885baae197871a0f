import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type DirtyRateView, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** What to measure: the VM, on which host, for how long (1 to 60 s) and by which method; page-sampling for 1 s unless said. */
export type DirtyRateRequest = Parameters<typeof api.migrations.dirtyRate>[0];

/** Measures how fast a running VM dirties its memory; takes as long as it measures. The answer is kept as the last one, and forecasts are asked again. */
export function useDirtyRate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: DirtyRateRequest) => api.migrations.dirtyRate(input),
    onSuccess: (measured, { hostId, domainUuid }) => {
      client.setQueryData<DirtyRateView>(queryKeys.dirtyRate(hostId, domainUuid), measured);
      void client.invalidateQueries({ queryKey: ["prediction"] });
    },
  });
}

/** The last dirty rate that was measured of this VM here; undefined when none was. */
export function useLastDirtyRate(hostId: string, domainUuid: string): DirtyRateView | undefined {
  return useQuery<DirtyRateView>({ queryKey: queryKeys.dirtyRate(hostId, domainUuid), queryFn: skipToken }).data;
}
