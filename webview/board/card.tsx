/** One suggestion: vote, text, who and when and where, how it stands, what it brought, what may be done with it. */
import { useRef, useState } from "preact/hooks";
import { limits } from "#protocol/session/limits.ts";
import type { Card } from "#protocol/suggestionsPanel.ts";
import { text } from "../page/strings.ts";
import { CardActions, MoreButton } from "./cardActions.tsx";
import { CardFacts, CardMeta } from "./cardFacts.tsx";
import { type CardKey, cardKey } from "./cardKeys.ts";
import type { CardPart } from "./cardPart.ts";
import { send } from "./send.ts";
import { TextForm } from "./textForm.tsx";
import { Thread } from "./thread.tsx";
import { VoteButton, vote } from "./voteButton.tsx";

/** What a card shows below itself. */
type Opened = "nothing" | "thread" | "edit" | "more";

export function CardItem({ card, isActive }: { card: Card; isActive: boolean }) {
  const item = useRef<HTMLLIElement>(null);
  const [opened, setOpened] = useState<Opened>("nothing");
  const part: CardPart = { card, tabIndex: isActive ? 0 : -1 };
  const toggle = (what: Opened) => setOpened(opened === what ? "nothing" : what);
  const close = () => {
    setOpened("nothing");
    item.current?.focus();
  };
  const open = () => (card.anchor === null ? toggle("thread") : send({ type: "open", suggestion: card.id }));

  const actions: Record<CardKey, () => void> = {
    back: () => opened !== "nothing" && close(),
    vote: () => vote(card),
    open,
    edit: () => card.may.includes("edit") && setOpened("edit"),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = cardKey(event);
    if (key === null) return;
    actions[key]();
    // The letter that opens a form is not to be typed into it.
    event.preventDefault();
  };
  return (
    <li
      ref={item}
      class={`card ${card.status}`}
      data-card={card.id}
      data-key={`card ${card.id}`}
      tabIndex={-1}
      aria-labelledby={`text-${card.id}`}
      aria-busy={card.pending}
      onKeyDown={onKeyDown}
    >
      <VoteButton {...part} />
      <div class="body">
        {opened === "edit" ? <Edit card={card} onDone={close} /> : <Words card={card} />}
        <CardMeta {...part} onThread={() => toggle("thread")} isThreadOpen={opened === "thread"} />
        <CardFacts card={card} />
        <CardActions {...part} isOpen={opened === "more"} onEdit={() => setOpened("edit")} />
        {opened === "thread" && <Thread card={card} onDone={close} />}
      </div>
      <MoreButton {...part} isOpen={opened === "more"} onMore={() => toggle("more")} />
    </li>
  );
}

function Words({ card }: { card: Card }) {
  return (
    <p id={`text-${card.id}`} class="words" dir="auto">
      {card.text}
    </p>
  );
}

function Edit({ card, onDone }: { card: Card; onDone: () => void }) {
  const save = (words: string) => {
    if (words !== card.text)
      send({ type: "edit", suggestion: card.id, revision: card.revision, text: words });
    onDone();
  };
  return (
    <TextForm
      name={`edit ${card.id}`}
      label={text("card.editLabel")}
      button={text("card.save")}
      initial={card.text}
      longest={limits.suggestionCharacters}
      onSend={save}
      onCancel={onDone}
    />
  );
}
