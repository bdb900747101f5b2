/**
 * The pipeline graph's host side: sends what the page draws as it changes, and hands on what a person asks for there.
 * Nothing is computed while no such page is open.
 */
import * as vscode from "vscode";
import type { FromGraph, PipelineGraph, StageNow, ToGraph } from "#protocol/graphPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import type { RunEvent } from "#protocol/run.ts";
import { DisposableStore } from "../base/disposables.ts";
import { whenDifferent } from "../base/whenDifferent.ts";
import type { RunController } from "../runs/runController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { PagePanel } from "./pagePanel.ts";
import { changedStages, type ShownGraph, shownGraph } from "./pipelineGraph.ts";
import type { RunDisplay } from "./runDisplay.ts";

const viewType = "baton.graph";

/** What is left of a message when the page's own affairs are settled. */
export type GraphRequest =
  | Exclude<FromGraph, { type: "ready" | "openProblem" }>
  | { type: "openProblem"; problem: Problem };

export class GraphPanel implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #panel: PagePanel;
  readonly #runs: RunController;
  readonly #watcher: ProjectFolderWatcher;
  readonly #display: RunDisplay;
  readonly #answer: (request: GraphRequest) => void;
  readonly #began = new Map<string, number>();
  readonly #sent = new Map<string, StageNow>();
  #show: (graph: PipelineGraph) => void = () => undefined;

  constructor(
    extension: vscode.Uri,
    runs: RunController,
    watcher: ProjectFolderWatcher,
    display: RunDisplay,
    answer: (request: GraphRequest) => void,
  ) {
    this.#runs = runs;
    this.#watcher = watcher;
    this.#display = display;
    this.#answer = answer;
    this.#panel = this.#store.add(
      new PagePanel(extension, {
        viewType,
        page: "graph",
        title: vscode.l10n.t("Pipeline Graph"),
        received: (message) => void this.#receive(message),
      }),
    );
    this.#store.add(runs.onEvent((event) => this.#time(event)));
    this.#store.add(display.onDidChange(() => this.#send()));
  }

  /** As `PagePanel.show`. */
  show(focus: boolean): void {
    this.#panel.show(focus);
  }

  #time(event: RunEvent): void {
    if (event.type === "runStarted") this.#began.clear();
    if (event.type === "stageStarted") this.#began.set(event.stage, Date.now());
  }

  async #receive(message: unknown): Promise<void> {
    // What the editor need not load to start is loaded when a page speaks.
    const { fromGraphSchema } = await import("#protocol/graphPanel.ts");
    const parsed = fromGraphSchema.safeParse(message);
    if (!parsed.success) return;
    const asked = parsed.data;
    if (asked.type === "ready") {
      // A page that was hidden begins anew.
      this.#show = whenDifferent((graph) => this.#post({ type: "graph", graph }));
      this.#sent.clear();
      this.#send();
    } else if (asked.type !== "openProblem") this.#answer(asked);
    else {
      const { graph } = this.#shown();
      const problem = graph.state === "unusable" ? graph.problems[asked.index] : undefined;
      if (problem !== undefined) this.#answer({ type: "openProblem", problem });
    }
  }

  #shown(): ShownGraph {
    const { status, view } = this.#runs;
    const { current: project } = this.#watcher;
    return shownGraph({ project, status, view, shared: this.#display.shared, began: this.#began });
  }

  #send(): void {
    if (!this.#panel.open) return;
    const { graph, stages } = this.#shown();
    const changed = changedStages(this.#sent, stages);
    for (const stage of changed) this.#sent.set(stage.name, stage);
    // First how they are: a stage is never drawn without.
    if (changed.length > 0) this.#post({ type: "stages", stages: [...changed] });
    this.#show(graph);
  }

  #post(message: ToGraph): void {
    this.#panel.post(message);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
