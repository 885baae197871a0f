import { harmedByEmulator } from "../../e2e/support/harmed-by-emulator.ts";
import { checkVm } from "../../lab/checker/index.ts";
import { crashesSince, type KernelCrash, type SerialMark } from "../../lab/checker/kernel-crash.ts";
import { labHeartbeat } from "../../lab/client.ts";

/** A guest that was not as it had been left, while nobody moved it. */
export interface AtRest {
  readonly guest: string;
  readonly harmed: string | null;
  readonly violations: readonly string[];
}

/** Where each guest came to by a live migration, and how far it had counted: what happens to it later is still of that arrival. */
export class Watch {
  private readonly arrivals = new Map<string, SerialMark>();
  private readonly counts = new Map<string, number>();

  /** It was judged sound with this count. `arrival`: where its new host's log ended before it came; null when it did not move, or not with its memory. */
  note(guest: string, count: number, arrival: SerialMark | null): void {
    this.counts.set(guest, count);
    if (arrival) this.arrivals.set(guest, arrival);
  }

  /** The guests were put back to how the lab makes them. */
  forget(): void {
    this.arrivals.clear();
    this.counts.clear();
  }

  /** What its kernel wrote of a crash since it had arrived at its host, and at `next` if it arrived there by now. */
  crashes(guest: string, next: SerialMark | null): Promise<readonly KernelCrash[]> {
    return crashesSince(guest, [this.arrivals.get(guest), next]);
  }

  /** Before a move: has it started anew since it was last looked at? Otherwise the move would be blamed. */
  async lookBefore(guests: readonly string[]): Promise<readonly AtRest[]> {
    const found: AtRest[] = [];
    for (const guest of guests) {
      const last = this.counts.get(guest);
      const now = last === undefined ? undefined : (await labHeartbeat(guest))?.count;
      if (last === undefined || now === undefined || now >= last) continue;
      found.push(await this.judge(guest, last));
    }
    return found;
  }

  /** At the end: each guest that was moved, with the checker. */
  async lookAtAll(): Promise<readonly AtRest[]> {
    const found: AtRest[] = [];
    for (const [guest, last] of this.counts) {
      const one = await this.judge(guest, last);
      if (one.harmed !== null || one.violations.length > 0) found.push(one);
    }
    return found;
  }

  private async judge(guest: string, last: number): Promise<AtRest> {
    const { judgement } = await checkVm(guest, { count: last - 1 });
    const wrong =
      judgement.copies === "one-running" ? judgement.faults : [...judgement.faults, `it ran, and now: ${judgement.copies}`];
    const harmed = wrong.length > 0 ? harmedByEmulator(wrong, judgement, await this.crashes(guest, null)) : null;
    return { guest, harmed, violations: harmed === null ? wrong : [] };
  }
}
