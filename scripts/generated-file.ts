/** A file that `npm run generate` writes and the tests compare. */
export interface GeneratedFile {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}
