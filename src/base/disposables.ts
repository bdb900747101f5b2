/**
 * Owns what must be let go of together, the last first. Disposing twice is harmless; what is added after disposal
 * is disposed at once, so that a late answer cannot leak.
 */
import type { Disposable } from "vscode";

export class DisposableStore implements Disposable {
  #owned: Disposable[] | null = [];

  add<T extends Disposable>(disposable: T): T {
    if (this.#owned === null) disposable.dispose();
    else this.#owned.push(disposable);
    return disposable;
  }

  dispose(): void {
    const owned = this.#owned ?? [];
    this.#owned = null;
    for (const disposable of owned.reverse()) disposable.dispose();
  }
}
