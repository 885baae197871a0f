import type { Figures } from "../services.ts";

/** For tests in which nothing was measured or learned. */
export const noFigures: Figures = { dirtyRate: () => null, link: () => null };
