"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { api } from "@/lib/client/api.ts";
import { errorOf } from "@/lib/client/api-error.ts";
import { newIdempotencyKey } from "@/lib/client/idempotency-key.ts";
import { type MigrationRequest, type Queueing, queryKeys } from "@/lib/contract/index.ts";

interface Asked {
  readonly request: MigrationRequest;
  readonly queueing: Queueing;
}

/**
 * Starts a migration and goes to its page. One press has one key: a second click while the first is under way does nothing, and after
 * an answer that never came the next press uses the same key, so that it cannot start twice.
 */
export function useStart(onRefused: (error: unknown) => void) {
  const router = useRouter();
  const client = useQueryClient();
  const key = useRef<string | null>(null);
  const busy = useRef(false);
  const start = useMutation({
    mutationFn: ({ request, queueing }: Asked) => {
      key.current ??= newIdempotencyKey();
      return api.migrations.start({
        request: { ...request, acknowledged: [...request.acknowledged] },
        queueing,
        idempotencyKey: key.current,
      });
    },
    onSuccess: (record) => {
      key.current = null;
      void client.invalidateQueries({ queryKey: queryKeys.migrations });
      router.push(`/migrations/${record.id}`);
    },
    onError: (error) => {
      if (errorOf(error).code !== "network") key.current = null;
      busy.current = false;
      onRefused(error);
    },
  });
  const press = (asked: Asked) => {
    if (busy.current) return;
    busy.current = true;
    start.mutate(asked);
  };
  // After success the page is being left: the button stays busy until it is gone.
  return { press, busy: start.isPending || start.isSuccess, error: start.error };
}
