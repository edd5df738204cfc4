/** Keeps the bytes of a stream from a chosen place on, so that spans over several pieces can be cut out. */
export interface Capture {
  /** The next piece of the stream takes the place of the one before. */
  next(piece: Uint8Array): void;
  /** Keeps everything from this offset on, which lies in the current piece; forgets what was kept before. */
  begin(offset: number): void;
  /** Keeps nothing more. */
  drop(): void;
  /** How many bytes are kept from earlier pieces. */
  held(): number;
  /** The bytes of a span that begins in what is kept or in the current piece. */
  bytes(start: number, end: number): Uint8Array;
}

/** A capture for a stream that begins at offset 0; pieces must not be changed after they were given. */
export const createCapture = (): Capture => {
  let piece: Uint8Array = new Uint8Array();
  let pieceStart = 0;
  let from: number | null = null;
  let earlier: Uint8Array[] = [];
  let heldBytes = 0;

  const forget = (): void => {
    earlier = [];
    heldBytes = 0;
  };

  return {
    next: (next) => {
      if (from !== null) {
        const kept = piece.subarray(Math.max(from - pieceStart, 0));
        earlier.push(kept);
        heldBytes += kept.length;
      }
      pieceStart += piece.length;
      piece = next;
    },
    begin: (offset) => {
      forget();
      from = offset;
    },
    drop: () => {
      forget();
      from = null;
    },
    held: () => heldBytes,
    bytes: (start, end) => {
      if (start >= pieceStart) return piece.subarray(start - pieceStart, end - pieceStart);
      const whole = Buffer.concat([...earlier, piece.subarray(0, Math.max(end - pieceStart, 0))]);
      const first = from ?? start;
      return whole.subarray(start - first, end - first);
    },
  };
};
