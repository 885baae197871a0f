/** Colours and font as the page has them now; the canvas cannot read CSS by itself. */
export interface ChartTheme {
  readonly text: string;
  readonly grid: string;
  readonly font: string;
  /** The colour of a custom property, with an opacity of 0..1. */
  readonly color: (variable: string, opacity?: number) => string;
}

/** Reads the theme inside `element`: a hidden probe lets the browser work out light-dark() and variables. */
export function readChartTheme(element: HTMLElement): ChartTheme {
  const probe = element.ownerDocument.createElement("span");
  probe.hidden = true;
  const color = (variable: string, opacity = 1) => {
    probe.style.color = `color-mix(in srgb, var(${variable}) ${opacity * 100}%, transparent)`;
    element.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };
  return {
    text: color("--color-muted"),
    grid: color("--color-line"),
    font: `11px ${getComputedStyle(element).fontFamily}`,
    color,
  };
}
