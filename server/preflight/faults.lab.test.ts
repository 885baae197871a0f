import { afterAll, beforeAll, expect, it } from "vitest";
import { type LabFault, type LabStatus, labFault, labStatus } from "../../lab/client.ts";
import type { MatrixCell } from "../../lib/core/model/finding.ts";
import type { MigrationOptions } from "../../lib/core/model/options.ts";
import { expectWords } from "../../lib/core/preflight/test-support/table.ts";
import { answerOf, type RunningPreflight, startPreflight } from "./test-support/start-preflight.ts";

/** One thing goes wrong on a host: the check that is there for it turns red, no other changes, and all is as before when it is mended. */

const COPY = { storageCopy: "full", copiedDisks: ["vda"] } as const;
const TLS = { tls: true } as const;

interface Row {
  readonly what: string;
  readonly guest?: string;
  readonly options?: Partial<MigrationOptions>;
  readonly fault: LabFault;
  /** Rule to its answer. */
  readonly red: Readonly<Record<string, string>>;
  /** Rules that follow by necessity, each with the reason why. */
  readonly follows?: Readonly<Record<string, { readonly answer: string; readonly because: string }>>;
}

const OVER_SSH = { answer: "block ssh-failed", because: "libvirt on the source reaches the destination by this very ssh" };

const ROWS: readonly Row[] = [
  {
    what: "the bridge is gone",
    fault: { kind: "bridge", host: "hv2", state: "off" },
    red: { "network.bridge": "block missing" },
    follows: {
      "network.ovs": {
        answer: "not-applicable bridge-missing",
        because: "what kind of switch it is can only be said of one that is there",
      },
      "network.mtu": { answer: "not-applicable no-common-bridge", because: "one of the two MTUs to compare is gone" },
      "network.segment": { answer: "not-applicable no-addresses", because: "one of the two subnets to compare is gone" },
    },
  },
  {
    what: "the port range is closed silently",
    fault: { kind: "ports-close", host: "hv2", ports: "49152-49215", verdict: "drop" },
    red: { "path.data-ports": "block timeout" },
  },
  {
    what: "the source's key is not authorised",
    fault: { kind: "ssh-key", host: "hv2", peer: "hv1", state: "off" },
    red: { "path.ssh": "block denied" },
    follows: { "path.libvirt": OVER_SSH },
  },
  {
    what: "the source knows another host key",
    fault: { kind: "known-host", host: "hv1", peer: "hv2", state: "off" },
    red: { "path.host-key": "block other-key", "path.ssh": "block host-key-changed" },
    follows: { "path.libvirt": OVER_SSH },
  },
  {
    what: "the name is taken",
    fault: { kind: "name-clash", host: "hv2", guest: "web01", state: "on" },
    red: { "identity.name": "block clash" },
  },
  {
    what: "the folder is not shared though path, names and sizes are the same",
    options: {},
    fault: { kind: "other-folder", host: "hv2", state: "on" },
    red: { "storage.shared": "block not-shared" },
  },
  {
    what: "the disk is full",
    guest: "db02",
    options: COPY,
    fault: { kind: "disk-fill", host: "hv2", leaveMib: 20 },
    red: { "storage.destination-space": "block too-little" },
  },
  {
    what: "an image of another size is there",
    guest: "db02",
    options: COPY,
    fault: { kind: "image", host: "hv2", guest: "db02", sizeMib: 40 },
    red: { "storage.destination-image": "block exists" },
  },
  {
    what: "the pool is inactive",
    guest: "db02",
    options: COPY,
    fault: { kind: "pool", host: "hv2", pool: "default", state: "off" },
    red: { "storage.pool-inactive": "warn inactive" },
    follows: { "storage.pool": { answer: "pass no-pool", because: "it names the active pools" } },
  },
  {
    what: "the certificate is for another name",
    options: TLS,
    fault: { kind: "tls-cert", host: "hv2", certificate: "other-name" },
    red: { "tls.name": "block other-name" },
  },
  {
    what: "the certificate is expired",
    options: TLS,
    fault: { kind: "tls-cert", host: "hv2", certificate: "expired" },
    red: { "tls.dates": "block expired" },
  },
  {
    what: "the clock is off",
    fault: { kind: "clock", host: "hv2", seconds: 90 },
    red: { "clock.skew": "warn apart" },
  },
  {
    what: "an ISO is in the drive that only the source has",
    guest: "raw08",
    fault: { kind: "iso", host: "hv1", guest: "raw08", state: "on" },
    red: { "storage.media": "block missing" },
  },
  {
    what: "a snapshot is there",
    fault: { kind: "snapshot", host: "hv1", guest: "web01", state: "on" },
    red: { "storage.snapshots": "block present" },
  },
  {
    what: "a managed save is there",
    options: { mode: "offline" },
    fault: { kind: "managed-save", host: "hv1", guest: "web01", state: "on" },
    red: { "identity.managed-save": "block would-be-lost" },
    follows: {
      "identity.state": { answer: "pass off", because: "saving ends the VM on its host" },
      "identity.pending-changes": { answer: "not-applicable off", because: "what waits for the next start is of a running VM" },
    },
  },
  {
    what: "a block job runs",
    fault: { kind: "block-job", host: "hv1", guest: "web01", state: "on" },
    red: { "identity.job": "block block-job" },
  },
  {
    // The console's own session is older: the key that it took for this host is still the one that the source knows.
    what: "the destination has another host key",
    fault: { kind: "hostkey", host: "hv2" },
    red: { "path.ssh": "block host-key-changed" },
    follows: { "path.libvirt": OVER_SSH },
  },
];

let lab: LabStatus;
let run: RunningPreflight;
const before = new Map<string, Promise<MatrixCell>>();

const verdicts = (cell: MatrixCell) => Object.fromEntries(cell.findings.map(({ ruleId, verdict }) => [ruleId, verdict]));
const look = ({ guest = "web01", options }: Row) => run.check(guest, "hv1", "hv2", options);

/** Looked at once for all rows that ask the same. */
function healthy(row: Row): Promise<MatrixCell> {
  const key = JSON.stringify([row.guest, row.options]);
  const known = before.get(key) ?? look(row);
  before.set(key, known);
  return known;
}

beforeAll(async () => {
  lab = await labStatus();
  run = await startPreflight(lab);
  for (const name of ["hv1", "hv2"]) await run.add(name);
});
afterAll(() => run.stop());

it.each(ROWS)("$what", async (row) => {
  const { fault, red, follows = {} } = row;
  const was = await healthy(row);
  let cell: MatrixCell;
  try {
    await labFault(fault);
    cell = await look(row);
  } finally {
    await labFault({ kind: "heal", host: fault.host });
  }
  const wanted = { ...red, ...Object.fromEntries(Object.entries(follows).map(([ruleId, { answer }]) => [ruleId, answer])) };
  expect(Object.fromEntries(Object.keys(wanted).map((ruleId) => [ruleId, answerOf(cell, ruleId)]))).toEqual(wanted);
  const others = (seen: MatrixCell) => Object.entries(verdicts(seen)).filter(([ruleId]) => !(ruleId in wanted));
  expect(others(cell)).toEqual(others(was));
  for (const finding of cell.findings) expectWords(finding);
  expect(verdicts(await look(row))).toEqual(verdicts(was));
});
