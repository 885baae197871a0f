import { onDomain, resumeOf } from "../migration/command.ts";
import type { HostSnapshot } from "../model/host.ts";
import type { MigrationRecord } from "../model/migration.ts";
import type { Place, RecoveryCase, RecoveryKind, RecoverySeverity, RecoveryWay } from "../model/recovery.ts";
import { clashCases } from "./clash-cases.ts";
import { domainKind } from "./domain-kind.ts";
import { domainWays } from "./domain-ways.ts";
import type { RecoveryInput, SeenDomain } from "./input.ts";
import { leftoverCases } from "./leftover-cases.ts";
import { hasCopy, postureOf } from "./posture.ts";
import { newestByDomain } from "./suspects.ts";

const SEVERITY: Readonly<Partial<Record<RecoveryKind, RecoverySeverity>>> = {
  "split-brain": "critical",
  "paused-twice": "critical",
  "stopped-midway": "critical",
  "half-arrived": "critical",
  "post-copy-failed": "critical",
  "post-copy-lost": "critical",
  "vm-lost": "critical",
  unknown: "critical",
  "stray-qemu": "critical",
  "foreign-job": "watch",
};
const ORDER: readonly RecoverySeverity[] = ["critical", "warn", "tidy", "watch"];

/** Every case that the material shows, the most pressing first. A domain whose migration VirtFerry itself looks after is none. */
export function findCases(input: RecoveryInput): readonly RecoveryCase[] {
  const newest = newestByDomain(input.records);
  const found = [
    ...input.domains.flatMap((domain) => domainCase(domain, newest.get(domain.uuid), input.snapshots)),
    ...clashCases(input.snapshots),
    ...leftoverCases(input),
  ];
  return found.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function domainCase(
  domain: SeenDomain,
  newest: MigrationRecord | undefined,
  snapshots: readonly HostSnapshot[],
): readonly RecoveryCase[] {
  if (newest !== undefined && newest.endedAtMs === null) return [];
  const mayBeThere = ({ hostId }: Place) =>
    newest?.request.sourceHostId === hostId ||
    newest?.request.destinationHostId === hostId ||
    snapshots.some(({ registration, domains }) => registration.id === hostId && domains.some(({ uuid }) => uuid === domain.uuid));
  const kind = domainKind(domain.places, newest, mayBeThere);
  if (kind === null) return [];
  const { uuid, name, places } = domain;
  const told = places.filter((place) => postureOf(place) !== "absent" && (place.reachable || mayBeThere(place)));
  return [
    {
      id: `${kind}:${uuid}`,
      kind,
      severity: SEVERITY[kind] ?? "warn",
      domainUuid: uuid,
      domainName: name,
      migrationId: newest?.id ?? null,
      values: { vm: name, ...hostWords(places, told) },
      // Of a VM that is nowhere, every host's "not here" is the evidence.
      places: told.length > 0 && kind !== "vm-lost" ? told : places,
      ways: kind === "post-copy-failed" ? resumeWays(domain, newest) : domainWays(kind, domain),
    },
  ];
}

/**
 * A broken post-copy is taken up by the command that began it; the console does that for its own on the migration's page, and nobody else's command is
 * known here: of that only the form is said.
 */
function resumeWays({ uuid, places }: SeenDomain, newest: MigrationRecord | undefined): readonly RecoveryWay[] {
  const source = places.find((place) => postureOf(place).startsWith("post-copy") && place.state === "paused");
  const destination = places.find((place) => hasCopy(place) && place !== source);
  if (!source) return [];
  const options = ["--desturi", `qemu+ssh://${destination?.hostName ?? "HOST"}/system`, "--live", "--p2p", "--postcopy"];
  const ours = newest !== undefined && newest.request.sourceHostId === source.hostId && newest.argv.includes("--postcopy");
  const argv = ours ? resumeOf(newest.argv) : [...onDomain("migrate", uuid, options), "--postcopy-resume"];
  const { hostId, hostName } = source;
  const why = { key: "recovery.why.post-copy-command" };
  return [{ action: null, hostId, hostName, why, fence: [], refused: null, commands: [{ hostName, argv }] }];
}

/** Names for the words: where it is alive, where it is else, who is silent. */
function hostWords(places: readonly Place[], told: readonly Place[]): Readonly<Record<string, string>> {
  const names = (fits: (place: Place) => boolean) =>
    places
      .filter(fits)
      .map(({ hostName }) => hostName)
      .join(", ");
  return {
    running: names((place) => postureOf(place) === "running"),
    copies: names(hasCopy),
    off: names((place) => postureOf(place) === "off"),
    others: names((place) => hasCopy(place) && postureOf(place) !== "running"),
    silent: names((place) => !place.reachable && told.includes(place)),
    stray: names((place) => postureOf(place) === "stray"),
  };
}
