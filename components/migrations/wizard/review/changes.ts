import type { MigrationOptions } from "@/lib/contract/index.ts";
import { needsPostCopy } from "@/lib/core/migration/option-uses.ts";
import { visibleText } from "@/lib/format/visible-text.ts";
import type { Messages } from "@/lib/i18n/messages.ts";

/** Keys below `wizard.review`: what comes to be, what goes, what can be undone until when. */
export type ChangeKey = Exclude<keyof Messages["wizard"]["review"], "says">;
export interface Changes {
  readonly created: readonly ChangeKey[];
  readonly removed: readonly ChangeKey[];
  readonly undo: readonly ChangeKey[];
  /** Of the copied disks, for those lines that name them. */
  readonly disks: string;
  readonly name: string;
}

/** What a migration with these options leaves on both hosts. `persistent`: the VM has a stored definition on the source. */
export function changesOf(options: MigrationOptions, persistent: boolean): Changes {
  return {
    ...linesOf(options, persistent),
    disks: options.copiedDisks.map(visibleText).join(", "),
    name: visibleText(options.destinationName ?? ""),
  };
}

function linesOf(options: MigrationOptions, persistent: boolean): Pick<Changes, "created" | "removed" | "undo"> {
  const copies: readonly ChangeKey[] = options.copiedDisks.length > 0 ? ["createdImages"] : [];
  const kept: readonly ChangeKey[] = options.copiedDisks.length > 0 ? ["keptFiles"] : ["removedNothing"];
  const goes = options.undefineSource;
  switch (options.mode) {
    case "live":
      return {
        created: ["createdRunning", ...(options.persistent ? (["createdDefinition"] as const) : []), ...copies],
        removed: [
          "removedRunning",
          ...(goes ? (["removedDefinition"] as const) : []),
          ...(persistent && !options.persistent ? (["keptDefinition"] as const) : []),
          ...kept,
        ],
        undo: ["undoBefore", ...(needsPostCopy(options) ? (["undoPostCopy"] as const) : []), "undoAfter"],
      };
    case "offline":
      return cold(options, kept, copies);
    case "cold-copy":
      return options.newUuid
        ? { created: ["createdClone", ...copies], removed: ["keptOriginal"], undo: ["undoClone"] }
        : cold(options, kept, copies);
    case "saved-state":
      return {
        created: ["createdRunning", ...(options.persistent ? (["createdDefinition"] as const) : []), ...copies],
        removed: ["removedState", ...(goes ? (["removedDefinitionVerified"] as const) : []), ...kept],
        undo: ["undoSaved", "undoAfter"],
      };
  }
}

/** A VM that moves shut off: its definition goes once what was copied is verified, or at once when nothing is. */
function cold(options: MigrationOptions, kept: readonly ChangeKey[], copies: readonly ChangeKey[]) {
  const verified = options.copiedDisks.length > 0;
  return {
    created: ["createdDefinition", ...copies],
    removed: [verified ? "removedDefinitionVerified" : "removedDefinitionMoved", ...kept],
    undo: [verified ? "undoColdCopies" : "undoCold", "undoAfter"],
  } as const;
}
