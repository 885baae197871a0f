import { defineRule } from "../rule.ts";
import { ONLINE_REASONS, sayOnline } from "./online.ts";

export const pathDestinationOnline = defineRule({
  id: "path.destination-online",
  group: "path",
  scope: "pair",
  reasons: ONLINE_REASONS,
  evaluate: ({ destination }, say) => sayOnline(destination, "destination", say),
});
