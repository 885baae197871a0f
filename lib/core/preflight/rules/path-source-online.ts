import { defineRule } from "../rule.ts";
import { ONLINE_REASONS, sayOnline } from "./online.ts";

export const pathSourceOnline = defineRule({
  id: "path.source-online",
  group: "path",
  scope: "domain",
  reasons: ONLINE_REASONS,
  evaluate: ({ source }, say) => sayOnline(source, "source", say),
});
