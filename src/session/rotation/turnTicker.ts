/** Ticks when the clock of the turn shows another second, and only while it runs. */
import * as vscode from "vscode";
import { DisposableStore } from "../../base/disposables.ts";
import type { SessionController } from "../sessionController.ts";
import { untilNextSecond } from "./clockText.ts";
import { clockRuns, timeLeft } from "./turnView.ts";

export class TurnTicker implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #ticked = this.#store.add(new vscode.EventEmitter<void>());
  readonly onTick = this.#ticked.event;
  readonly #session: SessionController;
  #timer: NodeJS.Timeout | undefined;

  constructor(session: SessionController) {
    this.#session = session;
    this.#store.add({ dispose: () => clearTimeout(this.#timer) });
    this.#store.add(session.onDidChange(() => this.#wind()));
    this.#wind();
  }

  #wind(): void {
    clearTimeout(this.#timer);
    const { state } = this.#session;
    const rotation = state.type === "joined" ? state.client.view?.rotation : undefined;
    if (state.type === "none" || rotation === undefined || !clockRuns(rotation)) return;
    const left = timeLeft(state.client, performance.now());
    if (left !== null && left > 0) this.#timer = setTimeout(() => this.#tick(), untilNextSecond(left));
  }

  #tick(): void {
    this.#ticked.fire();
    this.#wind();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
