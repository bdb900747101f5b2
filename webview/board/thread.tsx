/** What was said about a suggestion, oldest first, and a place to say more. */
import { limits } from "#protocol/session/limits.ts";
import type { Card, CardComment } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";
import { TimeAgo } from "../page/timeAgo.tsx";
import { send } from "./send.ts";
import { TextForm } from "./textForm.tsx";

export function Thread({ card, onDone }: { card: Card; onDone: () => void }) {
  return (
    <section class="thread" aria-label={text("card.thread")}>
      {card.comments.length > 0 && (
        <ol>
          {card.comments.map((comment) => (
            <CommentItem key={comment.id} comment={comment} />
          ))}
        </ol>
      )}
      {card.may.includes("comment") && (
        <TextForm
          name={`comment ${card.id}`}
          label={text("card.commentLabel")}
          button={text("card.send")}
          longest={limits.commentCharacters}
          onSend={(words) => send({ type: "comment", suggestion: card.id, text: words })}
          onCancel={onDone}
        />
      )}
    </section>
  );
}

function CommentItem({ comment }: { comment: CardComment }) {
  return (
    <li aria-busy={comment.pending}>
      <p class="meta">
        <bdi class="author">{comment.author}</bdi>
        {" · "}
        <TimeAgo iso={new Date(comment.at).toISOString()} />
        {comment.pending && ` · ${text("card.pending")}`}
      </p>
      <p class="words" dir="auto">
        {comment.text}
      </p>
    </li>
  );
}
