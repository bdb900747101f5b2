/** The metrics page as its tests use it. */
import { type FromPanel, fromPanelSchema, type PanelState } from "#protocol/metricsPanel.ts";
import type { WebviewPage } from "./webviewPage.ts";

export interface MetricsPage extends WebviewPage {
  /** As the extension does: the whole state, as a message. Resolves once it is drawn. */
  show(state: PanelState): Promise<void>;
  /** What the page has sent, parsed as the extension parses it; `ready` left out. */
  requests(): Promise<FromPanel[]>;
}

export function metricsPage(page: WebviewPage): MetricsPage {
  return {
    ...page,
    show: (state) => page.post({ type: "state", state }),
    async requests() {
      const messages = (await page.sent()).map((message) => fromPanelSchema.parse(message));
      return messages.filter(({ type }) => type !== "ready");
    },
  };
}
