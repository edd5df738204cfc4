/** A rule's id as the logical id of a template: `S3BucketTlsRequired`. */
export const logicalIdOf = (id: string): string =>
  id
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
