/** The vote of this reader, and how many there are. Where no vote is taken, the count alone speaks. */
import type { Card } from "#protocol/suggestionsPanel.ts";
import { counted, formatCount, text } from "../page/strings.ts";
import type { CardPart } from "./cardPart.ts";
import { send } from "./send.ts";

export function vote({ id, may }: Card): void {
  if (may.includes("vote")) send({ type: "act", suggestion: id, action: "vote" });
}

export function VoteButton({ card, tabIndex }: CardPart) {
  const { votes, voted, may } = card;
  const isPossible = may.includes("vote");
  const title = isPossible ? text(voted ? "card.unvote" : "card.vote") : text("card.noVote");
  return (
    <button
      type="button"
      class="vote"
      data-key={`vote ${card.id}`}
      tabIndex={tabIndex}
      aria-pressed={voted}
      aria-disabled={!isPossible}
      aria-label={`${counted("card.votes", votes)}, ${title}`}
      title={title}
      onClick={() => vote(card)}
    >
      <svg viewBox="0 0 12 8" width="12" height="8" aria-hidden="true">
        <path d="M6 1l5 6H1z" />
      </svg>
      <span>{formatCount(votes)}</span>
    </button>
  );
}
