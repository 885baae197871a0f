import type { Message } from "../../lib/core/model/finding.ts";
import { ServiceError } from "../service-error.ts";

/** A fix that must not be done, or need not be, with the reason; `detail` is host text. */
export function refused(message: Message, detail?: string): ServiceError {
  return new ServiceError("conflict", { message, ...(detail === undefined || detail === "" ? {} : { detail }) });
}

/** All is as it should be already. */
export function nothingToDo(): ServiceError {
  return refused({ key: "errors.fixes.nothing-to-do" });
}
