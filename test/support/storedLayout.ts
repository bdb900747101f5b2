/**
 * A browser VS Code stores which editors are open a few seconds after they opened, in the page's IndexedDB; a page
 * that is reloaded before that opens without them. Waits until the layout that is stored names `editor`.
 */
import type { Page } from "playwright-core";

export async function layoutStored(page: Page, editor: string): Promise<void> {
  await page.waitForFunction(holdsLayout, editor, { polling: 250, timeout: 60_000 });
}

/** Runs in the page. */
async function holdsLayout(editor: string): Promise<boolean> {
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
      const layout: unknown = await asked(table.get("memento/workbench.parts.editor"));
      if (typeof layout === "string" && layout.includes(editor)) return true;
    } finally {
      database.close();
    }
  }
  return false;
}
