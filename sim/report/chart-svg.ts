import type { TopLevelSpec } from "vega-lite";
import type { Axis, Chart } from "./blocks.ts";

/** Told apart by people with any colour vision, on light and on dark ground. */
const COLOURS = [
  "#0077bb",
  "#ee7733",
  "#009988",
  "#cc3311",
  "#7a5fc4",
  "#b8860b",
  "#d6458b",
  "#4f8f2f",
  "#6b7785",
];

/** Values of a logarithmic axis that are all labelled. */
const MOST_TICKS = 12;

/**
 * Draws a chart as SVG by Vega-Lite, which is loaded when the first chart is drawn. Equal charts give equal bytes. Words are in
 * `currentColor`, so that a page's own colours apply. Published values are hollow marks on a dashed line.
 *
 * @param caption what a screen reader says
 */
export async function chartSvg(chart: Chart, caption: string): Promise<string> {
  const [{ compile }, { parse, View }] = await Promise.all([import("vega-lite"), import("vega")]);
  const view = new View(parse(compile(specOf(chart)).spec), { renderer: "none" });
  try {
    return described(await view.toSVG(), caption);
  } finally {
    view.finalize();
  }
}

function specOf(chart: Chart): TopLevelSpec {
  const series = [...new Set(chart.points.map((point) => point.series))];
  const both = chart.points.some((point) => point.published === true);
  const values = chart.points.map(({ series: name, x, y, published }) => ({
    x,
    y,
    series: name,
    bar: `${name} ${published ? "published" : ""}`,
    origin: published ? "paper" : "Systole",
  }));
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: "transparent",
    width: 640,
    height: 320,
    data: { values },
    mark: markOf(chart, both),
    encoding: {
      x: {
        field: "x",
        ...axisOf(chart.x, chart.kind !== "line", valuesOf(chart)),
        ...(chart.kind === "line" ? {} : { sort: null }),
      },
      y: {
        field: "y",
        ...axisOf(chart.y, false, []),
        ...(chart.kind === "stacked" ? { stack: "zero" } : {}),
      },
      ...(chart.kind === "bar" ? { xOffset: { field: "bar", sort: null } } : {}),
      color: {
        field: "series",
        type: "nominal",
        sort: null,
        scale: { domain: series, range: COLOURS },
        legend: series.length > 1 ? { title: null } : null,
      },
      ...(chart.kind === "stacked" ? { order: { field: "series", sort: series as never } } : {}),
      ...(both ? originChannels(chart) : {}),
    },
    config: {
      font: "system-ui, sans-serif",
      view: { stroke: null },
      axis: {
        labelColor: "currentColor",
        titleColor: "currentColor",
        domainColor: "#8888",
        tickColor: "#8888",
        gridColor: "#8883",
        labelFontSize: 12,
        titleFontSize: 12,
        titleFontWeight: "normal",
      },
      legend: {
        labelColor: "currentColor",
        titleColor: "currentColor",
        labelFontSize: 12,
        symbolStrokeWidth: 2,
      },
    },
  } as TopLevelSpec;
}

function markOf(chart: Chart, both: boolean): object {
  if (chart.kind !== "line") return { type: "bar" };
  return {
    type: "line",
    point: both ? { filled: false, fill: "transparent", size: 40 } : { size: 36 },
    strokeWidth: 2,
  };
}

/** Ours is solid, the paper's is dashed or pale. */
function originChannels({ kind }: Chart): object {
  const legend = { title: null, symbolStrokeColor: "currentColor", symbolType: "stroke" };
  const domain = ["Systole", "paper"];
  if (kind === "line")
    return {
      strokeDash: {
        field: "origin",
        sort: null,
        scale: {
          domain,
          range: [
            [1, 0],
            [5, 4],
          ],
        },
        legend,
      },
    };
  return {
    opacity: { field: "origin", sort: null, scale: { domain, range: [1, 0.4] }, legend: { title: null } },
  };
}

/** Places on the x axis, where they are few enough to be labelled each. */
function valuesOf({ points }: Chart): readonly (number | string)[] {
  const distinct = [...new Set(points.map(({ x }) => x))];
  return distinct.length <= MOST_TICKS ? distinct : [];
}

function axisOf(
  { title, scale = "linear", from, to }: Axis,
  discrete: boolean,
  ticks: readonly (number | string)[],
): object {
  const type = discrete || scale === "ordinal" ? "ordinal" : "quantitative";
  const bounds = {
    ...(from === undefined ? {} : { domainMin: from }),
    ...(to === undefined ? {} : { domainMax: to }),
  };
  if (type === "ordinal") return { type, title, axis: { labelAngle: 0 }, sort: null };
  if (scale === "linear") return { type, title, scale: { zero: from === undefined, ...bounds } };
  const axis = { ...(ticks.length > 0 ? { values: ticks } : {}), labelExpr: "format(datum.value, '~r')" };
  const base = scale === "log2" ? 2 : 10;
  return { type, title, scale: { type: "log", base, nice: false, ...bounds }, axis };
}

/** Names the picture for those who hear it, and drops what Vega leaves for its own scripts. */
function described(svg: string, caption: string): string {
  const name = caption.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return svg
    .replace("<svg ", `<svg role="img" aria-label="${name}" `)
    .replaceAll(/ (?:aria-roledescription|role="graphics-[^"]*"|tabindex)="[^"]*"/g, "");
}
