/** The browser of the tests, started so that it asks the network for nothing. */
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../../scripts/chromium.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function launchChromium(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error("no Chromium: `npm test` finds or installs one");
  return await chromium.launch({ executablePath, args: flags });
}
