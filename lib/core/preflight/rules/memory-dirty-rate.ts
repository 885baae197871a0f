import { DEFAULT_MIGRATION_OPTIONS } from "../../migration/default-options.ts";
import { linkFigure } from "../../migration/prediction/link-figure.ts";
import { predict } from "../../migration/prediction/predict.ts";
import type { FixChoice } from "../../model/fix.ts";
import type { MigrationOptions, PolicyOptions } from "../../model/options.ts";
import type { Figure, PredictionInputs } from "../../model/prediction.ts";
import { optionsChoice } from "../choice-of.ts";
import { modeOf } from "../choices.ts";
import { isActive, type RuleContext } from "../context.ts";
import { mebibytes, seen } from "../evidence.ts";
import { fix } from "../fix.ts";
import { defineRule } from "../rule.ts";

/**
 * Does copying come to an end? The forecast's own model, asked with what was measured or learned. Nothing was measured: then this check says nothing,
 * since most guests write far less than a link carries.
 */
export const memoryDirtyRate = defineRule({
  id: "memory.dirty-rate",
  group: "memory",
  reasons: ["not-live", "not-measured", "converges", "will-not-converge"],
  evaluate: (context, say) => {
    const { domain, source, figures, options } = context;
    if (modeOf(options) !== "live" || !isActive(domain) || domain.state === "paused") return say.notApplicable("not-live");
    const inputs = inputsOf(context);
    if (inputs === null) return say.notApplicable("not-measured");
    const wanted = options ?? DEFAULT_MIGRATION_OPTIONS;
    const { verdict, remainPerPass } = predict(inputs, wanted, domain);
    if (verdict === "unknown" || verdict === "not-live") return say.notApplicable("not-measured");
    const values = {
      rate: `${mebibytes(inputs.dirtyRate?.value ?? 0)}/s`,
      link: inputs.linkBytesPerSec === null ? "?" : `${mebibytes(inputs.linkBytesPerSec.value)}/s`,
      percent: Math.round((remainPerPass ?? 0) * 100),
    };
    const evidence = () => [
      { ...seen(source, "dirty-rate", values.rate), ...at(figures.dirtyRate) },
      { ...seen(source, "bandwidth", values.link), ...at(inputs.linkBytesPerSec) },
    ];
    if (verdict === "converges") return say.pass("converges", () => ({ values, evidence }));
    return say.warn("will-not-converge", () => ({
      values,
      evidence,
      fix: fix("make-converge", { choices: choicesFor(inputs, wanted, domain) }),
    }));
  },
});

/** Null while there is no dirty rate, or neither a link's figure nor a limit. Set-up and switch take time, but change no verdict. */
function inputsOf({ domain, figures, options }: RuleContext): PredictionInputs | null {
  const { dirtyRate, link } = figures;
  const linkBytesPerSec = linkFigure(link);
  if (dirtyRate === null || (linkBytesPerSec === null && (options?.bandwidthMiBps ?? null) === null)) return null;
  const none: Figure = { value: 0, origin: "assumed", atMs: null };
  return {
    memoryBytes: { value: domain.memoryBytes, origin: "read", atMs: null },
    dirtyRate,
    linkBytesPerSec,
    diskBytes: null,
    setUpMs: none,
    switchMs: none,
  };
}

const at = (figure: Figure | null) => (figure?.atMs ? { observedAtMs: figure.atMs } : {});

/** What of these makes it end, by the same model, the gentlest first. */
function choicesFor(inputs: PredictionInputs, options: MigrationOptions, domain: RuleContext["domain"]): readonly FixChoice[] {
  const tries: readonly (readonly [Parameters<typeof optionsChoice>[0], Partial<PolicyOptions>])[] = [
    ...(options.bandwidthMiBps === null ? [] : [["no-limit", { bandwidthMiBps: null }] as const]),
    ...(options.autoConverge ? [] : [["auto-converge", { autoConverge: true }] as const]),
    ["post-copy", { postCopy: "after-first-pass" }],
  ];
  return tries
    .filter(([, changes]) => predict(inputs, { ...options, ...changes }, domain).verdict === "converges")
    .map(([name, changes]) => optionsChoice(name, changes));
}
