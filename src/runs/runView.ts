/**
 * From run events and records to what the views draw. Pure: a view of the run under way grows with each event, and
 * the view of a recorded run is made from its record in the same shape.
 */
import { type Metric, metricDirection, metricsOf, metricsText } from "#protocol/metrics.ts";
import type { Headline, PanelStage, RunView } from "#protocol/metricsPanel.ts";
import type { MetricsFile, PlotTable, RunEvent, RunOutcome, RunRecord } from "#protocol/run.ts";

/** A run as its events tell it so far, beside the records of those before it (newest first). */
export interface RunProgress {
  readonly view: RunView;
  /** This run's own. */
  readonly metrics: readonly MetricsFile[];
  readonly plots: readonly PlotTable[];
  readonly earlier: readonly RunRecord[];
}

type Started = Extract<RunEvent, { type: "runStarted" }>;
/** The events that change a run that has started; the others have no place in it. */
type Later = Exclude<RunEvent, { type: "runStarted" | "runRefused" | "waiting" | "warned" | "output" }>;

function allMetrics(files: readonly MetricsFile[]): Metric[] {
  return files.flatMap(metricsOf);
}

function valueIn(record: RunRecord, name: string): number | null {
  return allMetrics(record.metrics).find((metric) => metric.name === name)?.value ?? null;
}

function bestOf(name: string, values: readonly number[]): number | null {
  switch (metricDirection(name)) {
    case "lower":
      return Math.min(...values);
    case "higher":
      return Math.max(...values);
    case "neither":
      return null;
  }
}

/** A run's own stale leftovers do not count: only a run that ended well says what a model reaches. */
function finished(records: readonly RunRecord[]): RunRecord[] {
  return records.filter(({ outcome }) => outcome === "done");
}

function headlineOf(metric: Metric, earlier: readonly RunRecord[]): Headline {
  const values = earlier.flatMap((record) => {
    const value = valueIn(record, metric.name);
    return value === null ? [] : [{ number: record.number, value }];
  });
  return {
    ...metric,
    previous: values[0] ?? null,
    best: bestOf(metric.name, [metric.value, ...values.map(({ value }) => value)]),
  };
}

function historyOf(name: string, records: readonly RunRecord[]): RunView["history"] {
  return records
    .flatMap((record) => {
      const value = valueIn(record, name);
      return value === null ? [] : [{ number: record.number, value }];
    })
    .reverse();
}

type Results = Pick<RunRecord, "number" | "metrics" | "plots">;
type Figures = Pick<RunView, "figuresOf" | "source" | "split" | "headlines" | "history" | "plots">;

/** A run without figures of its own shows those of the last that ended well. */
function figures(results: Results, earlier: readonly RunRecord[]): Figures {
  const [last, ...before] = finished(earlier);
  const isBare = results.metrics.length + results.plots.length === 0;
  return isBare && last !== undefined ? figures(last, before) : judged(results, earlier);
}

/** What metrics say, beside the earlier runs' of the same source: a sample's numbers are never compared with real ones. */
function judged({ number, metrics, plots }: Results, earlier: readonly RunRecord[]): Figures {
  const source = metricsText(metrics, "source");
  const split = metricsText(metrics, "split");
  const comparable = finished(earlier).filter(
    (record) =>
      metricsText(record.metrics, "source") === source && metricsText(record.metrics, "split") === split,
  );
  const headlines = allMetrics(metrics).map((metric) => headlineOf(metric, comparable));
  const [first] = headlines;
  const history = first ? [...historyOf(first.name, comparable), { number, value: first.value }] : [];
  return { figuresOf: number, source, split, headlines, history, plots: [...plots] };
}

/** The new file's place is the old one's, so that nothing on the screen jumps. */
function mergeByPath<T extends { path: string }>(before: readonly T[], after: readonly T[]): T[] {
  const renewed = before.map((old) => after.find(({ path }) => path === old.path) ?? old);
  return [...renewed, ...after.filter(({ path }) => !before.some((old) => old.path === path))];
}

function withStage(stages: readonly PanelStage[], name: string, change: Partial<PanelStage>): PanelStage[] {
  return stages.map((stage) => (stage.name === name ? { ...stage, ...change } : stage));
}

export function startProgress(event: Started, earlier: readonly RunRecord[]): RunProgress {
  return {
    earlier,
    metrics: [],
    plots: [],
    view: {
      id: event.run,
      number: event.number,
      startedAt: event.startedAt,
      trigger: event.trigger,
      phase: "running",
      stages: event.stages.map((name) => ({ name, state: "pending", ms: null })),
      ms: null,
      problems: [],
      ...figures({ number: event.number, metrics: [], plots: [] }, earlier),
    },
  };
}

function withResults(progress: RunProgress, read: Extract<RunEvent, { type: "metricsRead" }>): RunProgress {
  const { view, earlier } = progress;
  const metrics = mergeByPath(progress.metrics, read.metrics);
  const plots = mergeByPath(progress.plots, read.plots);
  const problems = [...view.problems, ...read.problems];
  const shown = figures({ number: view.number, metrics, plots }, earlier);
  return { earlier, metrics, plots, view: { ...view, ...shown, problems } };
}

export function advance(progress: RunProgress, event: Later): RunProgress {
  const { view } = progress;
  switch (event.type) {
    case "stageStarted":
      return {
        ...progress,
        view: { ...view, stages: withStage(view.stages, event.stage, { state: "running" }) },
      };
    case "stageFinished": {
      const stages = withStage(view.stages, event.stage, { state: event.verdict, ms: event.ms });
      const problems = event.problem === null ? view.problems : [...view.problems, event.problem];
      return { ...progress, view: { ...view, stages, problems } };
    }
    case "metricsRead":
      return withResults(progress, event);
    case "runFinished":
      return { ...progress, view: { ...view, phase: event.outcome, ms: event.ms } };
  }
}

type EndedRecord = RunRecord & { readonly outcome: Exclude<RunOutcome, "refused" | "interrupted"> };

/** A run that was refused never started; one that was interrupted has nothing to show. */
function hasEnded(record: RunRecord): record is EndedRecord {
  return record.outcome !== "refused" && record.outcome !== "interrupted";
}

/** The view of the newest record, beside the older ones; null where no run ever started. */
export function recordedView(records: readonly RunRecord[]): RunView | null {
  const record = records.find(hasEnded);
  if (record === undefined) return null;
  return {
    id: record.id,
    number: record.number,
    startedAt: record.startedAt,
    trigger: record.trigger,
    phase: record.outcome,
    stages: record.stages.map(({ name, verdict, ms }) => ({ name, state: verdict, ms })),
    ms: record.ms,
    problems: record.stages.flatMap(({ problem }) => (problem === null ? [] : [problem])),
    ...figures(record, records.slice(records.indexOf(record) + 1)),
  };
}
