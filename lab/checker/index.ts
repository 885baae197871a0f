import { type Copies, type Judgement, judge } from "./judge.ts";
import { lookAtVm } from "./look.ts";
import type { Baseline, VmPicture } from "./picture.ts";

export type { Copies, Judgement } from "./judge.ts";
export { takeBaseline } from "./look.ts";
export type { Baseline, VmPicture } from "./picture.ts";

export interface CheckReport {
  readonly judgement: Judgement;
  readonly picture: VmPicture;
  /** One line for a person: where it is, in what state, how far it has come. */
  readonly words: string;
}

/** Looks at a VM on every host of the lab and says what is there and what is wrong. Knows of no console. */
export async function checkVm(guest: string, since: Baseline): Promise<CheckReport> {
  const picture = await lookAtVm(guest);
  const judgement = judge(picture, since);
  return { judgement, picture, words: describe(picture, judgement) };
}

function describe({ guest, hosts, count }: VmPicture, { copies }: Judgement): string {
  const places = hosts
    .filter(({ domain, qemus }) => domain !== null || qemus.length > 0)
    .map(({ host, domain }) => `${host} ${domain ? `${domain.state} (${domain.reason})` : "QEMU unknown to libvirt"}`);
  const words: Readonly<Record<Copies, string>> = {
    "one-running": "one copy, running",
    "one-paused": "one copy, paused",
    none: "no copy runs",
    waiting: "two halves of a post-copy wait",
    several: "MORE THAN ONE COPY",
    unclear: "unclear",
  };
  return `${guest}: ${words[copies]}; ${places.join(", ") || "on no host"}; counter ${count}`;
}
