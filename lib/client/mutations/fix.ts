import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api.ts";

/** What a preview showed, to be carried out. */
export type ApplyFixRequest = Parameters<typeof api.fixes.apply>[0];

/** The history of what was run on hosts is read again after each change of it, whether it worked or not. */
function useHistory(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["fixes"] });
}

/** Runs what a preview showed. Answers with the record when the last step has ended. */
export function useApplyFix() {
  return useMutation({ mutationFn: (input: ApplyFixRequest) => api.fixes.apply(input), onSettled: useHistory() });
}

/** Takes back what a fix did, last step first. */
export function useUndoFix() {
  return useMutation({ mutationFn: (fixId: string) => api.fixes.undo({ fixId }), onSettled: useHistory() });
}
