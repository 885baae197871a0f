import type { DomainUuid } from "../../lib/core/model/ids.ts";

/** An event's domain and what libvirt says of it. */
export interface EventDomain {
  readonly domainUuid: DomainUuid | null;
  readonly detail: string;
}

/**
 * Splits `NAME': detail` (or `NAME' disk vda: detail`, or `NAME'` alone). A name is chosen by the VM's owner and may hold quotes and
 * colons, so every quote is tried as its end: the longest name that is a known domain wins, for what libvirt itself puts behind it
 * holds no quote in the kinds that matter. With no known name the last quote that can end one is taken, and no UUID is given.
 */
export function eventDomain(nameAndDetail: string, resolveName: (name: string) => DomainUuid | undefined): EventDomain {
  let fallback: string | undefined;
  for (let at = nameAndDetail.lastIndexOf("'"); at >= 0; at = at === 0 ? -1 : nameAndDetail.lastIndexOf("'", at - 1)) {
    const rest = nameAndDetail.slice(at + 1);
    if (!/^(:|$| disk )/.test(rest)) continue;
    const detail = rest.replace(/^: ?| (?=disk )/, "");
    const domainUuid = resolveName(nameAndDetail.slice(0, at));
    if (domainUuid) return { domainUuid, detail };
    fallback ??= detail;
  }
  return { domainUuid: null, detail: fallback ?? nameAndDetail };
}
