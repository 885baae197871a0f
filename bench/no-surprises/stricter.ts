/**
 * Blocks that are stricter than virsh on purpose: what virsh does then ends well only by luck, in a way that it does not look at. By rule and reason, or by
 * the last word of a refusal's key.
 */
const REASONS: Readonly<Record<string, string>> = {
  "storage.shared not-shared":
    "told not to look (`--unsafe`), virsh starts the VM on whatever file lies at that path there: from then on two versions of one disk",
  "storage.shared other-file":
    "told not to look (`--unsafe`), virsh starts the VM on another file of that name: from then on two versions of one disk",
  "storage.destination-image exists":
    "virsh copies over an image that is there already, if it is as large; whose it is, nobody has asked",
  "storage.backing no-backing":
    "an incremental copy of an image that is built on nothing copies all of it: VirtFerry wants that to be chosen (full copy), since time and free space are judged by it",
  "identity.managed-save would-be-lost":
    "virsh moves the definition and leaves the saved state behind on the source, where it belongs to nobody",
};

/** Why this block is right although virsh would do it; null when there is no such reason. */
export function reasonFor(rule: string): string | null {
  return REASONS[rule] ?? null;
}
