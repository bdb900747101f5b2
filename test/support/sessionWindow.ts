/** A window in a session: joined by its link, and what its Session view, its clock and its dialogs show. */
import type { Locator } from "playwright-core";
import type { EditorWindow } from "./editor.ts";

/** Pastes the link into the palette's command. */
export async function joinFromPalette(window: EditorWindow, link: string, name: string): Promise<void> {
  await window.commandThatAsks("Baton: Join Session");
  await window.answer("The link that the host gave you", link);
  await introduce(window, name);
  await window.command("Baton: Focus on Session View");
  await sessionView(window).locator(".monaco-list-row").first().waitFor();
}

/** Answers what is asked of somebody who joins for the first time. */
export async function introduce(window: EditorWindow, name: string): Promise<void> {
  await window.answer("Your name, as the others will see it.", name);
  await window.answer("May it name you?");
}

export function sessionView({ page }: EditorWindow): Locator {
  return page.locator(".pane").filter({ has: page.locator('.pane-header[aria-label*="Session"]') });
}

/** Waits until the view's first rows, label and description, look like this. */
export async function rowsBecome(window: EditorWindow, expected: readonly RegExp[]): Promise<void> {
  const rows = await sessionView(window).locator(".monaco-list-rows").elementHandle();
  await window.page.waitForFunction(
    ({ rows: list, sources }) => {
      const shown = [...(list?.querySelectorAll(".monaco-list-row") ?? [])]
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map(
          (row) =>
            `${row.querySelector(".label-name")?.textContent} ${row.querySelector(".label-description")?.textContent ?? ""}`,
        );
      return sources.every((source, place) => new RegExp(source, "u").test(shown[place]?.trim() ?? ""));
    },
    { rows, sources: expected.map(({ source }) => source) },
  );
}

export function turnStatus({ page }: EditorWindow): Locator {
  return page.locator('.statusbar-item[id$="baton.turn"]');
}
