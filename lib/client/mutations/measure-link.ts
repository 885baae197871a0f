import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type LinkFigures, queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";
import { withLink } from "../links.ts";

/** From where to where, and for how long (1 to 10 s). */
export type MeasureLinkRequest = Parameters<typeof api.links.measure>[0];

/** Sends data from one host to the other for some seconds. What rests on the figure (forecasts) is asked again. */
export function useMeasureLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: MeasureLinkRequest) => api.links.measure(input),
    onSuccess: (link) => {
      client.setQueryData<readonly LinkFigures[]>(queryKeys.links, (links) => links && withLink(links, link));
      void client.invalidateQueries({ queryKey: ["prediction"] });
    },
  });
}
