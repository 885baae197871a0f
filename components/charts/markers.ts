import type uPlot from "uplot";
import type { ChartTheme } from "./chart-theme.ts";

/** A moment that stands out, drawn as a numbered line from top to bottom. */
export interface ChartMarker {
  readonly atMs: number;
  /** Short: it stands at the line's upper end. */
  readonly label: string;
}

/** Draws the markers that lie within the shown time over the plot. */
export function drawMarkers(plot: uPlot, markers: readonly ChartMarker[], theme: ChartTheme): void {
  const { ctx, bbox } = plot;
  const ratio = ctx.canvas.width / plot.width;
  ctx.save();
  ctx.strokeStyle = theme.color("--color-text", 0.55);
  ctx.fillStyle = theme.color("--color-text");
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.font = theme.font.replace(/^\d+px/, `${11 * ratio}px`);
  ctx.textBaseline = "top";
  for (const { atMs, label } of markers) {
    const x = Math.round(plot.valToPos(atMs / 1000, "x", true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(label, x + 3 * ratio, bbox.top + ratio);
  }
  ctx.restore();
}
