import { useMutation, useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "@/lib/contract/index.ts";
import { api } from "../api.ts";

/** Reads every host anew and looks for leftovers; the answer takes the place of what was shown. Changes nothing on a host. */
export function useLookForRecovery() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.recovery.look(),
    onSuccess: (view) => client.setQueryData(queryKeys.recovery, view),
  });
}
