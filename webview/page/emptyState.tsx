/** Nothing to show yet: why, and the one thing to do next. */
import type { ComponentChildren } from "preact";
import { Button } from "../controls.ts";

interface EmptyStateProperties {
  /** Of its button, to find it again. */
  name: string;
  title: string;
  text: string;
  button: string;
  onClick: () => void;
  /** Above the title. */
  head?: ComponentChildren;
  /** What there is to mend, between the words and the button. */
  children?: ComponentChildren;
}

export function EmptyState({ name, title, text, button, onClick, head, children }: EmptyStateProperties) {
  return (
    <section class={children === undefined ? "empty" : "empty refused"} aria-labelledby="empty-title">
      {head}
      <h1 id="empty-title">{title}</h1>
      <p>{text}</p>
      {children}
      <Button name={name} appearance="primary" onClick={onClick}>
        {button}
      </Button>
    </section>
  );
}
