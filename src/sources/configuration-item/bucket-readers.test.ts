import { block, OWNER_ID } from '../../../test/builders.js';
import { factOfItem, malformedFact, notRecordedFact } from '../../../test/item-facts.js';
import {
  asDeleted,
  eventItem,
  historyItem,
  type RawItem,
  selectRow,
  snapshotItem,
  withSupplementary,
} from '../../../test/items.js';
import { known } from '../../core/fact.js';
import { parsePolicy } from '../../policy/index.js';

const denial = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::app-data', 'arn:aws:s3:::app-data/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};

/** A bucket item in which one supplementary value is replaced; `undefined` takes it away. */
const having = (key: string, value: unknown): RawItem => withSupplementary(eventItem(), { [key]: value });

const factsOfItem = [
  'policy',
  'publicAccessBlock',
  'acl',
  'encryption',
  'logging',
  'versioning',
  'lifecycle',
  'objectLock',
  'requesterPays',
  'website',
  'tags',
];

const dialects: readonly (readonly [string, (bucket: Parameters<typeof eventItem>[0]) => unknown])[] = [
  ['an event', eventItem],
  ['the history API', historyItem],
  ['a snapshot', snapshotItem],
  ['a query', selectRow],
];

describe.each(dialects)('nothing configured, told by %s (trap 5)', (_dialect, tell) => {
  const item = tell({ publicAccessBlock: null, encryption: null });
  it.each<[fact: string, value: unknown]>([
    ['policy', null],
    ['publicAccessBlock', null],
    ['encryption', null],
    ['logging', null],
    ['versioning', { status: 'Off', mfaDelete: false }],
    ['lifecycle', null],
    ['objectLock', null],
    ['requesterPays', false],
    ['website', null],
    ['tags', {}],
    [
      'acl',
      { ownerId: OWNER_ID, grants: [{ grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' }] },
    ],
  ])('%s', (fact, value) => {
    expect(factOfItem(item, fact)).toEqual(known(value));
  });
});

describe('a key that every live bucket item has is missing: not recorded, not off (trap 5)', () => {
  const cases: readonly [fact: string, key: string, call: string][] = [
    ['acl', 'AccessControlList', 's3:GetBucketAcl'],
    ['policy', 'BucketPolicy', 's3:GetBucketPolicy'],
    ['versioning', 'BucketVersioningConfiguration', 's3:GetBucketVersioning'],
    ['logging', 'BucketLoggingConfiguration', 's3:GetBucketLogging'],
    ['requesterPays', 'IsRequesterPaysEnabled', 's3:GetBucketRequestPayment'],
  ];
  it.each(cases)('%s', (fact, key, call) => {
    const expected = notRecordedFact(`supplementaryConfiguration.${key}; ${call} would tell`);
    expect(factOfItem(having(key, undefined), fact)).toEqual(expected);
    expect(factOfItem(having(key, null), fact)).toEqual(expected);
    expect(factOfItem(having(key, 'null'), fact)).toEqual(expected);
  });

  it('the other facts stand', () => {
    expect(factOfItem(having('BucketPolicy', undefined), 'publicAccessBlock')).toEqual(known(block(true)));
  });
});

describe('no supplementary configuration at all: nothing in it is known', () => {
  const inItem = factsOfItem.filter((fact) => fact !== 'tags');
  it.each(inItem)('%s, in a row that did not select it', (fact) => {
    const { supplementaryConfiguration: _, ...row } = JSON.parse(selectRow());
    expect(factOfItem(row, fact)).toMatchObject({ known: false, code: 'NOT_RECORDED' });
  });
  it.each(inItem)('%s, in a live item that has it empty', (fact) => {
    expect(factOfItem({ ...eventItem(), supplementaryConfiguration: {} }, fact)).toMatchObject({
      known: false,
      code: 'NOT_RECORDED',
    });
  });
  it.each([
    'AccessControlList',
    'BucketPolicy',
    'BucketVersioningConfiguration',
    'BucketLoggingConfiguration',
    'BucketNotificationConfiguration',
    'IsRequesterPaysEnabled',
  ])('%s alone proves that what is missing beside it is not configured', (key) => {
    const values = eventItem().supplementaryConfiguration as RawItem;
    const item = { ...eventItem(), supplementaryConfiguration: { [key]: values[key] } };
    expect(factOfItem(item, 'encryption')).toEqual(known(null));
  });
  it('what a row did select is known, what it did not is not', () => {
    const row = { ...eventItem(), supplementaryConfiguration: { PublicAccessBlockConfiguration: block(true) } };
    expect(factOfItem(row, 'publicAccessBlock')).toEqual(known(block(true)));
    expect(factOfItem(row, 'encryption')).toEqual(
      notRecordedFact(
        'supplementaryConfiguration.ServerSideEncryptionConfiguration; s3:GetBucketEncryption would tell',
      ),
    );
  });
  it('a list or a text in its place is malformed', () => {
    expect(factOfItem({ ...eventItem(), supplementaryConfiguration: [] }, 'policy')).toEqual(
      malformedFact('supplementaryConfiguration must be an object, got a list'),
    );
  });
});

describe('a deleted bucket is never looked into (traps 7 and 82)', () => {
  it.each(factsOfItem)('%s', (fact) => {
    const deleted = { ...eventItem({ policy: denial }), configurationItemStatus: 'ResourceDeleted' };
    for (const item of [deleted, asDeleted(eventItem())]) {
      expect(factOfItem(item, fact)).toMatchObject({
        code: 'NOT_RECORDED',
        reason: expect.stringContaining('as its status is ResourceDeleted'),
      });
    }
  });
});

describe('a value is text in the history API, and broken text is no absence (traps 2 and 83)', () => {
  it.each(factsOfItem.filter((fact) => fact !== 'tags'))('%s', (fact) => {
    const values = historyItem({
      lifecycle: [],
      objectLock: { defaultRetention: null },
      website: { indexDocument: 'index.html', redirectAllTo: null },
    }).supplementaryConfiguration as RawItem;
    const cut = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, `${value}}`]));
    expect(factOfItem({ ...historyItem(), supplementaryConfiguration: cut }, fact)).toMatchObject({
      known: false,
      code: 'MALFORMED',
      reason: expect.stringMatching(
        /^the configuration item's supplementaryConfiguration\.\w+ must be JSON, got a text of/,
      ),
    });
  });

  it('one broken value leaves the others known', () => {
    const item = withSupplementary(historyItem({ policy: denial }), { AccessControlList: '{' });
    expect(factOfItem(item, 'policy')).toEqual(known(parsePolicy(denial)));
  });

  it('values that are objects already, as some tools decode them, are fine', () => {
    expect(
      factOfItem({ ...historyItem(), supplementaryConfiguration: eventItem().supplementaryConfiguration }, 'acl').known,
    ).toBe(true);
  });
});

describe('versioning', () => {
  it.each<[what: string, value: unknown, expected: object]>([
    ['never enabled', { status: 'Off', isMfaDeleteEnabled: null }, { status: 'Off', mfaDelete: false }],
    ['enabled, nulls dropped', { status: 'Enabled' }, { status: 'Enabled', mfaDelete: false }],
    ['suspended', { status: 'Suspended', isMfaDeleteEnabled: false }, { status: 'Suspended', mfaDelete: false }],
    ['with MFA delete', { status: 'Enabled', isMfaDeleteEnabled: true }, { status: 'Enabled', mfaDelete: true }],
    [
      'with MFA delete as text',
      { status: 'Enabled', isMfaDeleteEnabled: 'true' },
      { status: 'Enabled', mfaDelete: true },
    ],
  ])('%s', (_what, value, expected) => {
    expect(factOfItem(having('BucketVersioningConfiguration', value), 'versioning')).toEqual(known(expected));
  });
  it.each<[what: string, value: unknown, complaint: string]>([
    ['an unknown status', { status: 'Paused' }, 'status must be one of Enabled, Suspended, Off, got "Paused"'],
    ['a status in another case', { status: 'enabled' }, 'status must be one of Enabled, Suspended, Off, got "enabled"'],
    ['no status', {}, 'status must be one of Enabled, Suspended, Off, got nothing'],
    [
      'MFA delete that is a word',
      { status: 'Enabled', isMfaDeleteEnabled: 'Enabled' },
      'isMfaDeleteEnabled must be true or false, got "Enabled"',
    ],
    [
      'MFA delete that is a number',
      { status: 'Enabled', isMfaDeleteEnabled: 1 },
      'isMfaDeleteEnabled must be true or false, got 1',
    ],
  ])('%s is malformed', (_what, value, complaint) => {
    expect(factOfItem(having('BucketVersioningConfiguration', value), 'versioning')).toEqual(
      malformedFact(`supplementaryConfiguration.BucketVersioningConfiguration.${complaint}`),
    );
  });
});

describe('server access logging', () => {
  it.each<[what: string, value: unknown, expected: unknown]>([
    ['off as nulls of 2025', { destinationBucketName: null, logFilePrefix: null, targetObjectKeyFormat: null }, null],
    ['off as an empty object', {}, null],
    [
      'on',
      { destinationBucketName: 'example-logs', logFilePrefix: 'app/' },
      { destinationBucket: 'example-logs', prefix: 'app/' },
    ],
    [
      'on without a prefix, nulls dropped',
      { destinationBucketName: 'example-logs' },
      { destinationBucket: 'example-logs', prefix: '' },
    ],
  ])('%s', (_what, value, expected) => {
    expect(factOfItem(having('BucketLoggingConfiguration', value), 'logging')).toEqual(known(expected));
  });
  it.each<[what: string, value: unknown]>([
    ['a prefix without a destination', { destinationBucketName: null, logFilePrefix: 'app/' }],
    ['another spelling', { DestinationBucketName: 'example-logs' }],
  ])('%s is malformed, not "off"', (_what, value) => {
    expect(factOfItem(having('BucketLoggingConfiguration', value), 'logging')).toEqual(
      malformedFact(
        'supplementaryConfiguration.BucketLoggingConfiguration.destinationBucketName must be text, got nothing',
      ),
    );
  });
  it('a destination that is no text is malformed', () => {
    expect(factOfItem(having('BucketLoggingConfiguration', { destinationBucketName: true }), 'logging')).toEqual(
      malformedFact(
        'supplementaryConfiguration.BucketLoggingConfiguration.destinationBucketName must be text, got true',
      ),
    );
  });
});
