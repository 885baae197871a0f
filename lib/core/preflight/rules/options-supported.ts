import { buildMigrateCommand } from "../../migration/command.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../migration/default-options.ts";
import { destinationUri, migrationAddress } from "../../migration/destination-uri.ts";
import { supportOf } from "../../migration/option-support.ts";
import { planMigration } from "../../migration/plan.ts";
import type { Domain } from "../../model/domain.ts";
import type { HostRegistration } from "../../model/host.ts";
import type { MigrationOptions } from "../../model/options.ts";
import { usesLibvirtPath } from "../choices.ts";
import { readFact } from "../context.ts";
import { seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { perObject, perTwo } from "../memo.ts";
import { defineRule } from "../rule.ts";
import { usedOptions } from "../used-options.ts";

/** Both hosts must be new enough for the choices, and the source's virsh must know every word of the very command that would run, `--unsafe` included. */
export const optionsSupported = defineRule({
  id: "options.supported",
  group: "path",
  reasons: ["supported", "no-command", "missing", "not-a-command"],
  evaluate: (context, say) => {
    const { source, destination, domain } = context;
    const options = context.options ?? DEFAULT_MIGRATION_OPTIONS;
    if (!usesLibvirtPath(options)) return say.notApplicable("no-command");
    const known = readFact(source, (facts) => facts.migrateOptions);
    if (!known.known) return say.cannotTell(known.why);

    const hosts = { source: source.facts, destination: destination.facts, domain };
    const used = optionsIn(options).map((name) => ({ name, support: supportOf(name, hosts) }));
    const refused = used.flatMap((one) => (one.support.supported === false ? [{ ...one, why: one.support.reason }] : []));
    const advice = () => fix("drop-option", "source", [["virsh", "help", "migrate"]]);
    const [first] = refused;
    if (first)
      return say.blockedBy(first.why, () => ({
        evidence: refused.map(({ name }) => seen(source, "option", name)),
        fix: advice(),
      }));

    const words = canBeReached(destination.registration) ? commandWords(domain, options) : null;
    if (words === null) return say.block("not-a-command", () => ({ fix: advice() }));
    const missing = missingWords(words, known.value);
    if (missing.length > 0) {
      const evidence = missing.map((option) => seen(source, "option", option));
      return say.block("missing", { values: { options: missing.join(" ") }, evidence, fix: advice() });
    }
    const evidence = () => [seen(source, "option", words.join(" "))];
    for (const one of used) if (one.support.supported === "unknown") return say.cannotTell(one.support.reason, evidence());
    return say.pass("supported", () => ({ evidence }));
  },
});

/** True when a URI can be made of what is registered. */
const canBeReached = perObject((registration: HostRegistration): boolean => {
  try {
    migrationAddress(registration);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
});

const optionsIn = perObject(usedOptions);

const missingWords = perTwo((words: readonly string[], known: readonly string[]) =>
  words.filter((word) => !known.includes(word)),
);

/** The options of the command that would run, wherever it goes; null when no command can be made of these choices. */
const commandWords = perTwo((domain: Domain, options: MigrationOptions): readonly string[] | null => {
  const rewrites = options.diskPaths.length > 0 || options.nicSources.length > 0 || options.graphicsListen !== null;
  const file = rewrites ? "/definition.xml" : null;
  try {
    const plan = planMigration({
      request: {
        domainUuid: domain.uuid,
        sourceHostId: domain.hostId,
        destinationHostId: domain.hostId,
        options,
        pingAddress: null,
        acknowledged: [],
      },
      domain,
      destinationUri: destinationUri({ address: "destination", port: 22, user: "root" }, options.connection),
      evidence: { provenShared: new Set(domain.disks.map(({ target }) => target)) },
      xmlFiles: { live: file, persistent: file },
    });
    // Positional arguments have no dashes in `virsh help`.
    return buildMigrateCommand(plan).filter((word) => /^--[a-z]/.test(word) && word !== "--domain" && word !== "--desturi");
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
});
