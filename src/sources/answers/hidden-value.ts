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
