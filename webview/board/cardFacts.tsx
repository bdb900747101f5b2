/** The lines below a card's text: who, when, where; then how it stands and what it brought. */
import type { Card, CardAnchor } from "#protocol/suggestionsPanel.ts";
import { fileName, shorten } from "../charts/words.ts";
import { counted, text } from "../page/strings.ts";
import { TimeAgo } from "../page/timeAgo.tsx";
import type { CardPart } from "./cardPart.ts";
import { effectWords } from "./effectWords.ts";
import { send } from "./send.ts";

/** `preprocess.ts:14`, `preprocess.ts:14–18`, `preprocess.ts`. */
export function placeWords({ path, lines }: Pick<CardAnchor, "path" | "lines">): string {
  const file = shorten(fileName(path), 40);
  if (lines === null) return file;
  const [first, last] = lines;
  return first === last ? `${file}:${first}` : `${file}:${first}–${last}`;
}

interface MetaProperties extends CardPart {
  onThread: () => void;
  isThreadOpen: boolean;
}

export function CardMeta({ card, tabIndex, onThread, isThreadOpen }: MetaProperties) {
  const { comments, may } = card;
  const hasThread = comments.length > 0 || may.includes("comment");
  const facts = [
    <bdi key="author" class="author">
      {card.author ?? text("card.anonymous")}
    </bdi>,
    <TimeAgo key="at" iso={new Date(card.at).toISOString()} />,
    card.anchor !== null && <AnchorLink key="anchor" card={card} anchor={card.anchor} tabIndex={tabIndex} />,
    card.kind !== "idea" && <span key="kind">{text(`kind.${card.kind}`)}</span>,
    hasThread && (
      <button
        key="thread"
        type="button"
        class={comments.length === 0 ? "link quiet" : "link"}
        data-key={`thread ${card.id}`}
        tabIndex={tabIndex}
        aria-expanded={isThreadOpen}
        onClick={onThread}
      >
        {comments.length === 0 ? text("card.comment") : counted("card.comments", comments.length)}
      </button>
    ),
  ].filter((fact) => fact !== false);
  return <p class="meta">{facts.flatMap((fact, place) => (place === 0 ? [fact] : [" · ", fact]))}</p>;
}

function AnchorLink({ card, anchor, tabIndex }: CardPart & { anchor: CardAnchor }) {
  return (
    <>
      <button
        type="button"
        class="link"
        data-key={`anchor ${card.id}`}
        tabIndex={tabIndex}
        title={anchor.path}
        onClick={() => send({ type: "open", suggestion: card.id })}
      >
        <bdi>{placeWords(anchor)}</bdi>
      </button>
      {anchor.standing === "stale" && <span class="stale"> {text("anchor.stale")}</span>}
      {anchor.standing === "moved" && ` ${text("anchor.moved")}`}
    </>
  );
}

/** Nothing where there is nothing to say beyond that it is open. */
export function CardFacts({ card }: { card: Card }) {
  const { status, override, effect, reason, mergedInto } = card;
  const facts = [
    card.pinned && (
      <span key="pinned" class="chip">
        {text("card.pinned")}
      </span>
    ),
    card.pending && (
      <span key="pending" class="chip waiting">
        {text("card.pending")}
      </span>
    ),
    status !== "open" && (
      <span key="status" class="chip">
        {text(`status.${status}`)}
        {reason !== null && (
          <>
            {" · "}
            <bdi>{reason}</bdi>
          </>
        )}
      </span>
    ),
    override !== null && (
      <span key="override" class="chip">
        <bdi>{override.key}</bdi> → <bdi>{String(override.value)}</bdi>
      </span>
    ),
    effect !== null && <EffectChip key="effect" effect={effect} />,
    mergedInto !== null && (
      <span key="merged" class="chip">
        {text("card.mergedInto")} <bdi>{shorten(mergedInto, 80)}</bdi>
      </span>
    ),
  ].filter((fact) => fact !== false);
  return facts.length === 0 ? null : <p class="facts">{facts}</p>;
}

function EffectChip({ effect }: { effect: NonNullable<Card["effect"]> }) {
  const { tone, arrow, change, figures } = effectWords(effect);
  return (
    <span class="effect" title={text("effect.run", { number: effect.run })}>
      <span class={tone}>
        {arrow !== "" && <span aria-hidden="true">{arrow} </span>}
        {change}
      </span>{" "}
      {figures}
    </span>
  );
}
