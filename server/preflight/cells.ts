import { evaluateCell, sourceCell } from "../../lib/core/preflight/matrix.ts";
import type { PreflightService } from "../services.ts";
import type { CheckParts } from "./check.ts";
import { contextOf } from "./context-of.ts";
import { windowOf } from "./window.ts";

/** The cells of a few VMs with every finding, from what is at hand. What is missing starts in the background. */
export function createCells(parts: CheckParts): PreflightService["cells"] {
  const { inventory, rounds } = parts;
  return async (wanted) => {
    const window = windowOf(inventory.snapshots(), wanted);
    rounds.want(window);
    return window.located.flatMap(({ domain, host: source }) =>
      window.destinations.map((destination) =>
        source.registration.id === destination.registration.id
          ? sourceCell(domain, source)
          : evaluateCell(contextOf(parts, { source, destination }, domain, null)),
      ),
    );
  };
}
