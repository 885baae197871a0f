import type { DomainUuid } from "@/lib/contract/index.ts";
import { type OneVmParams, writeOneVmParams } from "./search-params.ts";

/** The link to the view of one VM's checks. */
export function oneVmHref(vm: DomainUuid, params: OneVmParams = { to: null, differs: false }): string {
  const query = writeOneVmParams(params);
  return query === "" ? `/preflight/${vm}` : `/preflight/${vm}?${query}`;
}
