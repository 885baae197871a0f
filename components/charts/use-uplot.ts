"use client";

import { type RefObject, useEffect, useEffectEvent, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { type ChartTheme, readChartTheme } from "./chart-theme.ts";

interface Input {
  readonly makeOptions: (width: number, theme: ChartTheme) => uPlot.Options;
  readonly data: uPlot.AlignedData;
  /** Changes when the plot must be built anew: other series, other language. */
  readonly shape: string;
}

/** Calls back when the page's colour scheme changes, by class, attribute or the system's own. Returns the way to stop. */
function watchScheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "data-theme", "style"] });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", onChange);
  };
}

/**
 * Keeps one uPlot inside the returned element: as wide as it, in the page's colours, with new data painted at most once a frame.
 */
export function useUplot({ makeOptions, data, shape }: Input): RefObject<HTMLDivElement | null> {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(data);
  const frame = useRef(0);

  const build = useEffectEvent((element: HTMLDivElement) => {
    plot.current?.destroy();
    plot.current = new uPlot(makeOptions(element.clientWidth, readChartTheme(element)), latest.current, element);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for all that the options are made of.
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    build(element);
    const sizes = new ResizeObserver(() => {
      const own = plot.current;
      if (own && element.clientWidth > 0 && own.width !== element.clientWidth) {
        own.setSize({ width: element.clientWidth, height: own.height });
      }
    });
    sizes.observe(element);
    const stopWatching = watchScheme(() => build(element));
    return () => {
      sizes.disconnect();
      stopWatching();
      plot.current?.destroy();
      plot.current = null;
    };
  }, [shape]);

  useEffect(() => {
    latest.current = data;
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      plot.current?.setData(latest.current);
    });
  }, [data]);

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    },
    [],
  );

  return holder;
}
