/** Where the window's state keeps its membership. Alone in its file: asking whether there is one loads nothing. */
export const membershipKey = "baton.membership";
