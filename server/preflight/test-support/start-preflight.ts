import { readFileSync } from "node:fs";
import { pino } from "pino";
import type { LabStatus } from "../../../lab/client.ts";
import { DEFAULT_MIGRATION_OPTIONS } from "../../../lib/core/migration/default-options.ts";
import type { Domain } from "../../../lib/core/model/domain.ts";
import type { Finding, MatrixCell } from "../../../lib/core/model/finding.ts";
import type { HostSnapshot } from "../../../lib/core/model/host.ts";
import type { HostId } from "../../../lib/core/model/ids.ts";
import type { MigrationOptions } from "../../../lib/core/model/options.ts";
import { createServerEvents } from "../../events.ts";
import { createInventoryService } from "../../inventory/index.ts";
import { memoryStore } from "../../inventory/test-support/memory-store.ts";
import type { HostLink, HostLinks } from "../../libvirt/host-link.ts";
import { createHostLinks } from "../../libvirt/host-links.ts";
import type { InventoryService, PreflightService } from "../../services.ts";
import { noFigures } from "../../test-support/no-figures.ts";
import { createPreflightService } from "../index.ts";

export interface RunningPreflight {
  readonly preflight: PreflightService;
  readonly inventory: InventoryService;
  readonly links: HostLinks;
  /** Registers a host of the lab, and waits until it was read once. */
  add(host: string, user?: string): Promise<HostSnapshot>;
  snapshot(host: string): HostSnapshot;
  domain(name: string): Domain;
  domainCount(): number;
  hostName(id: HostId): string;
  refresh(host: string): Promise<HostSnapshot>;
  /** A fresh check of a VM from one host to another, by their names. */
  check(name: string, from: string, to: string, options?: Partial<MigrationOptions>): Promise<MatrixCell>;
  /** Pairs that "preflight:changed" told of, by their hosts' names: "hv1 hv2". */
  changed(): readonly string[];
  /** What the preflight ran so far, as "host: words". */
  ran(): readonly string[];
  /** What is at hand about it. */
  glance(name: string, from: string, to: string): Promise<MatrixCell>;
  stop(): Promise<void>;
}

/** The preflight with a real inventory over real SSH to the lab, and a store in memory. */
export async function startPreflight(lab: LabStatus): Promise<RunningPreflight> {
  const logger = pino({ level: process.env.LOG_LEVEL ?? "error" }, pino.destination(2));
  const { store } = memoryStore();
  const events = createServerEvents();
  const links = createHostLinks({ readPrivateKey: store.keys.readPrivate, logger, now: Date.now });
  let count = 0;
  const newId = (prefix: "h" | "m") => `${prefix}_${String(++count).padStart(20, "0")}`;
  const inventory = createInventoryService({ store, links, events, logger, now: Date.now, newId });
  await inventory.start();
  if (lab.privateKeyPath === undefined) throw new Error("the lab is not up");
  const { id: keyId } = await inventory.addKey({ name: "lab", privateKey: readFileSync(lab.privateKeyPath, "utf8") });
  const ran: string[] = [];
  const watched = watchedLinks(links, ran);
  const changed: string[] = [];
  const nameOf = (id: HostId): string => inventory.snapshot(id)?.registration.name ?? "?";
  events.on("preflight:changed", (pairs) => {
    for (const pair of pairs) changed.push(pair.map(nameOf).join(" "));
  });
  const preflight = createPreflightService({ inventory, links: watched, events, figures: noFigures, logger, now: Date.now });

  const snapshot = (name: string): HostSnapshot => {
    const found = inventory.snapshots().find(({ registration }) => registration.name === name);
    if (!found) throw new Error(`no host ${name}`);
    return found;
  };
  const hostId = (name: string): HostId => snapshot(name).registration.id;
  const domain = (name: string): Domain => {
    const found = inventory.snapshots().flatMap(({ domains }) => domains.filter((one) => one.name === name))[0];
    if (!found) throw new Error(`no domain ${name}`);
    return found;
  };
  const question = (name: string, from: string, to: string) => ({
    domainUuid: uuidOn(snapshot(from), name),
    sourceHostId: hostId(from),
    destinationHostId: hostId(to),
  });
  return {
    preflight,
    inventory,
    links,
    snapshot,
    domain,
    domainCount: () => inventory.snapshots().flatMap(({ domains }) => domains).length,
    hostName: nameOf,
    changed: () => changed,
    ran: () => ran,
    refresh: (name) => inventory.refresh(hostId(name)),
    async add(name, user = "root") {
      const host = lab.hosts.find((candidate) => candidate.name === name);
      if (!host) throw new Error(`no host ${name} in the lab`);
      await inventory.add({
        address: host.address,
        port: host.sshPort,
        user,
        keyId,
        acceptedFingerprint: host.hostKeyFingerprint,
        name,
      });
      return inventory.refresh(hostId(name));
    },
    check: (name, from, to, options) =>
      preflight.check({
        ...question(name, from, to),
        ...(options ? { options: { ...DEFAULT_MIGRATION_OPTIONS, ...options } } : {}),
        fresh: true,
      }),
    glance: (name, from, to) => preflight.check({ ...question(name, from, to), fresh: false }),
    async stop() {
      await inventory.stop();
      await links.closeAll();
    },
  };
}

/** The same links, with all that is run over them noted down. */
function watchedLinks(links: HostLinks, ran: string[]): Pick<HostLinks, "get"> {
  const note = (link: HostLink, words: readonly string[]) => {
    ran.push(`${link.registration.name}: ${words.join(" ")}`);
  };
  return {
    get(id) {
      const link = links.get(id);
      return (
        link && {
          ...link,
          exec(argv, options) {
            note(link, argv);
            return link.exec(argv, options);
          },
          script(source, args, options) {
            note(link, [source, ...args]);
            return link.script(source, args, options);
          },
          virsh(args, options) {
            note(link, ["virsh", ...args]);
            return link.virsh(args, options);
          },
        }
      );
    },
  };
}

function uuidOn(host: HostSnapshot, name: string): Domain["uuid"] {
  const found = host.domains.find((domain) => domain.name === name);
  if (!found) throw new Error(`no domain ${name} on ${host.registration.name}`);
  return found.uuid;
}

/** The finding of one rule. */
export function findingOf(cell: MatrixCell, ruleId: string): Finding {
  const found = cell.findings.find((finding) => finding.ruleId === ruleId);
  if (!found) throw new Error(`no finding of ${ruleId}`);
  return found;
}

/** Verdict and reason in one word: "block missing". */
export function answerOf(cell: MatrixCell, ruleId: string): string {
  const { verdict, reason } = findingOf(cell, ruleId);
  return `${verdict} ${reason.key.split(".").at(-1)}`;
}
