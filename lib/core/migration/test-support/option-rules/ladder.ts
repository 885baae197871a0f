import { ALLOWED, type RuleCase, rungs } from "./rule.ts";

/** The ladder. */
export const LADDER_RULES: readonly RuleCase[] = [
  [
    "ladder-not-rising",
    "ladder.1",
    {
      ladder: [
        { afterS: 5, action: { kind: "suspend" } },
        { afterS: 5, action: { kind: "abort" } },
      ],
    },
    { ladder: rungs("suspend", "abort") },
  ],
  ["rung-after-abort", "ladder.1", { ladder: rungs("abort", "suspend") }, { ladder: rungs("suspend", "abort") }],
  [
    "rung-after-time-limit",
    "ladder.0",
    { timeoutS: 10, timeoutAction: "abort", ladder: rungs("max-downtime") },
    { timeoutS: 11, timeoutAction: "abort", ladder: rungs("max-downtime") },
  ],
  [
    "rung-after-post-copy",
    "ladder.1",
    { ...ALLOWED, ladder: rungs("post-copy", "max-downtime") },
    { ...ALLOWED, ladder: rungs("max-downtime", "post-copy", "abort") },
  ],
  [
    "rung-after-post-copy",
    "ladder.0",
    { ...ALLOWED, timeoutS: 5, timeoutAction: "post-copy", ladder: rungs("max-downtime") },
    { ...ALLOWED, timeoutS: 5, timeoutAction: "post-copy", ladder: rungs("abort") },
  ],
  [
    "rung-after-suspend",
    "ladder.1",
    { ladder: rungs("suspend", "auto-converge") },
    { ladder: rungs("auto-converge", "suspend", "max-downtime") },
  ],
  [
    "rung-after-suspend",
    "ladder.0",
    { ...ALLOWED, timeoutS: 5, ladder: rungs("post-copy") },
    { ...ALLOWED, timeoutS: 15, ladder: rungs("post-copy") },
  ],
  ["rung-twice", "ladder.1", { ladder: rungs("suspend", "suspend") }, { ladder: rungs("max-downtime", "max-downtime") }],
  ["rung-needs-post-copy", "ladder.0", { ladder: rungs("post-copy") }, { ...ALLOWED, ladder: rungs("post-copy") }],
  ["rung-on-already", "ladder.0", { autoConverge: true, ladder: rungs("auto-converge") }, { ladder: rungs("auto-converge") }],
];
