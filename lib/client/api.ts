import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import type { contract } from "@/lib/contract/index.ts";

/** The API as typed functions: `api.hosts.list()`. Errors are read with `errorOf` (api-error.ts). Browser only. */
export const api: ContractRouterClient<typeof contract> = createORPCClient(
  new RPCLink({
    // A function: the module is also loaded while a page is rendered on the server, where there is no window.
    url: () => `${window.location.origin}/api/rpc`,
  }),
);
