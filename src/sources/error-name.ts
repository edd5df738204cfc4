/**
 * Whether an error is of a class, by its name: what calls AWS is a bundle of its own, with classes of its own.
 *
 * @param name `UnreadableInputError`
 */
export const isNamed = (error: unknown, name: string): error is Error => error instanceof Error && error.name === name;
