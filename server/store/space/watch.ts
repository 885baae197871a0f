import { statfsSync } from "node:fs";
import { ConfigError } from "../../config.ts";
import type { Logger } from "../../logger.ts";
import { storeFull } from "../../store-error.ts";
import { RESERVE_BYTES, type Reserve } from "./reserve.ts";

const MIB = 1024 * 1024;
/** Below this nothing that grows is stored any more. More than one piece of PostgreSQL's log, which it must be able to begin at any time or it dies. */
const FULL_BELOW_BYTES = 32 * MIB;
/** Room beyond that before the reserve is taken again, so that it does not come and go. */
const SLACK_BYTES = 16 * MIB;
const LOW_BELOW_BYTES = 200 * MIB;
const GLANCE_MS = 200;
const LOOK_EVERY_MS = 2000;

export type SpaceState = "enough" | "low" | "full";

/** How much room the data folder has, and what follows from it. */
export interface SpaceWatch {
  /** Not older than GLANCE_MS. */
  freeBytes(): number;
  state(): SpaceState;
  /** The error for a write that cannot be stored now. */
  error(): Error;
  /** Before PostgreSQL starts: gives the reserve back when it could not come up without. */
  makeRoomToStart(): void;
  /** The error for a PostgreSQL that did not come up: what to do when it is for want of room, else as it is. */
  whyNoStart(error: Error): Error;
  stop(): void;
}

/** Looks after the room in `folder` until it is stopped: keeps the reserve, and puts on record when room gets scarce and when there is some again. */
export function watchSpace(folder: string, reserve: Reserve, logger: Logger): SpaceWatch {
  let free = Number.MAX_SAFE_INTEGER;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let said: SpaceState = "enough";
  let making = false;
  let held = reserve.held();
  const freeBytes = (): number => {
    const now = performance.now();
    if (now - lookedAtMs < GLANCE_MS) return free;
    lookedAtMs = now;
    try {
      const { bavail, bsize } = statfsSync(folder);
      free = bavail * bsize;
    } catch (error) {
      logger.warn({ err: error }, "it cannot be told how much room the data folder has");
    }
    return free;
  };
  /** What must be free for things to be stored: after an emergency also the reserve, or the next one would be the last. */
  const needed = () => FULL_BELOW_BYTES + (held || said !== "full" ? 0 : RESERVE_BYTES + SLACK_BYTES);
  const state = (): SpaceState => {
    const bytes = freeBytes();
    if (bytes < needed()) return "full";
    return bytes < LOW_BELOW_BYTES ? "low" : "enough";
  };
  const say = (): void => {
    const now = state();
    if (now === said) return;
    const facts = { folder, freeMiB: Math.floor(freeBytes() / MIB) };
    if (now === "full")
      logger.error(facts, "the disk is full: nothing more is stored until there is room; what is stored can be read");
    else if (now === "low") logger.warn(facts, "the disk is nearly full: make room");
    else logger.info(facts, "the disk has room again");
    said = now;
  };
  const keep = async (): Promise<void> => {
    say();
    if (held || making || freeBytes() < RESERVE_BYTES + FULL_BELOW_BYTES + SLACK_BYTES) return;
    making = true;
    try {
      await reserve.make();
      held = true;
      lookedAtMs = Number.NEGATIVE_INFINITY;
    } catch (error) {
      logger.warn({ err: error }, "no room could be set aside for a full disk");
    } finally {
      making = false;
    }
  };
  const timer = setInterval(() => void keep(), LOOK_EVERY_MS).unref();
  void keep();
  return {
    freeBytes,
    state: () => {
      say();
      return said;
    },
    error: () => storeFull(folder, freeBytes(), needed()),
    makeRoomToStart() {
      lookedAtMs = Number.NEGATIVE_INFINITY;
      if (freeBytes() >= FULL_BELOW_BYTES || !reserve.give()) return;
      held = false;
      lookedAtMs = Number.NEGATIVE_INFINITY;
      say();
      said = "full";
      logger.error(
        { folder },
        "the disk is full: the room set aside was given to the database, so that what is stored can be read",
      );
    },
    whyNoStart(error) {
      lookedAtMs = Number.NEGATIVE_INFINITY;
      if (freeBytes() >= FULL_BELOW_BYTES) return error;
      const free = Math.floor(freeBytes() / MIB);
      return new ConfigError(
        `The disk of the data folder ${folder} is full: ${free} MiB are free, and its database cannot start. ` +
          `Make at least ${FULL_BELOW_BYTES / MIB} MiB of room there and start again.\n${error.message}`,
      );
    },
    stop: () => clearInterval(timer),
  };
}
