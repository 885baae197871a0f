import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Baseline, type Copies, checkVm, takeBaseline } from "../../../lab/checker/index.ts";
import { type LabFault, labExec, labFault, labGuest } from "../../../lab/client.ts";
import type {
  LeverAction,
  MigrationOptions,
  MigrationRecord,
  MigrationRequest,
  MigrationView,
} from "../../../lib/contract/index.ts";
import { prepareRequest, waitForEnd } from "../../support/start-migration.ts";
import type { FaultConsole } from "./fault-console.ts";

/** One cell on its way: a migration of one guest, what is done to it, and what was found wrong meanwhile. */
export interface Trial {
  readonly virtferry: FaultConsole;
  readonly guest: string;
  readonly uuid: string;
  readonly since: Baseline;
  /** What was found wrong so far, in words. */
  readonly problems: string[];
  /** Starts the migration through the API as an admin would, every warning acknowledged. `between`: after the preflight, before the start. */
  begin(options?: Partial<MigrationOptions>, between?: () => Promise<void>, more?: More): Promise<MigrationRecord>;
  /** Presses the button without waiting for what comes of it; null when it was refused. */
  tryToBegin(options?: Partial<MigrationOptions>, between?: () => Promise<void>): Promise<MigrationRecord | null>;
  /** Looks after one that was started otherwise. */
  adopt(id: string): Promise<void>;
  /** Starts one of another guest beside it. */
  beginOther(
    move: Parameters<typeof prepareRequest>[1],
  ): Promise<{ abort(): Promise<unknown>; ended(): Promise<MigrationRecord> }>;
  /** Waits until the API says that this phase has come, and that memory flows where it is one of memory. Throws when it ends before. */
  reaches(phase: MigrationRecord["phase"]): Promise<MigrationRecord>;
  until(what: string, fits: (record: MigrationRecord) => boolean, withinMs?: number): Promise<MigrationRecord>;
  ended(withinMs?: number): Promise<MigrationRecord>;
  /** Null before `begin`. */
  record(): Promise<MigrationRecord | null>;
  lever(action: LeverAction): Promise<void>;
  /** True when it was refused, with these words in the answer. */
  refuses(words: RegExp, work: () => Promise<unknown>): Promise<void>;
  fault(fault: LabFault): Promise<void>;
  /** virsh on a host, past everything of ours; its output and exit code. */
  virsh(host: string, ...args: string[]): Promise<{ readonly text: string; readonly exitCode: number }>;
  /** Looks with the checker now. */
  expectNow(copies: Copies | readonly Copies[]): Promise<void>;
}

type More = Partial<Pick<MigrationRequest, "pingAddress">>;

const PHASE_MS = 60_000;
const END_MS = 90_000;
const COPYING_MS = 800;

/** Prepares one for a guest that runs on `from`. */
export async function openTrial(virtferry: FaultConsole, guest: string, from: string, to: string): Promise<Trial> {
  const { uuid } = await labGuest(guest);
  const since = await takeBaseline(guest);
  const problems: string[] = [];
  let id: string | null = null;
  const { client } = virtferry;

  const read = async () => (id === null ? null : (await client.call<MigrationView>("GET", `/migrations/${id}`)).record);
  const until: Trial["until"] = async (what, fits, withinMs = PHASE_MS) => {
    for (const deadline = Date.now() + withinMs; ; await sleep(60)) {
      const record = await read();
      if (record && fits(record)) return record;
      const now = record ? `${record.state}, ${record.phase}, ${record.attention?.key ?? "nothing to say"}` : "no record";
      if (record?.endedAtMs) throw new Error(`ended before it ${what}: ${now}, ${record.result?.failure?.code ?? "no failure"}`);
      if (Date.now() > deadline) throw new Error(`never ${what}: ${now}`);
    }
  };
  const press = async (request: Awaited<ReturnType<typeof prepareRequest>> & More) =>
    client.call<MigrationRecord>("POST", "/migrations", { request, idempotencyKey: randomUUID() });
  const begin: Trial["begin"] = async (options = {}, between = async () => undefined, more = {}) => {
    const request = await prepareRequest({ client }, { uuid, from, to, options });
    await between();
    const record = await press({ ...request, ...more });
    id = record.id;
    return record;
  };
  return {
    virtferry,
    guest,
    uuid,
    since,
    problems,
    begin,
    async tryToBegin(options, between) {
      try {
        return await begin(options, between);
      } catch (error) {
        if (!/^Error: POST \/migrations: 4\d\d /.test(String(error))) throw error;
        return null;
      }
    },
    async adopt(found) {
      id = found;
    },
    async beginOther(move) {
      const other = await press(await prepareRequest({ client }, move));
      return {
        abort: () => client.call("POST", `/migrations/${other.id}/abort`),
        ended: () => waitForEnd({ client }, other.id),
      };
    },
    until,
    reaches: (phase) =>
      until(`reached ${phase}`, (record) => {
        const flows = phase !== "pre-copy" || (record.lastSample?.elapsedMs ?? 0) > COPYING_MS;
        return record.phase === phase && record.endedAtMs === null && flows;
      }),
    ended: async (withinMs = END_MS) => until("ended", ({ endedAtMs }) => endedAtMs !== null, withinMs),
    record: read,
    async lever(action) {
      await client.call("POST", `/migrations/${id}/levers`, { lever: action });
    },
    async refuses(words, work) {
      try {
        await work();
        problems.push(`not refused: ${words.source}`);
      } catch (error) {
        if (!words.test(String(error))) throw error;
      }
    },
    fault: labFault,
    async virsh(host, ...args) {
      const { stdout, stderr, exitCode } = await labExec(host, ["virsh", "-q", ...args], { timeoutMs: 60_000 });
      return { text: `${stdout}${stderr}`.trim(), exitCode };
    },
    async expectNow(copies) {
      const { judgement, words } = await checkVm(guest, since);
      if (![copies].flat().includes(judgement.copies)) problems.push(`in between: ${words}`);
    },
  };
}
