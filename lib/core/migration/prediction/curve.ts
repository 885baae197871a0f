import type { Prediction } from "../../model/prediction.ts";
import type { LiveRun } from "./outcome-of-run.ts";

/** More passes than this would be a smear, not a curve. */
const MOST_PASSES = 40;

/** What is left over time: the disks and the first pass as one falling line, then a tooth for each pass. `setUpMs`: nothing moves before. */
export function predictedCurve(play: LiveRun, setUpMs: number, diskBytes: number): Prediction["curve"] {
  const { run, disksMs } = play;
  const first = run.passes[0];
  if (!first) return [];
  const points = [{ afterMs: setUpMs, remainingBytes: diskBytes + first.bytes }];
  if (disksMs > 0) points.push({ afterMs: setUpMs + disksMs, remainingBytes: first.bytes });
  points.push({ afterMs: setUpMs + first.endMs, remainingBytes: 0 });
  for (const pass of run.passes.slice(1, MOST_PASSES)) {
    points.push({ afterMs: setUpMs + pass.startMs, remainingBytes: pass.bytes });
    points.push({ afterMs: setUpMs + pass.endMs, remainingBytes: 0 });
  }
  if (run.end !== "never" && run.end !== "aborted" && run.passes.length <= MOST_PASSES && run.restBytes > 0) {
    points.push({ afterMs: setUpMs + run.endMs, remainingBytes: run.restBytes });
    points.push({ afterMs: setUpMs + run.endMs + run.restMs, remainingBytes: 0 });
  }
  return points.map(({ afterMs, remainingBytes }) => ({
    afterMs: Math.round(afterMs),
    remainingBytes: Math.round(remainingBytes),
  }));
}
