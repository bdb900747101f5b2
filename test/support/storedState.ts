/**
 * A browser VS Code stores its state a few seconds after it changed, in the page's IndexedDB; a page that is reloaded
 * before that opens as it was earlier.
 */
import type { Page } from "playwright-core";
import { waitFor } from "./processes.ts";

/** Waits until the layout that is stored names `editor`. */
export async function layoutStored(page: Page, editor: string): Promise<void> {
  await stored(page, { key: "memento/workbench.parts.editor", text: editor });
}

/** Waits until the window's place in a session is stored. */
export async function membershipStored(page: Page): Promise<void> {
  await stored(page, { key: "baton-editor.baton", text: "baton.membership" });
}

/** Waits until it is stored that the participant knows of the turn they drive. */
export async function drivenTurnStored(page: Page, turn: number): Promise<void> {
  await stored(page, { key: "baton-editor.baton", text: `"drove":${turn}` });
}

interface Entry {
  readonly key: string;
  /** In its value. */
  readonly text: string;
}

/** Not by the page's own waiting, which takes the promise of an answer for the answer. */
async function stored(page: Page, entry: Entry): Promise<void> {
  const isStored = async () => ((await page.evaluate(holds, entry)) ? true : null);
  await waitFor(`${entry.text} in the stored ${entry.key}`, isStored, 60_000);
}

/** Runs in the page. */
async function holds({ key, text }: Entry): Promise<boolean> {
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const databases = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  for (const name of databases.filter((each) => each.startsWith("vscode-web-state-db"))) {
    const database = await asked(indexedDB.open(name));
    try {
      if (!database.objectStoreNames.contains("ItemTable")) continue;
      const table = database.transaction("ItemTable").objectStore("ItemTable");
      const value: unknown = await asked(table.get(key));
      if (typeof value === "string" && value.includes(text)) return true;
    } finally {
      database.close();
    }
  }
  return false;
}
