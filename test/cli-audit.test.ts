import { block, KEY_ARN, OTHER_ACCOUNT } from './builders.js';
import { createTestFolder, inShort, reportIn, runMain, snapshotOf } from './cli-command.js';
import {
  accessPointItem,
  accountBlockItem,
  asDeleted,
  asSnapshot,
  directoryBucketItem,
  eventItem,
  historyItem,
  kmsKeyItem,
  snapshotItem,
  vpcEndpointItem,
} from './items.js';

const folder = createTestFolder();
afterAll(() => folder.remove());

const BLOCK_RULE = 's3-bucket-public-access-block';
const VERSIONING_RULE = 's3-bucket-versioning';
const ACCOUNT_RULE = 's3-account-public-access-block';

const blocked = asSnapshot(accountBlockItem());
const versioned = { versioning: { status: 'Enabled', mfaDelete: false } } as const;
const openBucket = snapshotItem({ name: 'open', publicAccessBlock: null, ...versioned });
const goodBucket = snapshotItem({ name: 'good', ...versioned });

/** Judges a snapshot of these items by some rules, in JSON. */
const auditOf = async (items: readonly unknown[], ...args: readonly string[]) => {
  const path = folder.write('snapshot.json', snapshotOf(...items));
  const ran = await runMain(['audit', '--snapshot', path, '--format', 'json', ...args]);
  return { ...ran, ...reportIn(ran) };
};
const byRule = (...ids: readonly string[]): readonly string[] => ids.flatMap((id) => ['--rule', id]);

describe('the report in lines', () => {
  it('is a finding a line, and names on standard error what is not judged', async () => {
    const path = folder.write('lines.json', snapshotOf(blocked, goodBucket));
    const rules = byRule('s3-bucket-acls-disabled', VERSIONING_RULE);
    const { status, stdout, stderr } = await runMain(['audit', '--snapshot', path, '--format', 'ndjson', ...rules]);
    expect(
      inShort(
        stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ),
    ).toEqual([`${VERSIONING_RULE} good COMPLIANT VERSIONED`]);
    expect(stderr).toBe(
      'not judged: s3-bucket-acls-disabled: The configuration snapshot never tells the object ownership; s3:GetBucketOwnershipControls would tell.\n',
    );
    expect(status).toBe(0);
  });
});

describe('the report', () => {
  it('has every verdict, resource by resource, with its reason and evidence', async () => {
    const { status, stderr, version, findings, summary } = await auditOf(
      [goodBucket, snapshotItem({ name: 'plain', publicAccessBlock: null })],
      ...byRule(BLOCK_RULE, VERSIONING_RULE),
    );
    expect({ status, stderr, version }).toEqual({ status: 1, stderr: '', version: 1 });
    expect(inShort(findings)).toEqual([
      `${BLOCK_RULE} good COMPLIANT BLOCKED`,
      `${VERSIONING_RULE} good COMPLIANT VERSIONED`,
      `${BLOCK_RULE} plain UNVERIFIED NOT_RECORDED`,
      `${VERSIONING_RULE} plain NON_COMPLIANT NEVER_ENABLED`,
    ]);
    expect(findings[3]).toEqual({
      rule: VERSIONING_RULE,
      severity: 'LOW',
      compliance: 'NON_COMPLIANT',
      code: 'NEVER_ENABLED',
      reason: expect.stringMatching(/^Versioning was never enabled.*\.$/),
      evidence: [{ path: 'versioning.status', found: 'Off', expected: 'Enabled' }],
      resource: {
        type: 'AWS::S3::Bucket',
        id: 'plain',
        arn: 'arn:aws:s3:::plain',
        accountId: '111122223333',
        region: 'eu-west-1',
      },
    });
    expect(summary).toEqual({
      resources: 2,
      rules: 2,
      compliance: { COMPLIANT: 2, NON_COMPLIANT: 1, NOT_APPLICABLE: 0, UNVERIFIED: 1 },
      severity: { INFORMATIONAL: 0, LOW: 1, MEDIUM: 0, HIGH: 1, CRITICAL: 0 },
      notJudged: [],
    });
  });

  it('judges each account once, where it is first met', async () => {
    const items = [
      asSnapshot({ ...eventItem(), resourceType: 'AWS::SNS::Topic', awsAccountId: OTHER_ACCOUNT }),
      goodBucket,
      snapshotItem({ name: 'another', ...versioned }),
      blocked,
      asSnapshot(accountBlockItem(block(true), { region: 'us-east-1' })),
    ];
    const { findings } = await auditOf(items, ...byRule(ACCOUNT_RULE, VERSIONING_RULE));
    expect(
      findings.map(({ rule, resource, compliance }) => `${rule} ${resource.type} ${resource.id} ${compliance}`),
    ).toEqual([
      `${ACCOUNT_RULE} AWS::::Account ${OTHER_ACCOUNT} UNVERIFIED`,
      `${ACCOUNT_RULE} AWS::::Account 111122223333 COMPLIANT`,
      `${VERSIONING_RULE} AWS::S3::Bucket good COMPLIANT`,
      `${VERSIONING_RULE} AWS::S3::Bucket another COMPLIANT`,
    ]);
    expect(findings[0]?.reason).toBe(
      `No AWS::S3::AccountPublicAccessBlock item of account ${OTHER_ACCOUNT} is in the snapshot: none was ever set, or it is not recorded.`,
    );
  });

  it('says that what is gone, or another sort of bucket, is not applicable', async () => {
    const items = [
      asDeleted(eventItem({ name: 'deleted' })),
      asDeleted(eventItem({ name: 'left' }), 'ResourceNotRecorded'),
      asSnapshot(directoryBucketItem()),
      asSnapshot(vpcEndpointItem()),
      asDeleted(accessPointItem()),
    ];
    const { status, findings } = await auditOf(items, ...byRule(VERSIONING_RULE));
    expect(inShort(findings)).toEqual([
      `${VERSIONING_RULE} deleted NOT_APPLICABLE RESOURCE_DELETED`,
      `${VERSIONING_RULE} left NOT_APPLICABLE RESOURCE_NOT_RECORDED`,
      `${VERSIONING_RULE} example-scratch--euw1-az1--x-s3 NOT_APPLICABLE OTHER_BUCKET_KIND`,
    ]);
    expect(status).toBe(0);
  });

  it('says that the account has no block, where its block was deleted', async () => {
    const { findings } = await auditOf(
      [asDeleted(accountBlockItem()), openBucket],
      ...byRule(BLOCK_RULE, ACCOUNT_RULE),
    );
    expect(inShort(findings)).toEqual([
      `${ACCOUNT_RULE} 111122223333 NON_COMPLIANT NOT_CONFIGURED`,
      `${BLOCK_RULE} open NON_COMPLIANT NOT_BLOCKED`,
    ]);
  });

  it('makes one finding of an item that cannot be read, and judges the rest', async () => {
    const items = [
      { resourceType: 'AWS::S3::Bucket', awsAccountId: OTHER_ACCOUNT },
      42,
      goodBucket,
      { resourceType: 'AWS::SNS::Topic' },
    ];
    const { status, findings, summary } = await auditOf(items, ...byRule(BLOCK_RULE, VERSIONING_RULE));
    expect(status).toBe(1);
    expect(inShort(findings)).toEqual([
      '  UNVERIFIED ITEM_UNREADABLE',
      '  UNVERIFIED ITEM_UNREADABLE',
      `${BLOCK_RULE} good COMPLIANT BLOCKED`,
      `${VERSIONING_RULE} good COMPLIANT VERSIONED`,
    ]);
    expect(findings[0]).toMatchObject({
      rule: null,
      severity: 'HIGH',
      evidence: [],
      resource: { type: 'AWS::S3::Bucket', id: null, arn: null, accountId: OTHER_ACCOUNT, region: null },
    });
    expect(findings[0]?.reason).toMatch(
      /^The item in .*snapshot\.json, line 1, byte 102 cannot be read: .* has no resourceId\.$/,
    );
    expect(summary.compliance.UNVERIFIED).toBe(2);
  });

  it('shows who is exempt, until when and why', async () => {
    const tags = { 'x:rules': VERSIONING_RULE, 'x:until': '2999-12-31', 'x:reason': 'made anew each day' };
    const { status, findings } = await auditOf(
      [snapshotItem({ name: 'scratch', tags })],
      ...byRule(VERSIONING_RULE),
      ...['--parameter', '*.exemptionTagPrefix=x:', '--parameter', '*.maxExceptionDays=3650'],
    );
    // Too far ahead to count.
    expect({ status, code: findings[0]?.code }).toEqual({ status: 1, code: 'NEVER_ENABLED' });
    const until = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const exempt = await auditOf(
      [snapshotItem({ name: 'scratch', tags: { ...tags, 'x:until': until } })],
      ...byRule(VERSIONING_RULE),
      ...['--parameter', '*.exemptionTagPrefix=x:'],
    );
    expect(exempt.status).toBe(0);
    expect(exempt.findings).toMatchObject([
      { compliance: 'NOT_APPLICABLE', code: 'EXEMPT', exemption: { by: 'tag', until, reason: 'made anew each day' } },
    ]);
  });
});

describe('facts that span resources', () => {
  it('the newest block of an account counts, in whichever region and file it stands', async () => {
    const at = (captureTime: string, on: boolean, region: string) =>
      asSnapshot(accountBlockItem(block(on), { captureTime, region }));
    const older = folder.write('older.json', snapshotOf(openBucket, at('2026-11-20T09:00:00.000Z', true, 'us-east-1')));
    const newer = folder.write('newer.json.gz', snapshotOf(at('2026-11-20T09:00:01.000Z', false, 'eu-west-1')));
    for (const files of [
      [older, newer],
      [newer, older],
    ]) {
      const ran = await runMain(['audit', '--snapshot', ...files, '--format', 'json', ...byRule(BLOCK_RULE)]);
      expect(inShort(reportIn(ran).findings)).toEqual([`${BLOCK_RULE} open NON_COMPLIANT NOT_BLOCKED`]);
    }
  });

  it('a key of another item is the key of the bucket', async () => {
    const encryption = { algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true } as const;
    const encrypted = snapshotItem({ name: 'encrypted', encryption });
    const rule = 's3-bucket-kms-encryption';
    const codeWith = async (...items: readonly unknown[]) =>
      (await auditOf([encrypted, ...items], ...byRule(rule))).findings.map(({ compliance }) => compliance);
    expect(await codeWith()).toEqual(['UNVERIFIED']);
    expect(await codeWith(asSnapshot(kmsKeyItem()))).toEqual(['COMPLIANT']);
    expect(await codeWith(asSnapshot(kmsKeyItem({ keyState: 'PendingDeletion' })))).toEqual(['NON_COMPLIANT']);
  });
});

describe('several captures of one resource', () => {
  const capture = (time: string, status: 'Enabled' | 'Off') =>
    ({ name: 'twice', captureTime: `2026-11-20T${time}.000Z`, versioning: { status, mfaDelete: false } }) as const;

  it('the newest counts, wherever it stands and however it is told', async () => {
    const old = folder.write('old.json', snapshotOf(snapshotItem(capture('08:00:00', 'Off')), goodBucket));
    const history = folder.write('history.json', {
      configurationItems: [historyItem(capture('09:00:00', 'Enabled'))],
    });
    const lines = [eventItem(capture('08:30:00', 'Off')), asDeleted(eventItem({ name: 'good' }))];
    const ndjson = folder.write('more.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
    const ran = await runMain(['audit', '--snapshot', old, history, '--format', 'json', ...byRule(VERSIONING_RULE)]);
    expect(inShort(reportIn(ran).findings)).toEqual([
      `${VERSIONING_RULE} good COMPLIANT VERSIONED`,
      `${VERSIONING_RULE} twice COMPLIANT VERSIONED`,
    ]);
    const withLines = ['audit', '--snapshot', history, ndjson, old, '--format', 'json', ...byRule(VERSIONING_RULE)];
    expect(inShort(reportIn(await runMain(withLines)).findings)).toEqual([
      `${VERSIONING_RULE} twice COMPLIANT VERSIONED`,
      // The later in the input, at the same time.
      `${VERSIONING_RULE} good COMPLIANT VERSIONED`,
    ]);
  });
});

describe('what a snapshot never tells', () => {
  const rule = 's3-bucket-acls-disabled';

  it('is said once a rule, with the call that tells', async () => {
    const { status, findings, summary } = await auditOf([goodBucket, openBucket], ...byRule(rule, VERSIONING_RULE));
    expect({ status, rules: summary.rules, notJudged: summary.notJudged }).toEqual({
      status: 0,
      rules: 1,
      notJudged: [
        {
          rule,
          reason:
            'The configuration snapshot never tells the object ownership; s3:GetBucketOwnershipControls would tell.',
        },
      ],
    });
    expect(inShort(findings).filter((line) => line.startsWith(rule))).toEqual([]);
  });

  it('is a failure only if asked for', async () => {
    expect((await auditOf([goodBucket], ...byRule(rule, VERSIONING_RULE), '--strict')).status).toBe(1);
    expect((await auditOf([goodBucket], ...byRule(VERSIONING_RULE), '--strict')).status).toBe(0);
  });
});

describe('what is shown', () => {
  const items = [blocked, goodBucket, openBucket, snapshotItem({ name: 'plain', publicAccessBlock: null })];
  const off = asSnapshot(accountBlockItem(block(false)));

  it('only findings, the counts as before', async () => {
    const { status, findings, summary } = await auditOf(
      [...items, off],
      ...byRule(BLOCK_RULE, VERSIONING_RULE),
      '--only-findings',
    );
    expect(status).toBe(1);
    expect(findings.every(({ compliance }) => compliance === 'NON_COMPLIANT' || compliance === 'UNVERIFIED')).toBe(
      true,
    );
    expect(summary.compliance.COMPLIANT).toBeGreaterThan(0);
  });

  it('a severity and above, in any spelling; what is below is not counted either', async () => {
    const chosen = byRule(BLOCK_RULE, VERSIONING_RULE);
    const low = await auditOf(items, ...chosen);
    expect({ status: low.status, rules: low.summary.rules }).toEqual({ status: 1, rules: 2 });
    const high = await auditOf(items, ...chosen, '--severity', 'high');
    expect({ status: high.status, rules: high.summary.rules }).toEqual({ status: 0, rules: 1 });
    expect(new Set(high.findings.map(({ rule }) => rule))).toEqual(new Set([BLOCK_RULE]));
  });

  it('the core rules, unless others are chosen', async () => {
    const rulesWith = async (...args: readonly string[]) => [
      ...new Set((await auditOf(items, ...args)).findings.map(({ rule }) => rule)),
    ];
    expect(await rulesWith()).not.toContain('s3-bucket-kms-encryption');
    expect(await rulesWith('--tier', 'all')).toContain('s3-bucket-kms-encryption');
    expect(await rulesWith('--profile', 'ransomware')).toContain('s3-bucket-kms-encryption');
    expect(await rulesWith('--rule', 's3-bucket-kms-encryption')).toEqual(['s3-bucket-kms-encryption']);
  });

  it('a parameter changes the verdict', async () => {
    const given = (value: string) => auditOf([off, openBucket], ...byRule(BLOCK_RULE), '--parameter', value);
    expect((await given(`${BLOCK_RULE}.exemptResources=op*`)).status).toBe(0);
    expect((await given('*.exemptResources=op*')).status).toBe(0);
    expect((await given('*.exemptResources=other')).status).toBe(1);
  });
});

describe('recorded API answers', () => {
  it('are judged like any source', async () => {
    const answers = {
      version: 1,
      accounts: [
        {
          accountId: '111122223333',
          partition: 'aws',
          answers: {},
          buckets: [
            { name: 'app-data', region: 'eu-west-1', answers: { 's3:GetBucketVersioning': { Status: 'Enabled' } } },
            {
              name: 'denied',
              region: 'eu-west-1',
              answers: { 's3:GetBucketVersioning': { error: { code: 'AccessDenied' } } },
            },
            {
              name: 'gone',
              region: 'eu-west-1',
              answers: { 's3:GetBucketVersioning': { error: { code: 'NoSuchBucket' } } },
            },
          ],
          accessPoints: [],
        },
      ],
    };
    const path = folder.write('answers.json', answers);
    const ran = await runMain(['audit', '--answers', path, '--format', 'json', ...byRule(VERSIONING_RULE)]);
    expect(ran.stderr).toBe('');
    expect(inShort(reportIn(ran).findings)).toEqual([
      `${VERSIONING_RULE} app-data COMPLIANT VERSIONED`,
      `${VERSIONING_RULE} denied UNVERIFIED DENIED`,
      `${VERSIONING_RULE} gone NOT_APPLICABLE RESOURCE_DELETED`,
    ]);
    expect(ran.status).toBe(1);
  });
});
