"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/lib/client/api.ts";
import { queryKeys, type TlsHostView, type TlsSetUpView } from "@/lib/contract/index.ts";

export type RunKind = "set-up" | "renew";

export interface RunChoices {
  readonly replace: boolean;
  readonly forLibvirt: boolean;
}

/** Sets hosts up one after another, so that it can be seen where it stands; each answer is kept, and one that fails stops no other. */
export function useRuns(kind: RunKind, hosts: readonly TlsHostView[]) {
  const client = useQueryClient();
  const [results, setResults] = useState<readonly TlsSetUpView[]>([]);
  const run = useMutation({
    mutationFn: async (choices: RunChoices) => {
      setResults([]);
      for (const { hostId } of hosts) {
        const result = await (kind === "renew" ? api.tls.renew({ hostId }) : api.tls.setUp({ hostId, ...choices }));
        setResults((before) => [...before, result]);
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.tls }),
  });
  return { run, results };
}
