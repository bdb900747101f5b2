/**
 * What all drawings have in common: the library's defaults overridden once. Colours are CSS variables of
 * metrics.css, so that a change of theme needs no drawing.
 */
import * as Plot from "@observablehq/plot";
import type { Size } from "./chart.ts";

export const colours = {
  mark: "var(--chart-mark)",
  best: "var(--chart-best)",
  strong: "var(--chart-strong)",
  muted: "var(--chart-muted)",
  grid: "var(--chart-grid)",
  ground: "var(--chart-ground)",
} as const;

/** Pixels that a character of an axis label takes, about. */
export const characterWidth = 6.4;

export function horizontalAxis(options: Plot.AxisXOptions = {}): Plot.Markish {
  return Plot.axisX({ tickSize: 0, tickPadding: 6, fill: colours.muted, tickSpacing: 56, ...options });
}

export function verticalAxis(options: Plot.AxisYOptions = {}): Plot.Markish {
  return Plot.axisY({ tickSize: 0, tickPadding: 6, fill: colours.muted, tickSpacing: 40, ...options });
}

export function grid(options: Plot.GridXOptions & Plot.GridYOptions = {}): Plot.Markish[] {
  const look = { stroke: colours.grid, strokeOpacity: 1, ...options };
  return [Plot.gridX({ ...look, tickSpacing: 56 }), Plot.gridY({ ...look, tickSpacing: 40 })];
}

/** A plot as bare SVG: without the `<style>` that the page's policy forbids; metrics.css holds those rules. */
export function drawPlot(size: Size, options: Plot.PlotOptions): SVGSVGElement {
  const plot = Plot.plot({
    marginTop: 20,
    marginRight: 10,
    marginBottom: 36,
    ...options,
    ...size,
    className: "plot",
  });
  if (!(plot instanceof SVGSVGElement)) throw new TypeError("a plot without title and legend is an SVG");
  plot.querySelector("style")?.remove();
  plot.setAttribute("aria-hidden", "true");
  return plot;
}
