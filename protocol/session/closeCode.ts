/** Why the relay closes a socket. Apart from the schemas, so that who only tells of it loads none. */

/** 4400 to 4499 stop y-websocket's provider for good; after any other it tries again. */
export const closeCode = {
  /** Something that is no message of this protocol. */
  malformed: 4400,
  /** Unknown, expired or revoked token. */
  tokenRefused: 4401,
  /** A facilitator removed this participant. */
  removed: 4403,
  /** No such session here. */
  notFound: 4404,
  /** Another epoch: the close reason is the room to go to, at once, with a new document. */
  moved: 4409,
  ended: 4410,
  /** This relay speaks another version. */
  version: 4426,
  /** Far past the rates. */
  flooding: 4429,
  /** Too many windows of one participant. */
  tooManyConnections: 4430,
  /** The relay cannot store: it goes down. */
  storageFailed: 4500,
  /** Full; try again later. */
  full: 4503,
  /** Did not read what it was sent. */
  slow: 4508,
} as const;
