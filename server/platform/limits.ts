// Every limit of the house in one place, with its reason.
export const limits = {
  /** A modern phone's photo at full size. */
  photoBytes: 15 * 1_048_576,
  /** Pictures of one person in a day: an adviser takes thirty cars in with a dozen photos each; a script fills the disk. */
  photosPerDay: 500,
  /** JSON bodies: the longest is a price book. */
  bodyBytes: 4 * 1_048_576,
  /** Requests per minute and address, for anyone; a busy desk behind one address does ~600. */
  requestsPerMinute: 1_200,
  /** Sign-in tries per minute and address: a person needs three. */
  signInsPerMinute: 20,
  /** Open live connections per process: each holds a socket and a few kB. */
  liveListeners: 2_000,
  /** How long a session's rights are remembered before they are read again. */
  sessionMemoryMs: 5_000,
};
