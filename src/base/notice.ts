/** Tells listeners that something changed: at once, or once for all that changes within a time. */
import * as vscode from "vscode";

export class Notice implements vscode.Disposable {
  readonly #emitter = new vscode.EventEmitter<void>();
  readonly event = this.#emitter.event;
  #timer: NodeJS.Timeout | undefined;

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#emitter.fire();
  }

  /** A notice that is due already stays due when it is. */
  within(milliseconds: number): void {
    this.#timer ??= setTimeout(() => this.now(), milliseconds);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#emitter.dispose();
  }
}
