/** A session of three people, each in a VS Code of their own, from its first link to its recap. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Frame, Locator } from "playwright-core";
import { parseInvitation } from "#protocol/session/invitation.ts";
import { connection, host, joinByLink, type Member, member, takeSeat, webview } from "#support/crew.ts";
import { type Cable, cableTo } from "#support/cutCable.ts";
import { rowsBecome, turnStatus } from "#support/sessionWindow.ts";

let ana: Member;
let ben: Member;
let chi: Member;
/** Between Ben and the relay. */
let cable: Cable;

const everybody = () => [ana, ben, chi];
const board = ({ window }: Member): Promise<Frame> => webview(window, "Suggestions");

/** The process that Ana's editor has started. */
function relay(): number {
  const [only, ...more] = ana.editor.relays();
  assert.ok(only !== undefined && more.length === 0);
  return only;
}

async function card(of: Member, text: string): Promise<Locator> {
  return (await board(of)).locator(".card", { hasText: text });
}

async function sees(who: Member, text: string): Promise<void> {
  await (await card(who, text)).waitFor();
}

before(async () => {
  [ana, ben, chi] = await Promise.all([member("Ana"), member("Ben"), member("Chi")]);
});

after(async () => {
  await cable?.[Symbol.asyncDispose]();
  await Promise.all(everybody().map((one) => one?.[Symbol.asyncDispose]()));
});

test("one hosts, two join by its link, and all see each other", async () => {
  const link = await host(ana, { title: "Grades workshop", minutes: 0.5 });
  const invitation = parseInvitation(link);
  assert.ok(invitation);
  cable = await cableTo(invitation.relay);
  await joinByLink(ben, link.replace(encodeURIComponent(invitation.relay), encodeURIComponent(cable.url)));
  await joinByLink(chi, link);
  for (const { window } of everybody()) await window.command("Baton: Focus on Session View");
  await rowsBecome(ana.window, [/^Not started/, /Ana \(you\)/, /Ben/, /Chi/]);
  await rowsBecome(chi.window, [/^Not started/, /Ana/, /Ben/, /Chi \(you\)/]);
});

test("the facilitator starts the rotation and drives; everybody sees the clock", async () => {
  await ana.window.command("Baton: Start Rotation");
  await turnStatus(ana.window).filter({ hasText: "You drive" }).waitFor();
  await turnStatus(ben.window)
    .filter({ hasText: /Ana drives · 00:\d\d/ })
    .waitFor();
  await ana.window.command("Baton: Pause Turn");
  await turnStatus(chi.window).filter({ hasText: "paused" }).waitFor();
});

test("a navigator posts from a selection, the other one votes by a key", async () => {
  const { window } = chi;
  await window.openFile("train.ts");
  await window.page.locator(".view-line", { hasText: "const forest" }).click();
  await window.page.keyboard.press("Home");
  await window.page.keyboard.press("Shift+ArrowDown");
  await window.page.keyboard.press("Control+Alt+S");
  await window.answer(/About pipeline\/train\.ts, line 7/, "Fewer trees are enough");
  await (await card(ben, "Fewer trees are enough")).focus();
  await ben.window.page.keyboard.press("v");
  await (await card(ana, "Fewer trees are enough")).getByRole("button", { name: /1 vote/ }).waitFor();
});

test("the driver accepts and starts it, edits and runs; everybody's panel shows the metrics and whose they are", async () => {
  await ana.window.command("Baton: Run Pipeline");
  await (await webview(ana.window, "Metrics")).getByRole("heading", { name: "Run 1" }).waitFor();
  const suggestion = await card(ana, "Fewer trees are enough");
  await suggestion.getByRole("button", { name: "Accept" }).click();
  await suggestion.getByText("accepted", { exact: true }).waitFor();
  await suggestion.getByRole("button", { name: "Start" }).click();
  await (await card(chi, "Fewer trees are enough")).getByText("in progress").waitFor();
  await ana.window.openFile("params.yaml");
  await ana.window.replace("trees: 100", "trees: 40");
  await ana.window.save();
  for (const { window } of [ben, chi]) {
    const panel = await webview(window, "Metrics");
    await panel.getByRole("heading", { name: "Run 2" }).waitFor();
    await panel.getByText("Ana drives").waitFor();
    await panel.getByText("MAE").first().waitFor();
  }
  await (await card(chi, "Fewer trees are enough")).getByText(/MAE \d\.\d\d/).waitFor();
});

test("the time runs out, and the baton passes to the next one", async () => {
  await ana.window.command("Baton: Resume Turn");
  await takeSeat(ben);
  for (const { window } of [ana, chi]) {
    await turnStatus(window)
      .filter({ hasText: /Ben drives/ })
      .waitFor();
  }
  await ana.window.command("Baton: Pause Turn");
  await turnStatus(ben.window).filter({ hasText: "paused" }).waitFor();
});

test("a navigator whose browser is offline posts, comes back, and the post arrives once", async () => {
  const { page } = chi.window;
  await page.context().setOffline(true);
  const composer = (await board(chi)).getByPlaceholder("What should we try?");
  await composer.fill("Try it on the real data");
  await composer.press("Control+Enter");
  await page.context().setOffline(false);
  await sees(ana, "Try it on the real data");
  await sees(chi, "Try it on the real data");
  assert.equal(await (await card(ana, "Try it on the real data")).count(), 1);
});

test("who is cut off from the relay sees it, goes on, and what was done is sent once it is back", async () => {
  cable.pull();
  await connection(ben.window, "reconnecting").waitFor();
  const composer = (await board(ben)).getByPlaceholder("What should we try?");
  await composer.fill("Look at the absences");
  await composer.press("Control+Enter");
  await connection(ben.window, "1 unsent").waitFor();
  await sees(ben, "Look at the absences");
  cable.plugIn();
  await sees(chi, "Look at the absences");
  await connection(ben.window, "connected").waitFor();
  assert.equal(await (await card(ana, "Look at the absences")).count(), 1);
});

test("the relay is killed and starts again where it was: all three are back, and nothing is lost", async () => {
  const killed = relay();
  process.kill(killed, "SIGKILL");
  await connection(chi.window, "reconnecting").waitFor();
  for (const { window } of everybody()) await connection(window, "connected").waitFor();
  assert.notEqual(relay(), killed);
  for (const who of everybody()) {
    for (const text of ["Fewer trees are enough", "Try it on the real data", "Look at the absences"]) {
      await sees(who, text);
      assert.equal(await (await card(who, text)).count(), 1);
    }
  }
  await (await card(ben, "Fewer trees are enough")).getByRole("button", { name: /1 vote/ }).waitFor();
});

test("a participant who asks for what only facilitators may do is refused with the reason", async () => {
  await chi.window.command("Baton: Shuffle the Order");
  await chi.window.notification(/facilitator/).waitFor();
});

test("a window that reloads is in the session again, as the same person", async () => {
  await ben.window.page.reload();
  await ben.window.ready(false);
  await turnStatus(ben.window).filter({ hasText: "You drive" }).waitFor();
  // The editors that come back would take the keyboard from the palette.
  await (await webview(ben.window, "Metrics")).getByRole("heading", { name: "Run 2" }).waitFor();
  await ben.window.command("Baton: Focus on Session View");
  await rowsBecome(ben.window, [/Ben \(you\)/, /Chi/, /Ana/]);
});
