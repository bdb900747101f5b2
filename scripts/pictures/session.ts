/** A session of three: the driver at work, a navigator at the code, another one at the metrics, side by side. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchChromium } from "../../test/support/chromium.ts";
import { host, joinByLink, type Member, member, webview } from "../../test/support/crew.ts";
import { turnStatus } from "../../test/support/sessionWindow.ts";
import type { Theme } from "./themes.ts";

const viewport = { width: 1000, height: 1000 };

async function cardOf({ window }: Member, text: string) {
  return (await webview(window, "Suggestions")).locator(".card", { hasText: text });
}

async function post({ window }: Member, text: string): Promise<void> {
  const composer = (await webview(window, "Suggestions")).getByPlaceholder("What should we try?");
  await composer.fill(text);
  await composer.press("Control+Enter");
}

async function vote(voter: Member, text: string): Promise<void> {
  await (await cardOf(voter, text)).focus();
  await voter.window.page.keyboard.press("v");
}

/** What they have done when the picture is taken. */
async function play(ana: Member, ben: Member, chi: Member): Promise<void> {
  const params = join(ana.folder, "params.yaml");
  writeFileSync(params, readFileSync(params, "utf8").replace("trees: 100", "trees: 5"));
  const link = await host(ana, { title: "Grades workshop", minutes: 8 });
  await joinByLink(ben, link);
  await joinByLink(chi, link);
  for (const { window } of [ana, ben, chi]) await window.command("Baton: Focus on Session View");
  await ana.window.command("Baton: Start Rotation");
  await ana.window.command("Baton: Focus on Pipeline View");
  await turnStatus(chi.window).filter({ hasText: "Ana drives" }).waitFor();
  await ben.window.openFile("train.ts");
  await ben.window.page.locator(".view-line", { hasText: "const forest" }).click();
  await ben.window.page.keyboard.press("Home");
  await ben.window.page.keyboard.press("Shift+ArrowDown");
  await ben.window.page.keyboard.press("Control+Alt+S");
  await ben.window.answer(/About pipeline\/train\.ts/, "Five trees are few: take a hundred");
  await post(chi, "Why do absences count for so much?");
  await vote(chi, "Five trees");
  await vote(ben, "Why do absences");
  await vote(chi, "Why do absences");
  await ana.window.command("Baton: Run Pipeline");
  await (await webview(ana.window, "Metrics")).getByRole("heading", { name: "Run 1" }).waitFor();
  await (await cardOf(ana, "Five trees")).getByRole("button", { name: "Start" }).click();
  await (await cardOf(ana, "Five trees")).getByText("in progress").waitFor();
  await ana.window.openFile("params.yaml");
  await ana.window.replace("trees: 5", "trees: 100");
  await ana.window.save();
  for (const { window } of [ana, chi]) {
    await (await webview(window, "Metrics")).getByRole("heading", { name: "Run 2" }).waitFor();
  }
  await (await cardOf(chi, "Five trees")).getByText(/MAE \d/).waitFor();
}

async function calm({ window }: Member): Promise<Buffer> {
  await window.command("Notifications: Clear All Notifications");
  return await window.page.screenshot({ animations: "disabled" });
}

async function sideBySide(pictures: readonly Buffer[], path: string): Promise<void> {
  const browser = await launchChromium();
  try {
    const width = pictures.length * viewport.width;
    const page = await browser.newPage({ viewport: { width, height: viewport.height } });
    const images = pictures.map(
      (picture) => `<img src="data:image/png;base64,${picture.toString("base64")}">`,
    );
    await page.setContent(`<style>body { display: flex; margin: 0 }</style>${images.join("")}`);
    await page.screenshot({ path });
  } finally {
    await browser.close();
  }
}

export async function takeSessionPicture({ settings }: Theme, path: string): Promise<void> {
  const start = (name: string) => member(name, { settings, viewport });
  const [ana, ben, chi] = await Promise.all([start("Ana"), start("Ben"), start("Chi")]);
  await using crew = new AsyncDisposableStack();
  for (const one of [ana, ben, chi]) crew.use(one);
  await play(ana, ben, chi);
  await sideBySide([await calm(ana), await calm(ben), await calm(chi)], path);
}
