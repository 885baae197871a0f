import { z } from "zod";
import { DEFAULT_QUEUEING } from "../core/model/queue.ts";

/** More at once would be a mistake of typing: hosts are not that wide. */
const MOST_PER_HOST = 64;
const MOST_IN_ALL = 512;
const MOST_TRIES = 10;
const DAY_MS = 24 * 60 * 60_000;

const perHost = z.number({ message: "perHost" }).int("perHost").min(1, "perHost").max(MOST_PER_HOST, "perHost");

/** How many migrations may be at work at once. */
export const queueLimitsInput = z.object({
  perSource: perHost,
  perDestination: perHost,
  inAll: z.number({ message: "inAll" }).int("inAll").min(1, "inAll").max(MOST_IN_ALL, "inAll"),
});

/** How a migration goes through the queue; what is left out is as by default. */
export const queueingInput = z.object({
  priority: z.enum(["low", "normal", "high"]).default(DEFAULT_QUEUEING.priority),
  retry: z
    .object({
      /** 0 = never. */
      times: z.number({ message: "times" }).int("times").min(0, "times").max(MOST_TRIES, "times"),
      afterMs: z.number({ message: "minutes" }).int("minutes").min(1_000, "minutes").max(DAY_MS, "minutes"),
    })
    .default(DEFAULT_QUEUEING.retry),
});
