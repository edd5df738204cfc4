/** A value as XML: members become elements, lists repeat theirs, `null` and `undefined` are left out. */
export type XmlValue = string | number | boolean | Date | null | undefined | XmlMembers | readonly XmlValue[];

export interface XmlMembers {
  readonly [name: string]: XmlValue;
}

/** A document of one element in S3's namespace. */
export const xmlDocument = (name: string, value: XmlValue): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${contentOf(value)}</${name}>`;

/** The error of a REST call. */
export const xmlError = (code: string, message: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${contentOf({ Code: code, Message: message })}</Error>`;

/** One element, or one for each of a list. */
export const elementOf = (name: string, value: XmlValue): string => {
  if (value === null || value === undefined) return '';
  if (isList(value)) return value.map((one) => elementOf(name, one)).join('');
  return `<${name}>${contentOf(value)}</${name}>`;
};

const contentOf = (value: XmlValue): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (isList(value)) return value.map(contentOf).join('');
  if (typeof value !== 'object') return escaped(String(value));
  return Object.entries(value)
    .map(([name, member]) => elementOf(name, member))
    .join('');
};

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
