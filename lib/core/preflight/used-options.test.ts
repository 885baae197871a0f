import { expect, it } from "vitest";
import type { MigrationOptions } from "../model/options.ts";
import { chosen } from "./test-support/chosen.ts";
import { usedOptions } from "./used-options.ts";

it.each<[Partial<MigrationOptions>, readonly string[]]>([
  [{}, ["persistent"]],
  [{ persistent: false, undefineSource: false }, []],
  [{ mode: "offline" }, ["offline", "persistent"]],
  [{ mode: "saved-state" }, []],
  [{ postCopy: "by-hand", parallelConnections: 2 }, ["persistent", "parallel", "post-copy", "post-copy-parallel"]],
  [{ compression: { method: "xbzrle", cacheMiB: null } }, ["persistent", "xbzrle"]],
  [{ ladder: [{ afterS: 9, action: { kind: "auto-converge" } }] }, ["persistent", "auto-converge-later"]],
  [{ autoConverge: true, autoConvergeInitialPercent: 30 }, ["persistent", "auto-converge", "auto-converge-tuning"]],
  [{ graphicsListen: "0.0.0.0" }, ["persistent", "rewrite-xml", "rewrite-persistent-xml"]],
  [{ storageCopy: "full", copiedDisks: ["vda"], disksPort: 50_000 }, ["persistent", "copy-storage", "disks-port"]],
])("%j uses %j", (options, names) => {
  expect(usedOptions(chosen(options))).toEqual(names);
});
