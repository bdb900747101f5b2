/**
 * The metrics page in a real Chromium, served under the same content security policy as in the editor. A stub stands
 * in for the editor's side of the page: it records what the page sends, and the test plays the extension.
 */
import { createServer } from "node:http";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type FromPanel, fromPanelSchema, type PanelState } from "#protocol/metricsPanel.ts";
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

export interface MetricsPage {
  readonly page: Page;
  /** As the extension does: the whole state, as a message. Resolves once it is drawn. */
  show(state: PanelState): Promise<void>;
  /** Any message, as from anybody. */
  post(message: unknown): Promise<void>;
  setTheme(theme: VscodeTheme): Promise<void>;
  /** What a reader sees of the page, hidden parts left out. */
  words(): Promise<string>;
  /** What the page has sent, parsed as the extension parses it; `ready` left out. */
  requests(): Promise<FromPanel[]>;
  /** Violations of the policy, errors and warnings on the console, uncaught exceptions. */
  complaints(): Promise<string[]>;
}

export interface MetricsPages {
  readonly browser: Browser;
  open(options?: BrowserContextOptions & { theme?: VscodeTheme }): Promise<MetricsPage>;
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

const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="metrics.css">
<title>Metrics</title>
</head>
<body>
<script nonce="${nonce}" src="metrics.js"></script>
</body>
</html>`;

/** The page's files by their path, bundled from the sources of now. */
async function bundledFiles(): Promise<Map<string, { type: string; content: string }>> {
  const { outputFiles } = await build({
    entryPoints: ["webview/metrics.ts", "webview/metrics.css"],
    absWorkingDir: import.meta.dirname.replace(/[\\/]test[\\/]support$/, ""),
    outdir: "served",
    bundle: true,
    format: "iife",
    target: "chrome134",
    write: false,
    logLevel: "silent",
  });
  const types = new Map([
    [".js", "text/javascript"],
    [".css", "text/css"],
  ]);
  const bundled = outputFiles.map(({ path, text }): [string, { type: string; content: string }] => {
    const name = path.slice(path.lastIndexOf("metrics."));
    return [`/${name}`, { type: types.get(name.slice("metrics".length)) ?? "text/plain", content: text }];
  });
  const own: typeof bundled = [
    ["/", { type: "text/html", content: html }],
    ["/favicon.ico", { type: "image/x-icon", content: "" }],
  ];
  return new Map([...own, ...bundled]);
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

export async function openMetricsPages(): Promise<MetricsPages> {
  const files = await bundledFiles();
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

async function prepared(page: Page, address: string, theme: VscodeTheme): Promise<MetricsPage> {
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
    show: (state) => post({ type: "state", state }),
    async setTheme(next) {
      await page.evaluate(applyTheme, next);
      await settled(page);
    },
    words: async () => (await page.locator("main").allInnerTexts()).join("\n"),
    async requests() {
      const sent = await page.evaluate(() => window.sent);
      return sent.map((message) => fromPanelSchema.parse(message)).filter(({ type }) => type !== "ready");
    },
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
