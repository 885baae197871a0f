/** A write of a migration was refused because another process has it now: whoever gets this writes nothing more, and does nothing more. */
export class NotOwnerError extends Error {
  readonly code = "not-owner";

  constructor(migrationId: string) {
    super(`migration ${migrationId} is looked after by somebody else now`);
  }
}
