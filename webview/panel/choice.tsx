/** Whose run the page shows, where there are two: the browser's own control, which says both in words. */
import type { RunChoice } from "#protocol/metricsPanel.ts";
import { text } from "../page/strings.ts";
import { send } from "./send.ts";

const whose = ["shared", "own"] as const;

export function Choice({ choice }: { choice: RunChoice | undefined }) {
  if (choice === undefined) return null;
  const choose = (value: string) => {
    const chosen = whose.find((one) => one === value);
    if (chosen !== undefined) send({ type: "chooseRun", whose: chosen });
  };
  return (
    <select
      class="choice"
      data-key="choice"
      aria-label={text("choice.label")}
      value={choice.shown}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {whose.map((one) => (
        <option key={one} value={one}>
          {one === "own" ? ownWords(choice) : text("choice.shared", choice.shared)}
        </option>
      ))}
    </select>
  );
}

function ownWords({ own }: RunChoice): string {
  return own === null ? text("choice.unusable") : text("choice.own", { number: own });
}
