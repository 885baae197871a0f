import type { FixRecord, FixStepResult } from "../../lib/core/model/fix.ts";
import type { FixRepository } from "../store/repositories.ts";

/** One record, each change of which is stored before the next command runs. */
export interface RecordBook {
  current(): FixRecord;
  save(change: Partial<FixRecord>): Promise<void>;
  /** Changes one step, and perhaps the record with it, in one write. */
  saveStep(index: number, step: Partial<FixStepResult>, change?: Partial<FixRecord>): Promise<void>;
}

/** Keeps `first`, which is stored already. */
export function openRecord(store: Pick<FixRepository, "update">, first: FixRecord): RecordBook {
  let record = first;
  const save = async (change: Partial<FixRecord>): Promise<void> => {
    const next = { ...record, ...change, revision: record.revision + 1 };
    await store.update(next);
    record = next;
  };
  return {
    current: () => record,
    save,
    saveStep: (index, step, change = {}) =>
      save({ ...change, steps: record.steps.map((one, at) => (at === index ? { ...one, ...step } : one)) }),
  };
}
