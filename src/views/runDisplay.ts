/** Which run the panel and the status bar show: this window's own, or the one that its session shows. */
import * as vscode from "vscode";
import type { PanelState, RunChoice } from "#protocol/metricsPanel.ts";
import type { ShownRun } from "#protocol/session/shownRun.ts";
import { DisposableStore } from "../base/disposables.ts";
import type { RunController } from "../runs/runController.ts";
import { drives } from "../session/rights.ts";
import type { SessionController } from "../session/sessionController.ts";
import type { ProjectFolderWatcher } from "../workspace/projectFolder.ts";
import { displayState, panelState } from "./panelState.ts";
import { type SharedRun, sharedRun, withCharts } from "./sharedRun.ts";

type Whose = RunChoice["shown"];

export class RunDisplay implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #runs: RunController;
  readonly #watcher: ProjectFolderWatcher;
  readonly #session: SessionController;
  /** What the person chose; null until then, and again with every change of the seat. */
  #wish: Whose | null = null;
  #drives = false;
  #received: ShownRun | null = null;
  /** The same with its charts. */
  #shown: ShownRun | null = null;

  constructor(runs: RunController, watcher: ProjectFolderWatcher, session: SessionController) {
    this.#runs = runs;
    this.#watcher = watcher;
    this.#session = session;
    this.#store.add(runs.onDidChange(() => this.#changed.fire()));
    this.#store.add(watcher.onDidChange(() => this.#changed.fire()));
    this.#store.add(session.onDidChange(() => this.#look()));
  }

  get state(): PanelState {
    const own = panelState(this.#runs, this.#watcher.current);
    return displayState(own, this.#sharedRun(), { wish: this.#wish, drives: this.#drives });
  }

  /** The session's run, where it is what is shown; null where this window's own is. */
  get shared(): SharedRun | null {
    const { state } = this;
    return state.state === "run" && state.runner !== undefined ? this.#sharedRun() : null;
  }

  choose(whose: Whose): void {
    this.#wish = whose;
    this.#changed.fire();
  }

  #sharedRun(): SharedRun | null {
    const { state } = this.#session;
    if (state.type !== "joined" || this.#shown === null) return null;
    return sharedRun(state.client, this.#shown);
  }

  #look(): void {
    const { state } = this.#session;
    const client = state.type === "joined" ? state.client : null;
    const drivesNow = client !== null && drives(client);
    if (client === null || drivesNow !== this.#drives) this.#wish = null;
    this.#drives = drivesNow;
    const received = client?.view?.shown ?? null;
    if (received !== this.#received) {
      this.#shown = received === null ? null : withCharts(received, this.#shown);
      this.#received = received;
    }
    this.#changed.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
