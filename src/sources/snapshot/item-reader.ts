import { createCapture } from './capture.js';
import { ContentError, createJsonScanner, type JsonListener, type Place } from './json-scanner.js';

/** One item as it stands in the text, cut out and not yet parsed. */
export interface RawItem {
  /** `document`: a whole document without a list of items: an item by itself, or one in a wrapper. */
  readonly kind: 'item' | 'document';
  readonly place: Place;
  /** Its member `resourceType`; null where it is not there or not plain text, so that one has to parse. */
  readonly resourceType: string | null;
  /** Its member `awsAccountId` or `accountId`, likewise. */
  readonly accountId: string | null;
  readonly parse: () => unknown;
}

export interface ItemReader {
  /**
   * The items that end within the next bytes.
   *
   * @throws ContentError
   */
  push(bytes: Uint8Array): readonly RawItem[];
  /** @throws ContentError if the text ends in the middle, or was empty */
  end(): void;
}

/**
 * Cuts configuration items out of JSON text of any length that arrives in pieces.
 *
 * Items are the elements of `configurationItems` in an object (snapshot and history files, GetResourceConfigHistory),
 * of `baseConfigurationItems` (BatchGetResourceConfig), or of a bare array. Several documents may follow each other.
 * Only one item is held at a time.
 */
export const createItemReader = (): ItemReader => {
  const capture = createCapture();
  let found: RawItem[] = [];
  let isObject = false;
  /** Containers around what is taken for an item: 0 for a document, until a list is met in it. */
  let itemDepth = 0;
  let hasList = false;
  let listIsNext = false;
  let itemStart = 0;
  let itemPlace: Place = { line: 1, byte: 1 };
  let members: Partial<Record<Member, string | null>> = {};
  let member: Member | null = null;
  let memberStart = 0;

  const beginItem = (offset: number): void => {
    itemStart = offset;
    itemPlace = scanner.place();
    members = {};
    capture.begin(offset);
  };

  const finishItem = (end: number): void => {
    const bytes = capture.bytes(itemStart, end);
    capture.drop();
    found.push({
      kind: itemDepth === 0 ? 'document' : 'item',
      place: itemPlace,
      resourceType: members.resourceType ?? null,
      accountId: members.awsAccountId ?? members.accountId ?? null,
      parse: () => JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')),
    });
  };

  const beginList = (first: number): void => {
    if (first !== OPEN_BRACKET) throw new ContentError('configurationItems must be a list', scanner.place());
    if (hasList) throw new ContentError('configurationItems stands there twice', scanner.place());
    hasList = true;
    itemDepth = 2;
    capture.drop();
  };

  const listener: JsonListener = {
    opened: (depth, offset, first) => {
      if (depth === 0) {
        isObject = first !== OPEN_BRACKET;
        itemDepth = isObject ? 0 : 1;
        hasList = false;
      }
      if (depth === 1 && listIsNext) beginList(first);
      if (depth === itemDepth) beginItem(offset);
      listIsNext = false;
      if (member === null || depth !== itemDepth + 1) return;
      members[member] = null;
      if (first === QUOTE) memberStart = offset;
      else member = null;
    },
    closed: (depth, end) => {
      if (depth === itemDepth + 1 && member !== null) {
        members[member] = plainText(capture.bytes(memberStart, end));
        member = null;
      }
      if (depth === itemDepth) finishItem(end);
      if (depth === 1 && itemDepth === 2) itemDepth = BEHIND_LIST;
    },
    keyOpened: (depth, offset) => {
      if (depth === 1 && itemDepth === BEHIND_LIST) capture.begin(offset);
    },
    key: (depth, start, end) => {
      if (depth !== itemDepth + 1 && depth !== 1) return;
      const name = keyText(capture.bytes(start, end));
      if (itemDepth === BEHIND_LIST) capture.drop();
      listIsNext = depth === 1 && isObject && lists.has(name);
      member = depth === itemDepth + 1 && isMember(name) ? name : null;
    },
  };
  const scanner = createJsonScanner(listener, LISTEN_DEPTH);

  return {
    push: (bytes) => {
      capture.next(bytes);
      if (capture.held() > MAX_BYTES) {
        throw new ContentError(`longer than ${MAX_BYTES} bytes without an end or configurationItems`, itemPlace);
      }
      found = [];
      scanner.push(bytes);
      return found;
    },
    end: () => scanner.end(),
  };
};

/** No container is that deep: what follows a list in its document is no item. */
const BEHIND_LIST = Number.POSITIVE_INFINITY;

/** Items of a list in an object have two containers around them, their members three. */
const LISTEN_DEPTH = 3;

/** Longer items are refused, since one is held in memory; Config's own are far below. */
const MAX_BYTES = 64 * 1024 * 1024;

const OPEN_BRACKET = 0x5b;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const lists = new Set(['configurationItems', 'baseConfigurationItems']);

const memberNames = ['resourceType', 'awsAccountId', 'accountId'] as const;
type Member = (typeof memberNames)[number];
const isMember = (name: string): name is Member => (memberNames as readonly string[]).includes(name);

/** Text in quotes without them, if it is written plainly. */
const plainText = (quoted: Uint8Array): string | null =>
  quoted.includes(BACKSLASH) ? null : asciiOf(quoted.subarray(1, -1));

const keyText = (quoted: Uint8Array): string => plainText(quoted) ?? (JSON.parse(asciiOf(quoted)) as string);

/** Names of types, accounts and members are ASCII; other bytes give a text that equals none of them. */
const asciiOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
