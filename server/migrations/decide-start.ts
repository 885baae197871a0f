import { parseJobInfo } from "../../lib/core/facts/domjobinfo.ts";
import { onDomain, withoutConnect } from "../../lib/core/migration/command.ts";
import { classifyLibvirtText } from "../../lib/core/migration/libvirt-error.ts";
import { optionsForDomain } from "../../lib/core/migration/options.ts";
import type { Domain } from "../../lib/core/model/domain.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { MigrationRequest } from "../../lib/core/model/migration.ts";
import { hostsConcurrency } from "../../lib/core/preflight/rules/hosts-concurrency.ts";
import { ServiceError } from "../service-error.ts";
import type { CellBook } from "./cell-book.ts";
import type { MigrationDependencies } from "./dependencies.ts";
import { findDomain, findParties, type Parties, standing } from "./prepare.ts";

/** Probes between the two hosts (ports, storage, keys) that were made anew for the review may be this old, ms. */
const PROBES_MAX_AGE_MS = 55_000;
const READ_TIMEOUT_MS = 4_000;

export interface Cleared extends Parties {
  readonly domain: Domain;
  readonly cell: MatrixCell;
  /** With the options as they will be used. */
  readonly request: MigrationRequest;
}

/**
 * The decision of `decideStart` once more, for one that has waited: everything is read and probed anew. How many migrations use the hosts is the queue's
 * business by now and needs nobody's word.
 */
export async function decideAnew(deps: MigrationDependencies, cells: CellBook, request: MigrationRequest): Promise<Cleared> {
  const before = findParties(deps, request);
  requireOnline(deps, before);
  const source = await deps.inventory.refresh(request.sourceHostId, request.domainUuid);
  findDomain(source, request);
  const cell = await cells.probeAnew(request);
  refuse(cell, { acknowledged: [...request.acknowledged, hostsConcurrency.id] });
  return clear(deps, request, cell);
}

/**
 * The server's own decision, on fresh facts. What can change from one moment to the next (the domain, a job on it, the names and UUIDs at the
 * destination) is read now, over connections that are held: a few milliseconds. The expensive probes between the hosts are taken from the
 * preflight that was made anew for the review, if that is less than a minute ago, had no bad news (no warning either that nobody acknowledged: it may be
 * over), and nothing that was read now differs from what it saw; else all is probed anew. Throws a ServiceError that says what stands in the way; nothing has been stored or started then.
 */
export async function decideStart(deps: MigrationDependencies, cells: CellBook, asked: MigrationRequest): Promise<Cleared> {
  const before = findParties(deps, asked);
  requireOnline(deps, before);
  const { sourceHostId, domainUuid } = asked;
  const [source, busy, sameNeighbours] = await Promise.all([
    deps.inventory.refresh(sourceHostId, domainUuid),
    hasJob(deps, asked),
    destinationAsKnown(deps, asked),
  ]);
  const known = findDomain(source, asked);
  const request = { ...asked, options: optionsForDomain(asked.options, known) };
  const atHand = busy || !sameNeighbours ? null : cells.recent(request, PROBES_MAX_AGE_MS);
  const cell = atHand && toAcknowledge(atHand, request).length === 0 ? atHand : await cells.probeAnew(request);
  refuse(cell, request);
  return clear(deps, request, cell);
}

/** A fresh preflight has read the hosts once more. */
function clear(deps: MigrationDependencies, request: MigrationRequest, cell: MatrixCell): Cleared {
  const now = findParties(deps, request);
  const domain = findDomain(now.source, request);
  refuseState(domain, request, now.source.registration.name);
  return { ...now, domain, cell, request };
}

function requireOnline(deps: MigrationDependencies, { source, destination }: Parties): void {
  for (const { registration } of [source, destination]) {
    if (deps.links.get(registration.id)?.state().kind !== "up") throw offline(registration.name);
  }
}

/** A memory that is to travel needs a QEMU that has it; files that are to be copied need that nobody writes to them. */
function refuseState(domain: Domain, { options }: MigrationRequest, host: string): void {
  const refuse = (key: string): never => {
    throw new ServiceError("conflict", {
      message: { key: `errors.migrations.${key}`, values: { vm: domain.name, host } },
      field: "domainUuid",
    });
  };
  const active = domain.state === "running" || domain.state === "paused" || domain.state === "blocked";
  if (options.mode === "live" || options.mode === "saved-state") {
    if (!active) refuse("not-running");
    return;
  }
  if (domain.state !== "shut-off") refuse("not-shut-off");
  // libvirt moves the definition without the saved state, which would be lost on the source.
  if (domain.managedSave) refuse("managed-save");
}

function refuse(cell: MatrixCell, request: Pick<MigrationRequest, "acknowledged">): void {
  const { blockedBy } = standing(cell);
  const findings = (ids: readonly string[]) => cell.findings.filter(({ ruleId }) => ids.includes(ruleId));
  if (blockedBy.length > 0) {
    throw new ServiceError("preflight-blocked", {
      message: { key: "errors.migrations.preflight-blocked" },
      findings: findings(blockedBy),
    });
  }
  const open = toAcknowledge(cell, request);
  if (open.length > 0) {
    throw new ServiceError("acknowledge-warnings", {
      message: { key: "errors.migrations.acknowledge-warnings" },
      findings: findings(open),
    });
  }
}

/** The rules that somebody has still to acknowledge. */
function toAcknowledge(cell: MatrixCell, { acknowledged }: Pick<MigrationRequest, "acknowledged">): readonly string[] {
  return standing(cell).toAcknowledge.filter((id) => !acknowledged.includes(id));
}

async function hasJob(deps: MigrationDependencies, request: MigrationRequest): Promise<boolean> {
  const args = withoutConnect(onDomain("domjobinfo", request.domainUuid, ["--rawstats"]));
  const result = await deps.links.get(request.sourceHostId)?.virsh(args, { timeoutMs: READ_TIMEOUT_MS });
  if (classifyLibvirtText(result?.stderr ?? "") === "domain-not-running") return false;
  return (parseJobInfo(result?.stdout ?? "")?.type ?? "unknown") !== "none";
}

/** True when the destination lists exactly the domains (by UUID and name) that its last facts have. */
async function destinationAsKnown(deps: MigrationDependencies, request: MigrationRequest): Promise<boolean> {
  const link = deps.links.get(request.destinationHostId);
  const result = await link?.virsh(["list", "--all", "--uuid", "--name"], { timeoutMs: READ_TIMEOUT_MS });
  if (result?.exitCode !== 0) return false;
  const lines = result.stdout.split("\n").map((line) => line.trim());
  const seen = lines.filter((line) => line !== "");
  const facts = deps.inventory.snapshot(request.destinationHostId)?.domains ?? [];
  return (
    seen.toSorted().join("\n") ===
    facts
      .map(({ uuid, name }) => `${uuid} ${name}`)
      .toSorted()
      .join("\n")
  );
}

function offline(host: string): ServiceError {
  return new ServiceError("host-offline", { message: { key: "errors.migrations.host-offline", values: { host } } });
}
