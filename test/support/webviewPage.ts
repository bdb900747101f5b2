/**
 * A page of webview/ in a real Chromium, served under the same content security policy as in the editor. A stub
 * stands in for the editor's side of the page: it records what the page sends, and the test plays the extension.
 */
import { createServer } from "node:http";
import { basename } from "node:path";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "./chromium.ts";
import { type VscodeTheme, vscodeThemes } from "./vscodeThemes.ts";

declare global {
  interface Window {
    /** What the page sent to the extension, oldest first. */
    sent: unknown[];
    /** What the content security policy stopped. */
    violations: string[];
  }
}

export interface WebviewPage {
  readonly page: Page;
  /** Any message, as from anybody. Resolves once what it brings is drawn. */
  post(message: unknown): Promise<void>;
  setTheme(theme: VscodeTheme): Promise<void>;
  /** What a reader sees of the page, hidden parts left out. */
  words(): Promise<string>;
  /** What the page has sent. */
  sent(): Promise<unknown[]>;
  /** Violations of the policy, errors and warnings on the console, uncaught exceptions. */
  complaints(): Promise<string[]>;
}

export interface OpenOptions extends BrowserContextOptions {
  theme?: VscodeTheme;
}

export interface WebviewPages {
  readonly browser: Browser;
  open(options?: OpenOptions): Promise<WebviewPage>;
  close(): Promise<void>;
}

const nonce = "bm9uY2UgZm9yIHRlc3Rz";
const policy = [
  "default-src 'none'",
  "img-src 'self' data:",
  "style-src 'self'",
  "font-src 'self'",
  `script-src 'nonce-${nonce}'`,
].join("; ");

const html = (name: string) => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${name}.css">
<title>${name}</title>
</head>
<body>
<script nonce="${nonce}" src="${name}.js"></script>
</body>
</html>`;

interface File {
  readonly type: string;
  readonly content: string;
}

/** The page's files by their path, bundled from the sources of now. */
async function bundledFiles(name: string): Promise<Map<string, File>> {
  const { outputFiles } = await build({
    entryPoints: [`webview/${name}.ts`, `webview/${name}.css`],
    absWorkingDir: import.meta.dirname.replace(/[\\/]test[\\/]support$/, ""),
    outdir: "served",
    bundle: true,
    format: "iife",
    target: "chrome134",
    write: false,
    logLevel: "silent",
  });
  const bundled = outputFiles.map(({ path, text }): [string, File] => {
    const type = path.endsWith(".js") ? "text/javascript" : "text/css";
    return [`/${basename(path)}`, { type, content: text }];
  });
  return new Map([
    ["/", { type: "text/html", content: html(name) }],
    ["/favicon.ico", { type: "image/x-icon", content: "" }],
    ...bundled,
  ]);
}

/** What stands in for the editor: runs before the page's own script. */
function actAsEditor(): void {
  const stored = "state of the page";
  window.sent = [];
  window.violations = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
    window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`);
  });
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => window.sent.push(structuredClone(message)),
      getState: (): unknown => JSON.parse(sessionStorage.getItem(stored) ?? "null") ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem(stored, JSON.stringify(state)),
    }),
  });
}

/** As the editor does it: the variables on the root element, the kind of theme as a class of the body. */
function applyTheme({ variables, bodyClass, kind }: VscodeTheme): void {
  const root = document.documentElement;
  for (const name of [...root.style]) root.style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
  document.body.className = bodyClass;
  document.body.dataset["vscodeThemeKind"] = kind;
}

/** The body is there before the page's script runs, as in the editor. */
function whenBodyStands(act: () => void): void {
  const observer = new MutationObserver(() => {
    if (document.body === null) return;
    observer.disconnect();
    act();
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** `name`: of the page's script and stylesheet in webview/. */
export async function openWebviewPages(name: string): Promise<WebviewPages> {
  const files = await bundledFiles(name);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    response.writeHead(file === undefined ? 404 : 200, { "content-type": `${file?.type}; charset=utf-8` });
    response.end(file?.content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const browser = await launchChromium();
  return {
    browser,
    async open({ theme = vscodeThemes.dark, ...options } = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      return await prepared(page, `http://127.0.0.1:${address.port}/`, theme);
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function prepared(page: Page, address: string, theme: VscodeTheme): Promise<WebviewPage> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.addInitScript(actAsEditor);
  await page.addInitScript(`(${whenBodyStands})(() => (${applyTheme})(${JSON.stringify(theme)}))`);
  await page.goto(address);
  await page.waitForFunction(() => window.sent.length > 0);
  const post = async (message: unknown) => {
    await page.evaluate((data) => window.postMessage(data, "*"), message);
    await settled(page);
  };
  return {
    page,
    post,
    async setTheme(next) {
      await page.evaluate(applyTheme, next);
      await settled(page);
    },
    words: async () => (await page.locator("main").allInnerTexts()).join("\n"),
    sent: () => page.evaluate(() => window.sent),
    async complaints() {
      return [...complaints, ...(await page.evaluate(() => window.violations))];
    },
  };
}

/** The message has been handled, its effects have run, the result is on the screen. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) =>
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      ),
  );
}
