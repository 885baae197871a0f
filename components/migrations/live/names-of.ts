import type { MigrationRecord } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** The names that sentences about a migration need, fit to be shown: nothing in them can hide or turn the text around it. */
export function namesOf(record: Pick<MigrationRecord, "domainName" | "sourceHostName" | "destinationHostName">): {
  readonly vm: string;
  readonly from: string;
  readonly to: string;
} {
  return {
    vm: visibleText(record.domainName),
    from: visibleText(record.sourceHostName),
    to: visibleText(record.destinationHostName),
  };
}
