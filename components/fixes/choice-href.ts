import type { DomainUuid, FixChoice, HostId } from "@/lib/contract/index.ts";

/**
 * The link into the wizard, at its step How, with a choice that it takes when it comes up (`choice`). The label stays here: the wizard
 * does not need it, and words do not belong into an address.
 */
export function choiceHref(
  place: {
    readonly domainUuid: DomainUuid;
    readonly source: { readonly id: HostId };
    readonly destination: { readonly id: HostId };
  },
  choice: FixChoice,
): string {
  const { label, ...rest } = choice;
  const query = new URLSearchParams({
    vm: place.domainUuid,
    from: place.source.id,
    to: place.destination.id,
    step: "how",
    choice: JSON.stringify(rest),
  });
  return `/migrations/new?${query}`;
}
