import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A data folder of its own for one test, and how to take it away. */
export function temporaryDataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "virtferry-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
