/** People in one session, each in front of a VS Code of their own: own server, settings, state, browser and folder. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Frame, Locator } from "playwright-core";
import { Editor, type EditorOptions, type EditorWindow } from "./editor.ts";
import { waitFor } from "./processes.ts";
import { introduce, turnStatus } from "./sessionWindow.ts";
import { type Workshop, withClone, withWorkshop } from "./workshop.ts";

const execute = promisify(execFile);

export interface Member extends AsyncDisposable {
  readonly name: string;
  readonly editor: Editor;
  readonly window: EditorWindow;
  readonly folder: string;
}

export interface MemberOptions extends EditorOptions {
  /** In place of a new workshop: a clone of this remote. */
  readonly remote?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export async function member(
  name: string,
  { viewport, remote, ...options }: MemberOptions = {},
): Promise<Member> {
  await using parts = new AsyncDisposableStack();
  const workshop: Workshop = parts.use(await (remote === undefined ? withWorkshop() : withClone(remote)));
  await execute("git", ["config", "user.name", name], { cwd: workshop.folder });
  const editor = parts.use(await Editor.start(options));
  const window = await editor.open(workshop.folder, viewport);
  await window.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const owned = parts.move();
  return {
    name,
    editor,
    window,
    folder: workshop.folder,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

export interface Plan {
  readonly title: string;
  readonly minutes: number;
}

/** Hosts a session by the palette, and gives the link for participants from the clipboard. */
export async function host({ name, window }: Member, { title, minutes }: Plan): Promise<string> {
  await window.commandThatAsks("Baton: Host Session");
  await window.answer("Your name, as the others will see it.", name);
  await window.answer("What is the session called?", title);
  await window.answer("How many minutes does each driver have?", String(minutes));
  await window.answer("The session's rules");
  await window.answer("May it name you?");
  await window.page
    .locator(".quick-input-list .monaco-list-row", { hasText: "Copy the link for participants" })
    .click();
  return await copied(window, "vscode://");
}

/** What begins like this, once it is on the clipboard. */
export async function copied({ page }: EditorWindow, beginning: string): Promise<string> {
  return await waitFor(`${beginning} on the clipboard`, async () => {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    return text.startsWith(beginning) ? text : null;
  });
}

/** Joins by a link as people do: opens it, reads where it leads, says who they are. */
export async function joinByLink({ name, window }: Member, link: string): Promise<void> {
  await window.openLink(link);
  await window.press("Join the session at", "Join");
  await introduce(window, name);
  await turnStatus(window).waitFor();
}

/** The status bar item of the connection, when it says so. */
export function connection({ page }: EditorWindow, words: string): Locator {
  return page.locator(`.statusbar-item[id$="baton.connection"][aria-label*="${words}"]`);
}

/** The document of a webview with this title, once it is there. */
export async function webview({ page }: EditorWindow, title: string): Promise<Frame> {
  return await waitFor(`the webview ${title}`, async () => {
    for (const frame of page.frames()) {
      if ((await frame.title().catch(() => "")) === title) return frame;
    }
    return null;
  });
}

/** Takes the seat where the modal dialog offers it; afterwards the keyboard is in the code. */
export async function takeSeat({ window }: Member): Promise<void> {
  await window.press("You have the baton", "Take the Seat");
  await window.page.waitForFunction(
    () => document.activeElement?.matches(".part.editor *, iframe.webview") === true,
  );
}
