/**
 * What a person waits for in a real VS Code in a browser, from the key pressed to the frame drawn: a run with
 * nothing to do, a saved parameter until the panel shows its run, the extension's activation, the package's size.
 * The first rounds are not counted. Both ends of a wait read the same machine's clock.
 *
 *   node bench/editor.ts
 */
import { stat } from "node:fs/promises";
import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { Editor, type EditorWindow } from "#support/editor.ts";
import { withWorkshop } from "#support/workshop.ts";
import packageJson from "../package.json" with { type: "json" };
import { build } from "../scripts/build.ts";
import { codeServerVersion } from "../scripts/codeServer/install.ts";
import { packageExtension } from "../scripts/package.ts";

/** Values of `evaluate.repeats`, each new to the cache; the first two warm up, the workshop itself has run with 8. */
const repeats = [2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13];
const warmUps = 2;
const rounds = 10;
const reloads = 5;
/** Milliseconds in which the editor comes to rest, while a person reads and types. */
const pause = 1_500;

interface Figures {
  readonly what: string;
  readonly target: number;
  readonly values: readonly number[];
  readonly unit: string;
}

function print({ what, target, values, unit }: Figures): void {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1);
  const figures = `median ${at(0.5)} ${unit}, ${at(0)} to ${at(1)}, of ${values.length}`;
  console.log(`${what.padEnd(52)} ${figures} (target ${target})`);
}

/** Milliseconds since 1970 of the next key with this name, as the window gets it. */
async function nextKey(page: Page, key: string): Promise<() => Promise<number>> {
  const pressed = await page.evaluateHandle((wanted) => {
    const moment = new Promise<number>((resolve) => {
      const heard = (event: KeyboardEvent) => event.key.toLowerCase() === wanted && resolve(Date.now());
      window.addEventListener("keydown", heard, { capture: true });
    });
    return { moment };
  }, key);
  return () => pressed.evaluate(({ moment }) => moment);
}

/** Milliseconds since 1970 of the first frame in which each of these elements has such a text. */
async function nextFrame(
  where: Locator,
  texts: Readonly<Record<string, string>>,
): Promise<() => Promise<number>> {
  const seen = await where.evaluateHandle((root, wanted) => {
    const isShown = ([selector, text]: [string, string]) =>
      new RegExp(text).test(root.querySelector(selector)?.textContent ?? "no such element");
    const moment = new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`not seen within 20 s: ${JSON.stringify(wanted)}`)), 20_000);
      const observer = new MutationObserver(() => {
        if (!Object.entries(wanted).every(isShown)) return;
        observer.disconnect();
        requestAnimationFrame(() => resolve(Date.now()));
      });
      observer.observe(root, { subtree: true, childList: true, characterData: true });
    });
    return { moment };
  }, texts);
  return () => seen.evaluate(({ moment }) => moment);
}

/** From Ctrl+Alt+R to the sentence in the status bar. */
async function unchangedRun({ page }: EditorWindow): Promise<number> {
  const words = "nothing changed since run";
  await page.locator(".statusbar-item", { hasText: words }).waitFor({ state: "hidden" });
  await delay(pause);
  const shown = await nextFrame(page.locator(".monaco-workbench"), { ".part.statusbar": words });
  const pressed = await nextKey(page, "r");
  await page.keyboard.press("Control+Alt+R");
  return (await shown()) - (await pressed());
}

/** From Ctrl+S to the panel with the finished run; `run` is the number that it will have. */
async function savedParameter(
  window: EditorWindow,
  before: number,
  after: number,
  run: number,
): Promise<number> {
  await window.replace(`repeats: ${before}`, `repeats: ${after}`);
  await delay(pause);
  const shown = await nextFrame(window.metrics().locator("main"), {
    h1: `^Run ${run}$`,
    ".total": " in all$",
  });
  const pressed = await nextKey(window.page, "s");
  await window.page.keyboard.press("Control+S");
  return (await shown()) - (await pressed());
}

/** VS Code's own figure: loading the bundle and calling `activate`. */
async function activation(window: EditorWindow): Promise<number> {
  await window.reload();
  await window.statusBar().waitFor();
  await delay(pause);
  await window.command("Developer: Show Running Extensions");
  const rows = window.page.locator(".runtime-extensions-editor .monaco-list-row");
  const text = await rows.filter({ hasText: "Baton" }).locator(".activation-time").textContent();
  return Number(/(\d+)ms/.exec(text ?? "")?.[1] ?? Number.NaN);
}

async function measure(window: EditorWindow): Promise<Figures[]> {
  await window.openFile("params.yaml");
  await window.command("Baton: Run Pipeline");
  await window.metrics().locator(".total").waitFor();
  const unchanged: number[] = [];
  for (let round = -warmUps; round < rounds; round++) unchanged.push(await unchangedRun(window));
  const saved: number[] = [];
  for (const [index, value] of repeats.entries()) {
    saved.push(await savedParameter(window, repeats[index - 1] ?? 8, value, index + 2));
  }
  const activations: number[] = [];
  for (let reload = 0; reload <= reloads; reload++) activations.push(await activation(window));
  return [
    {
      what: "a run with nothing changed, key to status bar",
      target: 50,
      values: unchanged.slice(warmUps),
      unit: "ms",
    },
    {
      what: "a saved evaluate parameter, key to panel",
      target: 300,
      values: saved.slice(warmUps),
      unit: "ms",
    },
    { what: "activation, VS Code's figure", target: 100, values: activations.slice(1), unit: "ms" },
  ];
}

await build();
const vsix = await packageExtension();
const before = loadavg()[0] ?? 0;
{
  await using editor = await Editor.start({ settings: { "files.autoSave": "off" } });
  await using workshop = await withWorkshop();
  const window = await editor.open(workshop.folder);
  for (const figures of await measure(window)) print(figures);
  console.log(
    `Baton ${packageJson.version}, VS Code of code-server ${codeServerVersion}, Chromium ${window.page.context().browser()?.version()}`,
  );
}
print({ what: "package", target: 5, values: [(await stat(vsix)).size / 1e6], unit: "MB" });
console.log(
  `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus()[0]?.model ?? "unknown CPU"}, ${availableParallelism()} cores`,
);
console.log(`load ${before.toFixed(1)} when it began: on a busy machine, believe the smallest figures only`);
