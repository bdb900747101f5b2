/** The pipeline graph's page as its tests use it, and pipelines to draw. */
import {
  type FromGraph,
  fromGraphSchema,
  type GraphStage,
  type PipelineGraph,
  type ShownState,
  type StageNow,
} from "#protocol/graphPanel.ts";
import { type PageSuite, pageSuite } from "./pageSuite.ts";
import type { WebviewPage } from "./webviewPage.ts";

export type StagesGraph = Extract<PipelineGraph, { state: "stages" }>;

export interface GraphPage extends WebviewPage {
  /** The states, then the graph: what a page is sent when it is ready, and at changes. */
  show(graph: PipelineGraph, nows?: readonly StageNow[]): Promise<void>;
  /** The states of some stages, as while a run goes. */
  change(nows: readonly StageNow[]): Promise<void>;
  /** What the page has sent, parsed as the extension parses it; `ready` left out. */
  requests(): Promise<FromGraph[]>;
  /** What has the keyboard, by its `data-key`. */
  focused(): Promise<string | null>;
  /** The scale that the graph is drawn in. */
  scale(): Promise<number>;
}

function graphPage(opened: WebviewPage): GraphPage {
  const { page } = opened;
  const change = (nows: readonly StageNow[]) => opened.post({ type: "stages", stages: nows });
  return {
    ...opened,
    change,
    async show(graph, nows) {
      const states = nows ?? (graph.state === "stages" ? graph.stages.map(({ name }) => now(name)) : []);
      await change(states);
      await opened.post({ type: "graph", graph });
    },
    async requests() {
      const messages = (await opened.sent()).map((message) => fromGraphSchema.parse(message));
      return messages.filter(({ type }) => type !== "ready");
    },
    focused: () => page.evaluate(() => document.activeElement?.getAttribute("data-key") ?? null),
    scale: () =>
      page.locator(".drawing").evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a),
  };
}

/** Call it inside `describe`. */
export function graphSuite(): PageSuite<GraphPage> {
  const suite = pageSuite("graph", graphPage);
  return {
    get browser() {
      return suite.browser;
    },
    open: (options) => suite.open({ viewport: { width: 800, height: 900 }, ...options }),
  };
}

/** A stage that reads the output of each that it needs, and writes one of its own. */
export function stage(
  name: string,
  needs: readonly string[] = [],
  part: Partial<GraphStage> = {},
): GraphStage {
  const outputOf = (maker: string) => `data/${maker}.csv`;
  return {
    name,
    reads: [...needs.map(outputOf), `pipeline/${name}.ts`],
    writes: [outputOf(name)],
    needs: needs.map((need) => ({ stage: need, paths: [outputOf(need)] })),
    ...part,
  };
}

export function graph(stages: readonly GraphStage[], part: Partial<StagesGraph> = {}): StagesGraph {
  return { state: "stages", of: "own", stages: [...stages], runner: null, ...part };
}

export function now(name: string, state: ShownState = "fresh", part: Partial<StageNow> = {}): StageNow {
  return { name, state, why: [], ms: null, since: null, ...part };
}

/** A team's pipeline some weeks into the work, with each state that a run leaves. */
export const teamStages: readonly GraphStage[] = [
  stage("fetch"),
  stage("clean", ["fetch"]),
  stage("features", ["clean"], { writes: ["data/train.csv", "data/test.csv", "data/schema.json"] }),
  ...["forest-1", "forest-2", "ridge-1", "ridge-2"].map((name) =>
    stage(`train@${name}`, ["features"], {
      reads: ["data/train.csv", "params.yaml"],
      writes: [`models/${name}.json`],
      needs: [{ stage: "features", paths: ["data/train.csv"] }],
    }),
  ),
  stage("compare", ["train@forest-1", "train@forest-2", "train@ridge-1", "train@ridge-2"]),
  stage("explain", ["features", "compare"]),
  stage("report", ["compare"]),
];

export const teamNows: readonly StageNow[] = [
  now("fetch", "frozen"),
  now("clean", "cached", { ms: 4 }),
  now("features", "restored", { ms: 31 }),
  now("train@forest-1", "ran", { ms: 2_130 }),
  now("train@forest-2", "running", { since: Date.now() - 3_400 }),
  now("train@ridge-1", "failed", { ms: 120, why: ["changed dep data/train.csv"] }),
  now("train@ridge-2", "pending"),
  now("compare", "skipped", { ms: 0, why: ["needs train@ridge-1, which is stale"] }),
  now("explain", "stale", {
    why: ["changed param explain.repeats: 8 -> 9", "changed dep pipeline/explain.ts"],
  }),
  now("report", "cancelled", { ms: 50, why: ["missing out data/report.csv"] }),
];
