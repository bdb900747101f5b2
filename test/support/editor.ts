/**
 * A person in front of a real VS Code: the built package installed in a browser VS Code of its own settings and
 * state, and Chromium to look at it and type into it. Every wait is for something that can be seen.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { type CodeServer, startCodeServer } from "../../scripts/codeServer.ts";
import { launchChromium } from "./chromium.ts";
import { processesWith } from "./processes.ts";
import { layoutStored, membershipStored } from "./storedState.ts";

/** What makes a window calm enough to look at. */
const calm = {
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "files.simpleDialog.enable": true,
  // In a browser VS Code saves by itself after a second.
  "files.autoSave": "off",
};

export interface EditorOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Leave workspace trust to be asked for. */
  readonly untrusted?: boolean;
}

export class Editor implements AsyncDisposable {
  readonly #server: CodeServer;
  readonly #browser: Browser;
  readonly #home: string;

  private constructor(server: CodeServer, browser: Browser, home: string) {
    this.#server = server;
    this.#browser = browser;
    this.#home = home;
  }

  static async start({ settings, untrusted = false }: EditorOptions = {}): Promise<Editor> {
    const home = await mkdtemp(join(tmpdir(), "baton-editor-"));
    const [server, browser] = await Promise.all([
      startCodeServer({
        extensionsFolder: join(home, "extensions"),
        dataFolder: join(home, "data"),
        vsix: "dist/baton.vsix",
        settings: { ...calm, ...settings },
        trustDisabled: !untrusted,
      }),
      launchChromium(),
    ]);
    return new Editor(server, browser, home);
  }

  /** Opens a window on the folder, or an empty one, and waits until it can be used. */
  async open(folder: string | null, viewport = { width: 1280, height: 800 }): Promise<EditorWindow> {
    const page = await this.#browser.newPage({ viewport });
    const window = new EditorWindow(page);
    await page.goto(this.#server.url(folder));
    await window.ready(folder !== null);
    return window;
  }

  /** The relays of the sessions that its windows host: they outlive the windows. */
  relays(): number[] {
    return processesWith(` relay --data ${this.#home}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    for (const relay of this.relays()) process.kill(relay, "SIGKILL");
    await rm(this.#home, { recursive: true, force: true });
  }
}

export class EditorWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(30_000);
  }

  async ready(hasFolder: boolean): Promise<void> {
    const explorer = ".monaco-workbench .explorer-folders-view .monaco-list-row";
    const workbench = hasFolder ? explorer : ".monaco-workbench .part.statusbar";
    await this.page.waitForSelector(workbench, { timeout: 60_000 });
    // Extensions' commands are there when their icons are.
    await this.page.waitForSelector('.activitybar [aria-label="Baton"]', { timeout: 60_000 });
  }

  /** Reloads the window once it has stored that the panel is open. */
  async reload(): Promise<void> {
    await layoutStored(this.page, "baton.metrics");
    await this.page.reload();
    await this.ready(true);
  }

  /** Reloads an empty window that is in a session. */
  async reloadInSession(): Promise<void> {
    await membershipStored(this.page);
    await this.page.reload();
    await this.ready(false);
  }

  /** Runs a command as people do: F1, its title, Enter. */
  async command(title: string): Promise<void> {
    await this.#find(title);
    await this.#choose();
  }

  /** The same for a command that asks something next. */
  async commandThatAsks(title: string): Promise<void> {
    await this.#find(title);
    await this.page.keyboard.press("Enter");
  }

  /** Answers the question in whose words these are; with what stands there already where no text is given. */
  async answer(words: string | RegExp, text?: string): Promise<void> {
    const widget = this.page.locator(".quick-input-widget");
    const asked = widget.filter({ has: this.page.getByPlaceholder(words) });
    await widget.filter({ hasText: words }).or(asked).waitFor();
    if (text !== undefined) await this.#input().fill(text);
    await this.page.keyboard.press("Enter");
  }

  #input(): Locator {
    return this.page.locator(".quick-input-widget input").first();
  }

  async #find(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.#input().waitFor();
    await this.#input().fill(`>${title}`);
    const row = this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first();
    await row.waitFor();
  }

  async #choose(): Promise<void> {
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** Opens a link of the editor, as the system does when somebody clicks one, and lets Baton have it. */
  async openLink(link: string): Promise<void> {
    await this.commandThatAsks("Developer: Open URL");
    await this.answer("URL to open", link.replace(/^vscode:/, "code-oss:"));
    await this.press("Allow 'Baton' extension to open this URI?", "Open");
  }

  /** The modal dialog in which these words are. */
  dialog(words: string | RegExp): Locator {
    return this.page.locator(".monaco-dialog-box").filter({ hasText: words });
  }

  /** Presses a button of a modal dialog. */
  async press(words: string | RegExp, button: string): Promise<void> {
    const dialog = this.dialog(words);
    await dialog.getByRole("button", { name: button, exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** The notification whose text holds these words. */
  notification(words: string | RegExp): Locator {
    return this.page.locator(".notification-toast").filter({ hasText: words });
  }

  /** Rows of the Pipeline view, by their stage's name. */
  stage(name: string): Locator {
    return this.page.locator(".pane-body .monaco-list-row").filter({ hasText: name });
  }

  async showPipeline(): Promise<void> {
    await this.command("Baton: Focus on Pipeline View");
    await this.page.locator(".sidebar .pane-header.expanded", { hasText: "Pipeline" }).waitFor();
  }

  /** The item of the last run. */
  statusBar(): Locator {
    return this.page.locator('.statusbar-item[id$="baton.lastRun"]');
  }

  /** The document of the metrics panel: a page inside a frame inside a frame. */
  metrics(): FrameLocator {
    return this.page
      .locator("iframe.webview.ready:visible")
      .contentFrame()
      .locator("#active-frame")
      .contentFrame();
  }

  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+P");
    const input = this.page.locator(".quick-input-widget input").first();
    await input.waitFor();
    await input.fill(name);
    await this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: name }).first().waitFor();
    await this.#choose();
    await this.page.locator(".tab.active", { hasText: name.split("/").at(-1) ?? name }).waitFor();
  }

  /** Replaces text in the active editor with find and replace. */
  async replace(text: string, by: string): Promise<void> {
    const editor = this.page.locator(".editor-group-container.active .monaco-editor").first();
    await editor.click();
    await this.page.keyboard.press("ControlOrMeta+H");
    const widget = this.page.locator(".editor-widget.find-widget.visible");
    await widget.locator("textarea").nth(0).fill(text);
    await widget.locator(".matchesCount").filter({ hasText: / of / }).waitFor({ state: "attached" });
    await widget.locator("textarea").nth(1).fill(by);
    await widget.locator(".codicon-find-replace-all").click();
    await this.page.locator(".tab.active.dirty").waitFor();
    await this.page.keyboard.press("Escape");
  }

  async save(): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+S");
    await this.page.locator(".tab.active:not(.dirty)").first().waitFor();
  }

  /** The rows of the Problems panel. */
  async problems(): Promise<Locator> {
    await this.command("View: Focus Problems");
    return this.page.locator(".markers-panel .monaco-list-row");
  }
}
