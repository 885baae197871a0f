import type { FaultCell } from "../cell.ts";
import { adminCells } from "./admins.ts";
import { consoleCells } from "./console.ts";
import { networkLaterCells } from "./network-later.ts";
import { networkPostCopyCells } from "./network-post-copy.ts";
import { networkPreCopyCells } from "./network-pre-copy.ts";
import { outsiderCells } from "./outsiders.ts";
import { postCopyCells } from "./post-copy.ts";
import { powerCells } from "./power.ts";
import { processCells } from "./processes.ts";
import { surroundingCells } from "./surroundings.ts";

/** The whole table. */
export const CELLS: readonly FaultCell[] = [
  ...networkPreCopyCells,
  ...networkLaterCells,
  ...networkPostCopyCells,
  ...processCells,
  ...consoleCells,
  ...postCopyCells,
  ...powerCells,
  ...adminCells,
  ...outsiderCells,
  ...surroundingCells,
];
