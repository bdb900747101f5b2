/** What the next suggestion of the page is about: the editor's selection, once somebody has attached it. */
import * as vscode from "vscode";
import type { Anchor } from "#protocol/session/state.ts";
import type { Place } from "#protocol/suggestionsPanel.ts";
import { DisposableStore } from "../base/disposables.ts";
import { Notice } from "../base/notice.ts";
import { anchorAt, selectedPlace } from "./selectionAnchor.ts";

/** A selection is dragged out step by step. */
const restTime = 150;

export class Draft implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Notice());
  readonly onDidChange = this.#changed.event;
  #attached: Anchor | null = null;

  constructor() {
    const later = () => this.#changed.within(restTime);
    this.#store.add(vscode.window.onDidChangeTextEditorSelection(later));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(later));
  }

  get selection(): Place | null {
    const place = selectedPlace();
    return place === null ? null : { path: place.path, lines: place.lines };
  }

  get attached(): Anchor | null {
    return this.#attached;
  }

  async attach(): Promise<void> {
    const place = selectedPlace();
    if (place === null) return;
    this.#attached = await anchorAt(place);
    this.#changed.now();
  }

  detach(): void {
    this.#attached = null;
    this.#changed.now();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
