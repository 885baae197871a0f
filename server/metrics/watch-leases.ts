import type { MigrationLeases } from "../cluster/types.ts";
import { withLogFields } from "../log-scope.ts";

/** The same leases, counted while they are held; what is logged during the care for a migration carries its id. */
export function watchLeases(leases: MigrationLeases): { readonly leases: MigrationLeases; held(): number } {
  let held = 0;
  return {
    held: () => held,
    leases: {
      ...leases,
      start: (care) =>
        leases.start(async (lease) => {
          held += 1;
          try {
            return await withLogFields({ migrationId: lease.migrationId }, () => care(lease));
          } finally {
            held -= 1;
          }
        }),
    },
  };
}
