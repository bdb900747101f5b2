/** What this reader may do with a card beyond voting and talking: the next step at hand, the rest behind a button. */
import type { CardAction } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";
import type { CardPart } from "./cardPart.ts";
import { send } from "./send.ts";

type Act = Exclude<CardAction, "vote" | "comment">;

const nextSteps: readonly Act[] = ["accept", "start", "done", "decline", "restore"];
const others: readonly Act[] = ["edit", "withdraw", "reopen", "pin", "merge", "archive"];

function possible({ card }: CardPart, actions: readonly Act[]): Act[] {
  return actions.filter((action) => card.may.includes(action));
}

interface ActionsProperties extends CardPart {
  /** All of them, not the next step alone. */
  isOpen: boolean;
  onEdit: () => void;
}

export function CardActions({ isOpen, onEdit, ...part }: ActionsProperties) {
  const { card, tabIndex } = part;
  const shown = possible(part, isOpen ? [...nextSteps, ...others] : nextSteps);
  if (shown.length === 0) return null;
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
    </div>
  );
}

interface MoreProperties extends CardPart {
  isOpen: boolean;
  onMore: () => void;
}

export function MoreButton({ isOpen, onMore, ...part }: MoreProperties) {
  if (possible(part, others).length === 0) return null;
  return (
    <button
      type="button"
      class="plain more"
      data-key={`more ${part.card.id}`}
      tabIndex={part.tabIndex}
      aria-expanded={isOpen}
      aria-label={text("card.more")}
      title={text("card.more")}
      onClick={onMore}
    >
      ⋯
    </button>
  );
}
