/** A window in a session: joined by its link, and what its Session view, its clock and its dialogs show. */
import type { Locator } from "playwright-core";
import type { EditorWindow } from "./editor.ts";

/** As people do: palette, link, name. */
export async function joinByLink(window: EditorWindow, link: string, name: string): Promise<void> {
  const { page } = window;
  const input = page.locator(".quick-input-widget input").first();
  await page.keyboard.press("F1");
  await input.waitFor();
  await input.fill(">Baton: Join Session");
  await page
    .locator(".quick-input-list .monaco-list-row")
    .filter({ hasText: "Join Session" })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").filter({ hasText: "The link that the host gave you" }).waitFor();
  await input.fill(link);
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-widget").filter({ hasText: "Your name" }).waitFor();
  await input.fill(name);
  await page.keyboard.press("Enter");
  await window.command("Baton: Focus on Session View");
  await sessionView(window).locator(".monaco-list-row").first().waitFor();
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

export function dialog({ page }: EditorWindow): Locator {
  return page.locator(".monaco-dialog-box");
}
