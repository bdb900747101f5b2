/** What this reader may do with a card beyond voting and talking: the next step at hand, the rest behind a button. */
import type { CardAction } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";
import type { CardPart } from "./cardPart.ts";
import { send } from "./send.ts";

type Act = Exclude<CardAction, "vote" | "comment">;

const nextSteps: readonly Act[] = ["accept", "start", "done", "decline", "restore"];
const others: readonly Act[] = ["edit", "withdraw", "reopen", "pin", "merge", "archive"];

interface ActionsProperties extends CardPart {
  isOpen: boolean;
  onMore: () => void;
  onEdit: () => void;
}

export function CardActions({ card, tabIndex, isOpen, onMore, onEdit }: ActionsProperties) {
  const possible = (actions: readonly Act[]) => actions.filter((action) => card.may.includes(action));
  const more = possible(others);
  const shown = isOpen ? [...possible(nextSteps), ...more] : possible(nextSteps);
  if (shown.length + more.length === 0) return null;
  const act = (action: Act) =>
    action === "edit" ? onEdit() : send({ type: "act", suggestion: card.id, action });
  return (
    <div class="actions">
      {shown.map((action) => (
        <button
          key={action}
          type="button"
          data-key={`${action} ${card.id}`}
          tabIndex={tabIndex}
          onClick={() => act(action)}
        >
          {text(action === "pin" && card.pinned ? "action.unpin" : `action.${action}`)}
        </button>
      ))}
      {more.length > 0 && (
        <button
          type="button"
          class="plain more"
          data-key={`more ${card.id}`}
          tabIndex={tabIndex}
          aria-expanded={isOpen}
          aria-label={text("card.more")}
          title={text("card.more")}
          onClick={onMore}
        >
          ⋯
        </button>
      )}
    </div>
  );
}
