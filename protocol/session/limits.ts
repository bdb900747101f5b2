/** Every bound of a session in one place, each with its reason. Past one there is a clear refusal, never a slow death. */

export const limits = {
  /** Characters of a suggestion: a screenful. */
  suggestionCharacters: 2_000,
  /** Characters of a comment: a paragraph. */
  commentCharacters: 1_000,
  /** Characters of why a suggestion was declined. */
  reasonCharacters: 500,
  /** Characters of a participant's name and of the session's title: what a list shows on one line. */
  nameCharacters: 64,
  /** Characters of a path, a commit, a parameter's key or value. */
  fieldCharacters: 512,
  /** Characters of a branch's name: what a file system takes. */
  branchCharacters: 250,
  /** Characters of an address that co-authors are named by. */
  emailCharacters: 254,
  /** Characters of the code that an anchor remembers, to see that it moved on. */
  anchorCharacters: 2_000,
  /** Suggestions of a session, archived ones included: more than a day of a full lecture hall has brought. */
  suggestions: 5_000,
  /** Suggestions that one participant may have open: nobody alone fills the board. */
  openSuggestionsEach: 100,
  /** Comments of a session, and of one suggestion. */
  comments: 20_000,
  commentsEach: 500,
  /** Seats and breaks of the rotation: past this nobody would get a turn in a day. */
  seats: 200,
  /** Hands that are up at a time: more than a facilitator can call on. */
  hands: 100,
  /** Turns of which the session remembers who drove: a day of short ones. */
  history: 200,
  /** Published runs; the oldest give way. */
  runs: 500,
  /** Metrics, and parameters, that a published run may show. */
  runFigures: 50,
  /** Of the run that the panels show: characters of a text in it, and bytes of the whole as JSON; it fits one message. */
  shownCharacters: 1_000,
  shownBytes: 60 * 1024,
  /** Stages, plots, columns, problems that it may have, and runs of its history. */
  shownParts: 100,
  shownHistory: 200,
  /** Shortest and longest turn and break. */
  shortestTurnMilliseconds: 10_000,
  longestTurnMilliseconds: 4 * 60 * 60 * 1000,
  /** The warning comes this long before a turn ends. */
  warningMilliseconds: 60_000,
  /** Identities of a session: twice the largest audience in mind, so that reloads without a key do not shut it. */
  participants: 20_000,
  /** Sockets of a relay, and of one identity (its windows). */
  connections: 12_000,
  connectionsEach: 4,
  /** Bytes of one message, and fragments of it; a full suggestion with an anchor in four-byte characters fits. */
  messageBytes: 64 * 1024,
  messageFragments: 16,
  /** Bytes of the body of a request to join. */
  joinBytes: 2_048,
  /** Milliseconds that a request may take to arrive; one that brings an object has longer. */
  requestMilliseconds: 10_000,
  /** Commands of one participant: steadily per second, and at once; a person clicks slower. */
  commandsPerSecond: 10,
  commandsAtOnce: 60,
  /** Commands of all participants per second, below what one core stores and publishes. */
  commandsPerSecondInAll: 3_000,
  /** Messages of any kind of one connection, so that junk costs no more than commands do. */
  messagesPerSecond: 20,
  messagesAtOnce: 200,
  /** Times that one participant's windows may ask for the document: each answer costs milliseconds to encode. */
  questionsPerSecond: 1,
  questionsAtOnce: 20,
  /** Requests to join, per second in all: a full hall joins in half a minute, a guesser learns nothing. */
  joinsPerSecond: 500,
  /** Bytes that may wait in a socket: past the first it gets no updates until it has drained, then the whole state; past the second it is closed. */
  bufferedBytes: 1024 * 1024,
  bufferedBytesAtMost: 4 * 1024 * 1024,
  /** Time for such a socket to drain. */
  slowMilliseconds: 30_000,
  /** A message at least this often: y-websocket gives a silent connection up after 30 s. */
  keepAliveMilliseconds: 10_000,
  /** Updates of the document go out this often at most; with many connections more seldom (`publishMillisecondsEach`). */
  publishMilliseconds: 30,
  /** Vote counts go out this often at most: ten a second look alive and grow the document little. */
  countMilliseconds: 100,
  /** The roster goes out this often at most. */
  rosterMilliseconds: 500,
  /** Milliseconds a connection that are added to those three: a broadcast costs about 10 µs a socket. */
  publishMillisecondsEach: 0.04,
  /** People whom the roster names; the rest are counted. */
  rosterPeople: 300,
  /** A driver is away once the last connection has been gone this long: a reload is not an absence. */
  absentMilliseconds: 5_000,
  /** A new epoch begins when the document holds this many bytes and half as many again as a fresh one would. */
  epochBytes: 256 * 1024,
  /** Sockets that are sent to a new epoch's room at once, and the pause after them: they all ask for the whole state. */
  movedAtOnce: 100,
  movedMilliseconds: 50,
  /** Time for a socket to answer that it is closed; then it is cut off. */
  closeMilliseconds: 3_000,
  /** Life of a participant's token and of an invitation. */
  tokenMilliseconds: 30 * 24 * 60 * 60 * 1000,
  /** Invitations of one kind that are good at a time: one is made at every start of the relay, the oldest give way. */
  invitations: 20,
  /** Bytes of the outputs that a relay holds for the next driver, and how many; those unused longest give way. 0: none. */
  objectsBytes: 1024 * 1024 * 1024,
  objects: 100_000,
  /** Bytes that they leave free on the disk, so that the session itself can always be stored. */
  objectsSpareBytes: 64 * 1024 * 1024,
  /** Objects that may be asked for in one request, and its bytes. */
  objectNames: 1_000,
  objectNamesBytes: 64 * 1024,
  /** Requests about objects under way: of one participant, whose client sends four at a time, and in all. */
  objectRequestsEach: 8,
  objectRequests: 64,
  /** Such requests of one participant: steadily per second, and at once; a folder may have many small files. */
  objectRequestsPerSecond: 500,
  objectRequestsAtOnce: 2_000,
  /** Of all participants per second: half of one core, and the session has the other half. */
  objectRequestsPerSecondInAll: 1_000,
  /** A transfer ends when nothing moved for so long, or when it is slower than this on the whole. */
  objectIdleMilliseconds: 15_000,
  objectBytesPerSecond: 16 * 1024,
} as const;

export type Limits = { readonly [Name in keyof typeof limits]: number };
