import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { errorOf } from "./api-error.ts";
import { goToSignIn } from "./sign-in-redirect.ts";

function onError(error: unknown): void {
  if (typeof window !== "undefined" && errorOf(error).code === "not-signed-in") goToSignIn();
}

/** The query cache with our habits: rooms keep data fresh, so nothing is asked again just because a window got the focus. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // Our own mark says whether the server answers; a browser's idea of being online says nothing of a LAN.
        networkMode: "always",
        retry: (failures, error) => failures < 2 && errorOf(error).code === "network",
        retryDelay: 1000,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
