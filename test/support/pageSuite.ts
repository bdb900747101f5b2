/**
 * What suites of a page share: a browser while the suite runs, and after each test no complaint of any page that it
 * opened. Call it inside `describe`.
 */
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import type { Browser } from "playwright-core";
import { type OpenOptions, openWebviewPages, type WebviewPage, type WebviewPages } from "./webviewPage.ts";

export interface PageSuite<Opened> {
  readonly browser: Browser;
  open(options?: OpenOptions): Promise<Opened>;
}

/** `as`: what the tests of this page see in it. */
export function pageSuite<Opened>(name: string, as: (page: WebviewPage) => Opened): PageSuite<Opened> {
  let pages: WebviewPages | null = null;
  let opened: WebviewPage[] = [];

  function started(): WebviewPages {
    assert.ok(pages !== null, "pages are opened in tests, not before them");
    return pages;
  }

  before(async () => {
    pages = await openWebviewPages(name);
  });
  after(() => pages?.close());
  afterEach(async () => {
    const finished = opened;
    opened = [];
    const complaints = await Promise.all(finished.map((page) => page.complaints()));
    await Promise.all(finished.map(({ page }) => page.context().close()));
    assert.deepEqual(complaints.flat(), []);
  });

  return {
    get browser() {
      return started().browser;
    },
    async open(options) {
      const page = await started().open(options);
      opened.push(page);
      return as(page);
    },
  };
}
