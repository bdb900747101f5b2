/** What may be shown of what git was given and of what it said: no credentials, no control characters. */

/** `https://user:token@host/` becomes `https://***@host/`; a user name alone, as in `ssh://git@host/`, stays. */
export function withoutCredentials(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*:[^\s/'"]*@/gi, "$1***@")
    .replace(/(https?:\/\/)[^\s/@'"]+@/gi, "$1***@");
}

/** Letters that move the cursor, hide text or turn its direction. */
const unprintable = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** On one line, without what hides or runs: fit for a message, a name, a title. */
export function oneLine(text: string, longest = 200): string {
  const flat = text.replace(unprintable, " ").replace(/\s+/g, " ").trim();
  const letters = [...flat];
  return letters.length > longest
    ? `${letters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`
    : flat;
}

/** A command as somebody could paste it into a POSIX shell. */
export function commandLine(args: readonly string[]): string {
  const quoted = args.map((arg) => {
    const shown = withoutCredentials(arg);
    return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
  });
  return ["git", ...quoted].join(" ");
}
