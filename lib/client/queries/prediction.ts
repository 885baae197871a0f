import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type DomainUuid, type HostId, type MigrationOptions, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** Which migration a forecast is asked for. */
export interface PredictionQuestion {
  readonly domainUuid: DomainUuid;
  readonly sourceHostId: HostId;
  readonly destinationHostId: HostId;
  readonly options: MigrationOptions;
}

/** What is to be expected with these options. Runs nothing on a host; the answer before stays in sight while the next one comes. */
export function predictionQuery(question: PredictionQuestion) {
  return queryOptions({
    queryKey: queryKeys.prediction(question),
    queryFn: ({ signal }) => api.forecast.predict(question, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
}
