/**
 * A run as one standalone SVG, to save or to send: title, headline numbers, what they were computed on, all charts.
 * It always has the same size, whatever the panel's, and the theme's colours of now.
 */
import { formatMetric } from "#protocol/metrics.ts";
import type { Headline, RunView } from "#protocol/metricsPanel.ts";
import type { Chart } from "../charts/chart.ts";
import { chartsOf } from "../charts/chartsOf.ts";
import { shorten } from "../charts/words.ts";
import { text } from "../page/strings.ts";
import { exactTime } from "../page/times.ts";
import { changeWords, comparisonWords, headlineLabel, shownHeadlines } from "../panel/headlineWords.ts";
import { frozen } from "./frozen.ts";

const width = 960;
const margin = 24;
const gap = 16;
const headHeight = 64;
const cardsHeight = 104;
const chartHeight = 264;
/** A picture is for a page or a slide; more charts than this belong on several. */
const mostCharts = 8;

type Attributes = Readonly<Record<string, string | number>>;

function shape(tag: string, attributes: Attributes, ...children: (Node | string)[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export function pictureOf(run: RunView): string {
  const charts = chartsOf(run)
    .filter(({ draw }) => draw !== null)
    .slice(0, mostCharts);
  const headlines = shownHeadlines(run);
  const cardsTop = margin + headHeight;
  const chartsTop = cardsTop + (headlines.length > 0 ? cardsHeight + gap : 0);
  const rows = Math.ceil(charts.length / 2);
  const height = chartsTop + rows * (chartHeight + gap) - gap + margin;
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    class: "picture",
  })) {
    drawing.setAttribute(name, String(value));
  }
  drawing.append(
    shape("title", {}, titleLine(run)),
    shape("rect", { width, height, class: "picture-ground" }),
    head(run),
    ...headlines.map((headline, index) => card(headline, index, headlines, run.split, cardsTop)),
    ...charts.map((chart, index) => framed(chart, index, chartsTop)),
  );
  return attached(drawing, frozen);
}

/** Styles are known only of what is part of the page: there for a moment, unseen. */
function attached(drawing: SVGSVGElement, use: (drawing: SVGSVGElement) => string): string {
  const place = document.createElement("div");
  place.className = "picture-place";
  place.append(drawing);
  document.body.append(place);
  try {
    return use(drawing);
  } finally {
    place.remove();
  }
}

function titleLine(run: RunView): string {
  return [text("run.title", { number: run.number }), run.source ?? ""]
    .filter((part) => part !== "")
    .join(" · ");
}

function head(run: RunView): SVGElement {
  const { who, note } = run.trigger;
  const moment = Date.parse(run.startedAt);
  const facts = [
    shorten(who, 40),
    Number.isNaN(moment) ? "" : exactTime(moment),
    note === null ? "" : text("run.note", { note: shorten(note, 60) }),
  ];
  return shape(
    "g",
    {},
    shape(
      "text",
      { x: margin, y: margin + 16, class: "picture-title" },
      text("run.title", { number: run.number }),
    ),
    shape(
      "text",
      { x: margin, y: margin + 40, class: "picture-muted" },
      facts.filter((fact) => fact.trim() !== "").join(" · "),
    ),
    ...(run.source === null ? [] : [source(run.source)]),
  );
}

function source(name: string): SVGElement {
  return shape(
    "text",
    { x: width - margin, y: margin + 16, "text-anchor": "end", class: "picture-source" },
    shorten(name, 60),
  );
}

function card(
  headline: Headline,
  index: number,
  shown: readonly Headline[],
  split: string | null,
  top: number,
): SVGElement {
  const columnWidth = (width - 2 * margin) / shown.length;
  const x = margin + index * columnWidth;
  const change = changeWords(headline, index === 0);
  const line = (y: number, kind: string, words: string) =>
    shape("text", { x: x + 16, y: top + y, class: kind }, words);
  return shape(
    "g",
    {},
    shape("rect", { x, y: top, width: columnWidth, height: cardsHeight, class: "picture-frame" }),
    line(24, "picture-muted", shorten(headlineLabel(headline, shown, split), 28)),
    line(54, "picture-figure", formatMetric(headline.value)),
    line(
      74,
      `picture-change ${change?.tone ?? ""}`,
      change === null ? text("headlines.first") : `${change.words} ${change.since}`,
    ),
    line(92, "picture-muted", comparisonWords(headline)),
  );
}

function framed(chart: Chart, index: number, top: number): SVGElement {
  const frameWidth = (width - 2 * margin - gap) / 2;
  const x = margin + (index % 2) * (frameWidth + gap);
  const y = top + Math.floor(index / 2) * (chartHeight + gap);
  const size = { width: frameWidth - 24, height: chartHeight - 48 };
  const plot = chart.draw?.(size);
  plot?.setAttribute("x", String(x + 12));
  plot?.setAttribute("y", String(y + 40));
  return shape(
    "g",
    {},
    shape("rect", { x, y, width: frameWidth, height: chartHeight, class: "picture-frame" }),
    shape("text", { x: x + 12, y: y + 24, class: "picture-heading" }, shorten(chart.title, 40)),
    shape(
      "text",
      { x: x + frameWidth - 12, y: y + 24, "text-anchor": "end", class: "picture-muted" },
      shorten(chart.aside, 36),
    ),
    ...(plot === undefined ? [] : [plot]),
  );
}
