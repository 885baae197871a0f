import { setTimeout as sleep } from "node:timers/promises";
import { type LabFault, labExec, labFault } from "../../lab/client.ts";
import type { Move } from "./moves.ts";
import type { SoakServer } from "./server.ts";

/** Where a fault strikes: the first migration of the round. */
export interface Target {
  readonly virtferry: SoakServer;
  readonly guest: string;
  readonly uuid: string;
  readonly from: LabFault["host"];
  readonly to: LabFault["host"];
  readonly migrationId: string;
}

export interface SoakFault {
  readonly name: string;
  readonly weight: number;
  /** Weight in the last part of a soak, in which the server is killed; as `weight` if absent. */
  readonly weightAtEnd?: number;
  /** Seconds after the start: from, to. */
  readonly after: readonly [number, number];
  /** Seconds until it is healed: from, to; absent when there is nothing to heal. */
  readonly lasts?: readonly [number, number];
  readonly fits?: (move: Move) => boolean;
  /** There is nothing to strike before data flows. */
  readonly needsCopying?: true;
  /** It takes the VM's power itself, or does so when it strikes just after the switch: not running afterwards may be the truth. */
  readonly mayEndTheVm?: true;
  readonly strike: (target: Target) => Promise<void>;
  readonly heal?: (target: Target) => Promise<void>;
}

const isLive = ({ isRunning, options }: Move) => isRunning && (options.mode ?? "live") === "live";
/** What breaks a VM for good when its memory lies on both hosts is not drawn for post-copy. */
const isPreCopy = (move: Move) => isLive(move) && move.options.postCopy === undefined;

const virsh = (host: string, ...args: string[]) => labExec(host, ["virsh", "-q", ...args], { timeoutMs: 20_000 });

/** The same daemon killed and started again, on either side. */
function daemonKilled(side: "from" | "to", weight: number): SoakFault {
  return {
    name: `libvirtd of the ${side === "from" ? "source" : "destination"} killed`,
    weight,
    after: [0, 3],
    lasts: [0.5, 3],
    fits: isPreCopy,
    strike: (target) => tolerant(labFault({ kind: "kill", host: target[side], what: "libvirtd" })),
    heal: (target) => labFault({ kind: "start", host: target[side], what: "libvirtd" }),
  };
}

function linkCut(name: string, weight: number, lasts: readonly [number, number]): SoakFault {
  return {
    name,
    weight,
    after: [0, 3],
    lasts,
    fits: isPreCopy,
    strike: ({ to }) => labFault({ kind: "link-cut", host: to }),
    heal: ({ to }) => labFault({ kind: "link-heal", host: to }),
  };
}

function serverKilled(name: string, after: readonly [number, number], weightAtEnd: number): SoakFault {
  return {
    name,
    weight: 0,
    weightAtEnd,
    after,
    lasts: [0.5, 4],
    strike: ({ virtferry }) => virtferry.kill(),
    heal: ({ virtferry }) => virtferry.startAgain(),
  };
}

/** A fault that comes when there is nothing left to break has not failed. */
async function tolerant(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!/^no .* runs on|has no migration connection/.test(error instanceof Error ? error.message : "")) throw error;
  });
}

/** Everything that may be drawn: about half of the rounds are left in peace. */
export const FAULTS: readonly SoakFault[] = [
  { name: "none", weight: 50, after: [0, 0], strike: async () => undefined },
  {
    name: "abort",
    weight: 8,
    after: [0, 3],
    strike: ({ virtferry, migrationId }) => virtferry.abort(migrationId),
  },
  {
    name: "virsh client killed",
    weight: 5,
    after: [0.3, 3],
    fits: isLive,
    needsCopying: true,
    strike: async ({ from, uuid }) => {
      await labExec(from, ["pkill", "-KILL", "-f", `^([^ ]*/)?virsh .*migrate .*${uuid}`]);
    },
  },
  daemonKilled("from", 3),
  daemonKilled("to", 3),
  {
    name: "destination QEMU killed",
    weight: 5,
    after: [0.3, 3],
    fits: isPreCopy,
    mayEndTheVm: true,
    needsCopying: true,
    strike: async ({ guest, uuid, to }) => {
      // Only one that still waits for the memory: after the switch it is the VM itself.
      const { stdout } = await virsh(to, "domstate", uuid);
      if (stdout.trim() === "paused") await tolerant(labFault({ kind: "kill", host: to, what: `qemu:${guest}` }));
    },
  },
  {
    name: "ssh sessions of the source killed",
    weight: 4,
    after: [0, 3],
    strike: ({ from }) => tolerant(labFault({ kind: "kill", host: from, what: "sshd:sessions" })),
  },
  {
    name: "ssh sessions of the destination killed",
    weight: 3,
    after: [0, 3],
    fits: (move) => isPreCopy(move) || !isLive(move),
    strike: ({ to }) => tolerant(labFault({ kind: "kill", host: to, what: "sshd:sessions" })),
  },
  {
    name: "sshd of the source dead",
    weight: 2,
    after: [0, 2],
    lasts: [1, 4],
    strike: ({ from }) => tolerant(labFault({ kind: "kill", host: from, what: "sshd" })),
    heal: ({ from }) => labFault({ kind: "start", host: from, what: "sshd" }),
  },
  linkCut("link cut for some seconds", 3, [1, 6]),
  linkCut("link cut beyond the keepalive", 1, [36, 42]),
  {
    name: "migration port refused",
    weight: 3,
    after: [0, 0.5],
    lasts: [2, 3],
    fits: isPreCopy,
    strike: ({ to }) => labFault({ kind: "ports-close", host: to, ports: "49152-49215", verdict: "reject" }),
    heal: ({ to }) => labFault({ kind: "ports-open", host: to, ports: "49152-49215" }),
  },
  {
    name: "migration connections reset",
    weight: 2,
    after: [0.3, 3],
    fits: isPreCopy,
    needsCopying: true,
    strike: ({ to }) => tolerant(labFault({ kind: "data-cut", host: to, reset: true })),
  },
  {
    name: "destroyed at the destination by hand",
    weight: 2,
    after: [0.3, 3],
    fits: isPreCopy,
    mayEndTheVm: true,
    needsCopying: true,
    strike: async ({ to, uuid }) => {
      const { stdout } = await virsh(to, "domstate", uuid);
      if (stdout.trim() === "paused") await virsh(to, "destroy", uuid);
    },
  },
  {
    name: "VM powered off by hand",
    weight: 2,
    after: [0.3, 3],
    fits: isPreCopy,
    mayEndTheVm: true,
    strike: async ({ from, uuid }) => {
      await virsh(from, "destroy", uuid);
    },
  },
  serverKilled("server killed at the start", [0, 0.3], 15),
  serverKilled("server killed under way", [0.3, 3], 15),
  {
    name: "server killed twice",
    weight: 0,
    weightAtEnd: 5,
    after: [0, 2],
    lasts: [0.5, 2],
    strike: ({ virtferry }) => virtferry.kill(),
    heal: async ({ virtferry }) => {
      await virtferry.startAgain();
      await sleep(300);
      await virtferry.kill();
      await virtferry.startAgain();
    },
  },
];
