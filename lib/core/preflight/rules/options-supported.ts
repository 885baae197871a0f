import { buildMigrateCommand } from "../../migration/command.ts";
import { migrationAddress } from "../../migration/destination-uri.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../migration/options.ts";
import { planMigration } from "../../migration/plan.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/** The source's virsh must know every option of the very command that would run, `--unsafe` included. */
export const optionsSupported = defineRule({
  id: "options.supported",
  group: "path",
  reasons: ["supported", "missing"],
  evaluate: ({ source, destination, domain, options }, say) => {
    const known = readFact(source, (facts) => facts.migrateOptions);
    if (!known.known) return say.cannotTell(known.why);
    const plan = planMigration({
      request: {
        domainUuid: domain.uuid,
        sourceHostId: source.registration.id,
        destinationHostId: destination.registration.id,
        options: options ?? DEFAULT_MIGRATION_OPTIONS,
        acknowledged: [],
      },
      domain,
      destinationUri: migrationAddress(destination.registration).uri,
      provenShared: true,
    });
    // Positional arguments have no dashes in `virsh help`.
    const used = buildMigrateCommand(plan).filter((word) => word.startsWith("--") && word !== "--domain" && word !== "--desturi");
    const missing = used.filter((option) => !known.value.includes(option));
    if (missing.length === 0) return say.pass("supported", { evidence: [seen(source, "option", used.join(" "))] });
    return say.block("missing", {
      values: { options: missing.join(" ") },
      evidence: missing.map((option) => seen(source, "option", option)),
      fix: fix("drop-option", "source", [["virsh", "help", "migrate"]]),
    });
  },
});
