import type { Message } from "../model/message.ts";

/** True when both say the same in every language. */
export function sameMessage(left: Message | null, right: Message | null): boolean {
  if (left === null || right === null) return left === right;
  return left.key === right.key && JSON.stringify(left.values) === JSON.stringify(right.values);
}
