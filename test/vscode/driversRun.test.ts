/** The driver's run on a navigator's screen: in the panel and in the status bar, beside the navigator's own. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { invitationLink } from "#protocol/session/invitation.ts";
import { webview } from "#support/crew.ts";
import { Editor } from "#support/editor.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { doneRun, runningRun } from "#support/metricsStates.ts";
import { joinAsGuest } from "#support/sessionGuest.ts";
import { withWorkshop } from "#support/workshop.ts";

test("a navigator sees the driver's run live, and goes to the own one and back from the keyboard", async () => {
  await using relay = await hostedRelay();
  await using editor = await Editor.start();
  await using workshop = await withWorkshop();
  const link = (role: "facilitator" | "participant") =>
    invitationLink({ relay: relay.url, code: relay.invitations[role] });
  using ben = await joinAsGuest(link("facilitator"), "Ben $(trash)");
  await ben.client.ask({ type: "rotation.start", turn: 0 });

  const window = await editor.open(workshop.folder);
  await window.command("Baton: Run Pipeline");
  await window.metrics().getByRole("heading", { name: "Run 1" }).waitFor();
  await window.commandThatAsks("Baton: Join Session");
  await window.answer("The link that the host gave you", link("participant"));
  await window.answer("Your name, as the others will see it.", "Chi");
  await window.answer("May it name you?");
  await ben.until(({ roster }) => roster.here === 2);

  const { run } = doneRun();
  await ben.client.ask({ type: "run.show", view: runningRun().run });
  const metrics = window.metrics();
  await metrics.getByText(/Ben \$\u2060?\(trash\) drives/).waitFor();
  await metrics.locator(".stage.running", { hasText: "train" }).waitFor();
  await ben.client.ask({ type: "run.show", view: run });
  await metrics.getByText("1.77").first().waitFor();
  await window.statusBar().filter({ hasText: "MAE 1.77 ▼ 0.05 · synthetic · Ben" }).waitFor();
  assert.equal(await window.statusBar().locator(".codicon-trash").count(), 0);

  const choice = metrics.getByRole("combobox", { name: "Whose run is shown" });
  await choice.focus();
  await window.page.keyboard.press("ArrowDown");
  await metrics.getByRole("heading", { name: "Run 1", exact: true }).waitFor();
  await window.statusBar().filter({ hasNotText: "Ben" }).waitFor();
  await choice.focus();
  await window.page.keyboard.press("ArrowUp");
  await metrics.getByRole("heading", { name: "Run 14" }).waitFor();

  await window.command("Baton: Show Pipeline Graph");
  const graph = await webview(window, "Pipeline Graph");
  await graph.getByText(/^Ben \$\u2060?\(trash\)’s run 14 · Ben/).waitFor();
  await graph.locator(".stage", { hasText: "train" }).getByText("done · 61 ms").waitFor();
});
