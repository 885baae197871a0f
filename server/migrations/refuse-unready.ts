import { ServiceError } from "../service-error.ts";
import type { PreparedMigration } from "./prepare.ts";

/** Nothing is begun when it is plain that the first step would fail: a file in the way, or an image of which nothing is known. */
export function refuseUnready({ steps, evidence }: PreparedMigration, host: string): void {
  for (const { kind, data, commands } of steps) {
    if (kind !== "create-image" && kind !== "create-overlay") continue;
    const values = { disk: String(data.target), path: String(data.path), host };
    const refuse = (key: string): ServiceError =>
      new ServiceError("conflict", { message: { key: `errors.migrations.${key}`, values }, field: "options.copiedDisks" });
    if (commands.length === 0) throw refuse("image-unread");
    const pair = evidence?.images.get(values.disk);
    if (pair?.destination.exists) throw refuse("image-exists");
    // An overlay on another base is another disk: acknowledging that nobody compared them is not enough.
    if (kind === "create-overlay" && pair?.backingEqual !== true) throw refuse("backing-not-compared");
  }
}
