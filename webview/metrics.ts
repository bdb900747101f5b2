/** The metrics panel's page: parses what the extension sends and draws it. Everything it shows is in that state. */
import "./page/jitless.ts";
import { toPanelSchema } from "#protocol/metricsPanel.ts";
import { restorePosition } from "./page/position.ts";
import { drawPanel } from "./panel/panel.tsx";
import { send } from "./panel/send.ts";

let isFirst = true;

window.addEventListener("message", ({ data }) => {
  const message = toPanelSchema.safeParse(data);
  if (!message.success) return;
  drawPanel(message.data.state);
  if (isFirst) restorePosition();
  isFirst = false;
});

drawPanel(null);
send({ type: "ready" });
