/**
 * The one place that runs the pipeline and knows how the last run stands. The newest request wins: it cancels the
 * run under way and begins when that has ended. Views listen; they hold nothing of their own.
 */
import * as vscode from "vscode";
import type { Engine } from "#pipeline/engine.ts";
import { userName } from "#pipeline/userName.ts";
import type { RunView } from "#protocol/metricsPanel.ts";
import type { Problem } from "#protocol/problem.ts";
import type { RunEvent, RunRecord, RunTrigger } from "#protocol/run.ts";
import type { ProjectStatus } from "#protocol/status.ts";
import { DisposableStore } from "../base/disposables.ts";
import { Notice } from "../base/notice.ts";
import type { Attempt } from "../views/attempt.ts";
import type { ProjectFolder, ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { afterStage } from "./afterStage.ts";
import { afterEvent, isRunning, type RunAnswer, type RunState, viewOf } from "./runState.ts";
import { recordedView } from "./runView.ts";

/** How far back "best" and the chart over the runs look. */
const recordsShown = 200;

/** Milliseconds: of a quicker run only the end shows. Nothing flickers, and the machine's time is the run's. */
export const quickRun = 300;
/** Milliseconds between two looks at a run that takes longer. */
const pace = 50;

export interface RunRequest {
  readonly why: RunTrigger["why"];
  readonly stages?: readonly string[];
  /** With `stages`: also what reads from them. */
  readonly downstream?: boolean;
}

export class RunController implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #events = this.#store.add(new vscode.EventEmitter<RunEvent>());
  readonly #changed = this.#store.add(new Notice());
  readonly onEvent = this.#events.event;
  readonly onDidChange = this.#changed.event;
  readonly #engine: Engine;
  readonly #watcher: ProjectFolderWatcher;
  readonly #attempt: Attempt;
  readonly #suggestion: () => RunRecord["suggestion"];
  #state: RunState = { type: "none" };
  #status: ProjectStatus | null = null;
  /** Of the open project, newest first. */
  #records: readonly RunRecord[] = [];
  /** As of the last run's end: asking git takes a moment. */
  #who: Promise<string> = Promise.resolve("");
  #soon: NodeJS.Timeout | undefined;
  #looks = 0;
  #abort = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  /** @param suggestion for which a run that begins now is made */
  constructor(
    engine: Engine,
    watcher: ProjectFolderWatcher,
    attempt: Attempt,
    suggestion: () => RunRecord["suggestion"],
  ) {
    this.#engine = engine;
    this.#watcher = watcher;
    this.#attempt = attempt;
    this.#suggestion = suggestion;
    this.#store.add(watcher.onDidChange((project) => void attempt(() => this.#open(project))));
    this.#store.add({ dispose: () => this.cancel() });
    this.#store.add({ dispose: () => clearTimeout(this.#soon) });
  }

  get state(): RunState {
    return this.#state;
  }

  /** Null before the first look, and where there is no pipeline or no trust. */
  get status(): ProjectStatus | null {
    return this.#status;
  }

  /** The run under way, or the last one; null before the first. */
  get view(): RunView | null {
    return viewOf(this.#state);
  }

  /** What is wrong now: with the project, else with the run. */
  get problems(): readonly Problem[] {
    if (this.#status?.state === "unusable") return this.#status.problems;
    return this.#state.type === "refused" ? this.#state.problems : (this.view?.problems ?? []);
  }

  /** What people should know of, and what stops no run. */
  get warnings(): readonly Problem[] {
    return this.#status?.state === "ready" ? this.#status.warnings : [];
  }

  get running(): boolean {
    return isRunning(this.#state);
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** Resolves when the run under way, or asked for, has ended; at once where there is none. */
  async idle(): Promise<void> {
    await this.#last;
  }

  run(request: RunRequest): Promise<RunAnswer> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    const before = this.#last;
    const answer = this.#runAfter(before, request, abort.signal);
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #runAfter(before: Promise<unknown>, request: RunRequest, signal: AbortSignal): Promise<RunAnswer> {
    await before;
    const project = this.#watcher.current;
    if (signal.aborted || project.type !== "ready") return { type: "superseded" };
    const folder = project.folder.uri.fsPath;
    try {
      return await this.#follow(folder, request, signal);
    } finally {
      clearTimeout(this.#soon);
      this.#soon = setTimeout(() => void this.#attempt(() => this.#lookAfterRun(folder)), pace);
    }
  }

  /** When the run's end has been drawn: what takes the processor now would hold that up. */
  async #lookAfterRun(folder: string): Promise<void> {
    this.#who = userName(folder);
    await this.filesChanged();
  }

  async #follow(folder: string, request: RunRequest, signal: AbortSignal): Promise<RunAnswer> {
    const [earlier, who] = await Promise.all([this.#readRecords(folder), this.#who]);
    const { why, ...asked } = request;
    const trigger: RunTrigger = { who, why, note: null };
    const made = { trigger, suggestion: this.#suggestion() };
    const before = this.#state;
    let answer: RunAnswer = { type: "superseded" };
    try {
      for await (const event of this.#engine.run(folder, { ...asked, ...made, signal })) {
        if (event.type === "runRefused" && signal.aborted) break; // cancelled before its turn came
        this.#events.fire(event);
        answer = this.#take(event, earlier) ?? answer;
      }
      // The record that tells this state may be another process's, younger than those read at the start.
      if (answer.type === "ended" && answer.unchanged) this.#become(await this.#recordedState(folder));
    } finally {
      if (this.running) this.#become(before);
    }
    return answer;
  }

  /** Gives the answer with the run's last event. */
  #take(event: RunEvent, earlier: readonly RunRecord[]): RunAnswer | null {
    if (event.type === "stageFinished") this.#status = afterStage(this.#status, event);
    const { state, answer } = afterEvent(this.#state, event, earlier);
    if (state !== this.#state) this.#become(state);
    return answer;
  }

  /** What a run writes changes files too: a run under way looks when it has ended. */
  async filesChanged(): Promise<void> {
    if (!this.running) await this.refreshStatus();
  }

  /** Looks at what is stale, and gives what it saw. Cheap: an unchanged project costs its files' stats. */
  async refreshStatus(): Promise<ProjectStatus | null> {
    this.#looks += 1;
    const look = this.#looks;
    const project = this.#watcher.current;
    const status = project.type === "ready" ? await this.#engine.status(project.folder.uri.fsPath) : null;
    if (look !== this.#looks) return status; // a younger look is under way
    this.#status = status;
    const mended = this.#state.type === "refused" && status?.state === "ready";
    if (mended && project.type === "ready")
      this.#state = await this.#recordedState(project.folder.uri.fsPath);
    this.#changed.now();
    return status;
  }

  /** The record of a recent run of the open project; null where there is none of that id. */
  async record(id: string): Promise<RunRecord | null> {
    const project = this.#watcher.current;
    if (project.type !== "ready") return null;
    const records = await this.#readRecords(project.folder.uri.fsPath);
    return records.find((record) => record.id === id) ?? null;
  }

  /** How the last recorded run left things. */
  async #recordedState(folder: string): Promise<RunState> {
    const view = recordedView(await this.#readRecords(folder));
    return view === null ? { type: "none" } : { type: "ended", view };
  }

  async #readRecords(folder: string): Promise<readonly RunRecord[]> {
    this.#records = await this.#engine.records(folder, recordsShown, this.#records);
    return this.#records;
  }

  async #open(project: ProjectFolder): Promise<void> {
    this.cancel();
    await this.#last;
    this.#records = [];
    if (project.type === "ready") this.#who = userName(project.folder.uri.fsPath);
    this.#state =
      project.type === "ready" ? await this.#recordedState(project.folder.uri.fsPath) : { type: "none" };
    await this.refreshStatus();
  }

  #become(state: RunState): void {
    const began = this.#state.type !== "running" && state.type === "running";
    this.#state = state;
    if (state.type === "running") this.#changed.within(began ? quickRun : pace);
    else this.#changed.now();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
