/**
 * A page in an editor tab of its own, at most one of its kind: opened beside the code, brought to the front, restored
 * after a window reload. What is on the page is its owner's affair.
 */
import * as vscode from "vscode";
import { DisposableStore } from "../base/disposables.ts";
import { showPage } from "./webviewPage.ts";

export interface PagePanelOptions {
  readonly viewType: string;
  /** Of its script and stylesheet. */
  readonly page: string;
  readonly title: string;
  /** Told what the page says, unparsed. */
  readonly received: (message: unknown) => void;
}

export class PagePanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #store = new DisposableStore();
  readonly #extension: vscode.Uri;
  readonly #options: PagePanelOptions;
  #panel: vscode.WebviewPanel | null = null;

  constructor(extension: vscode.Uri, options: PagePanelOptions) {
    this.#extension = extension;
    this.#options = options;
    this.#store.add(vscode.window.registerWebviewPanelSerializer(options.viewType, this));
    this.#store.add({ dispose: () => this.#panel?.dispose() });
  }

  /** Opens the panel beside the code, or brings it to the front; the keyboard stays where it is unless `focus`. */
  show(focus: boolean): void {
    if (this.#panel !== null) {
      this.#panel.reveal(undefined, !focus);
      return;
    }
    const { viewType, title } = this.#options;
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: !focus };
    this.#adopt(vscode.window.createWebviewPanel(viewType, title, column));
  }

  get open(): boolean {
    return this.#panel !== null;
  }

  post(message: unknown): void {
    void this.#panel?.webview.postMessage(message);
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#adopt(panel);
    return Promise.resolve();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { page, title, received } = this.#options;
    this.#panel = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.#extension, "media", "tab-light.svg"),
      dark: vscode.Uri.joinPath(this.#extension, "media", "tab-dark.svg"),
    };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
    panel.webview.onDidReceiveMessage(received);
    showPage(panel.webview, this.#extension, page, title);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
