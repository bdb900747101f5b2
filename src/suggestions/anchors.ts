/**
 * How the suggestions' anchors stand in the files of this window, kept true while files change. Each file is read
 * once, however many suggestions are about it.
 */
import * as vscode from "vscode";
import type { Anchor } from "#protocol/session/state.ts";
import type { CardAnchor } from "#protocol/suggestionsPanel.ts";
import { DisposableStore } from "../base/disposables.ts";
import { Notice } from "../base/notice.ts";
import { anchorFile, currentText } from "./anchorFile.ts";
import { placeInFile } from "./anchorPlace.ts";
import type { AnchorLook } from "./cards.ts";

/** Whoever types changes a file at every key. */
const restTime = 300;

interface Read {
  readonly uri: vscode.Uri | null;
  readonly content: string | null;
  /** By the anchor itself, which stays the same object as long as it does not change. */
  readonly places: WeakMap<Anchor, CardAnchor>;
}

export class Anchors implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Notice());
  readonly #due = this.#store.add(new Notice());
  readonly onDidChange = this.#changed.event;
  /** Counts the looks at files: while it stays, `look` gives the same. */
  version = 0;
  /** By the path that anchors give; null while it is read for the first time. */
  readonly #files = new Map<string, Read | null>();
  readonly #stale = new Set<string>();

  constructor() {
    const files = this.#store.add(vscode.workspace.createFileSystemWatcher("**/*"));
    const heard = (uri: vscode.Uri) => this.#heard(uri);
    for (const event of [files.onDidChange, files.onDidCreate, files.onDidDelete]) {
      this.#store.add(event(heard));
    }
    this.#store.add(vscode.workspace.onDidChangeTextDocument(({ document }) => heard(document.uri)));
    this.#store.add(
      this.#due.event(() => {
        for (const path of this.#stale) void this.#read(path);
        this.#stale.clear();
      }),
    );
  }

  readonly look: AnchorLook = (anchor) => {
    const file = this.#files.get(anchor.path);
    if (file === undefined) void this.#read(anchor.path);
    if (file === undefined || file === null) return unknownPlace(anchor);
    const place = file.places.get(anchor) ?? placeInFile(anchor, file.content);
    file.places.set(anchor, place);
    return place;
  };

  /** The file at a path that was looked at; null where there is none. */
  fileOf(path: string): vscode.Uri | null {
    return this.#files.get(path)?.uri ?? null;
  }

  #heard(uri: vscode.Uri): void {
    for (const path of this.#files.keys()) {
      if (!uri.path.endsWith(`/${path}`)) continue;
      this.#stale.add(path);
      this.#due.within(restTime);
    }
  }

  async #read(path: string): Promise<void> {
    if (!this.#files.has(path)) this.#files.set(path, null);
    const uri = await anchorFile(path);
    const content = uri === null ? null : await currentText(uri);
    this.#files.set(path, { uri, content, places: new WeakMap() });
    this.version += 1;
    this.#changed.within(0);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function unknownPlace({ path, lines }: Anchor): CardAnchor {
  return { path, lines, standing: "unknown" };
}
