/** A value that is not told before a deployment, where only what decides it is known. */
export class HiddenValue {
  /**
   * @param cause what decides it, as reasons name it: `parameter KeyArn`
   * @param pattern a text that is the same wherever the value is the same
   */
  constructor(
    readonly cause: string,
    readonly pattern: string = `<${cause}>`,
  ) {}
}

/** A policy document of which Allow statements alone are hidden. */
export class HiddenAllows extends HiddenValue {
  /** @param denies the document as text, with a statement about nothing in the place of each hidden one */
  constructor(
    cause: string,
    readonly denies: string,
  ) {
    super(cause);
  }
}
