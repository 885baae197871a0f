import type { FixAction } from "@/lib/contract/index.ts";
import { visibleText } from "@/lib/format/visible-text.ts";

/** What the words of an action (`fixDialog.apply.*`, `fixDialog.done.*`) may name. Host text is made visible. */
export interface ActionValues extends Record<string, string | number> {
  readonly source: string;
  readonly destination: string;
  /** What it is about: a path, a pool, a disk. */
  readonly what: string;
  readonly count: number;
}

function whatOf(action: FixAction): string {
  switch (action.kind) {
    case "create-folder":
    case "create-image":
    case "remove-half-made":
    case "remove-part-folder":
      return action.path;
    case "remove-job":
      return action.jobId;
    case "eject-media":
      return action.target;
    case "start-pool":
    case "start-network":
      return action.name;
    case "set-up-pool":
      return action.pool.name;
    default:
      return "";
  }
}

/**
 * Values for the words of an action.
 * @param hostNames those of the request, in its order: source, then destination, for all actions that have a side
 */
export function actionValues(action: FixAction, hostNames: readonly string[]): ActionValues {
  return {
    source: visibleText(hostNames[0] ?? ""),
    destination: visibleText(hostNames[1] ?? hostNames[0] ?? ""),
    what: visibleText(whatOf(action)),
    count: hostNames.length,
  };
}
