import { unreadAccessPoint, unreadBucket } from '../../../test/asks.js';
import { ACCOUNT, BUCKET, block, KEY_ARN, OWNER_ID } from '../../../test/builders.js';
import { loopback } from '../../../test/loopback.js';
import { type Fact, known } from '../../core/fact.js';
import type { Resource } from '../../core/resource.js';
import { createFactReader } from '../answers/fact-reader.js';
import { createLiveAsk } from './live-ask.js';
import { s3 } from './s3.js';
import { s3control } from './s3control.js';

const server = loopback();

const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

interface Row {
  readonly name: string;
  readonly fact: string;
  readonly resource?: Resource;
  /** Shaped like the examples of the API reference. */
  readonly body: string;
  readonly expected: Fact<unknown>;
}

const flags =
  '<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>';

const rows: readonly Row[] = [
  {
    name: 'an access control list',
    fact: 'acl',
    body: `<AccessControlPolicy ${XMLNS}><Owner><ID>${OWNER_ID}</ID></Owner><AccessControlList><Grant><Grantee ${XSI} xsi:type="CanonicalUser"><ID>${OWNER_ID}</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant><Grant><Grantee ${XSI} xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`,
    expected: known({
      ownerId: OWNER_ID,
      grants: [
        { grantee: { kind: 'canonicalUser', id: OWNER_ID }, permission: 'FULL_CONTROL' },
        { grantee: { kind: 'group', group: 'AllUsers' }, permission: 'READ' },
      ],
    }),
  },
  {
    name: 'a list that grants nothing',
    fact: 'acl',
    body: `<AccessControlPolicy ${XMLNS}><Owner><ID>${OWNER_ID}</ID></Owner><AccessControlList/></AccessControlPolicy>`,
    expected: known({ ownerId: OWNER_ID, grants: [] }),
  },
  {
    name: "a bucket's block",
    fact: 'publicAccessBlock',
    body: `<PublicAccessBlockConfiguration ${XMLNS}>${flags}</PublicAccessBlockConfiguration>`,
    expected: known(block(true)),
  },
  {
    name: 'ownership',
    fact: 'ownership',
    body: `<OwnershipControls ${XMLNS}><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`,
    expected: known('BucketOwnerEnforced'),
  },
  {
    name: 'default encryption beside blocked types',
    fact: 'encryption',
    body: `<ServerSideEncryptionConfiguration ${XMLNS}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${KEY_ARN}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled><BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule></ServerSideEncryptionConfiguration>`,
    expected: known({ algorithm: 'aws:kms', keyId: KEY_ARN, bucketKeyEnabled: true }),
  },
  {
    name: 'logging with an empty prefix',
    fact: 'logging',
    body: `<BucketLoggingStatus ${XMLNS}><LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix/></LoggingEnabled></BucketLoggingStatus>`,
    expected: known({ destinationBucket: 'logs', prefix: '' }),
  },
  { name: 'no logging', fact: 'logging', body: `<BucketLoggingStatus ${XMLNS}/>`, expected: known(null) },
  {
    name: 'versioning with MFA delete',
    fact: 'versioning',
    body: `<VersioningConfiguration ${XMLNS}><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>`,
    expected: known({ status: 'Enabled', mfaDelete: true }),
  },
  {
    name: 'never versioned',
    fact: 'versioning',
    body: `<VersioningConfiguration ${XMLNS}/>`,
    expected: known({ status: 'Off', mfaDelete: false }),
  },
  {
    name: 'a lifecycle with a date, for all objects and for some',
    fact: 'lifecycle',
    body: `<LifecycleConfiguration ${XMLNS}><Rule><ID>all</ID><Filter/><Status>Enabled</Status><Expiration><Date>2027-01-01T00:00:00.000Z</Date></Expiration></Rule><Rule><ID>some</ID><Filter><And><Prefix/><Tag><Key>a</Key><Value>b</Value></Tag></And></Filter><Status>Disabled</Status><Expiration><Days>30</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays></NoncurrentVersionExpiration><AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>`,
    expected: known([
      {
        id: 'all',
        enabled: true,
        wholeBucket: true,
        expirationDays: null,
        expirationDate: '2027-01-01T00:00:00.000Z',
        noncurrentExpirationDays: null,
        abortMultipartUploadDays: null,
      },
      {
        id: 'some',
        enabled: false,
        wholeBucket: false,
        expirationDays: 30,
        expirationDate: null,
        noncurrentExpirationDays: 90,
        abortMultipartUploadDays: 7,
      },
    ]),
  },
  {
    name: 'a lock for years',
    fact: 'objectLock',
    body: `<ObjectLockConfiguration ${XMLNS}><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>1</Years></DefaultRetention></Rule></ObjectLockConfiguration>`,
    expected: known({ defaultRetention: { mode: 'COMPLIANCE', days: 365 } }),
  },
  {
    name: 'a website',
    fact: 'website',
    body: `<WebsiteConfiguration ${XMLNS}><IndexDocument><Suffix>index.html</Suffix></IndexDocument><ErrorDocument><Key>404.html</Key></ErrorDocument></WebsiteConfiguration>`,
    expected: known({ indexDocument: 'index.html', redirectAllTo: null }),
  },
  {
    name: 'a website that redirects',
    fact: 'website',
    body: `<WebsiteConfiguration ${XMLNS}><RedirectAllRequestsTo><HostName>www.example.com</HostName><Protocol>https</Protocol></RedirectAllRequestsTo></WebsiteConfiguration>`,
    expected: known({ indexDocument: null, redirectAllTo: 'https://www.example.com' }),
  },
  {
    name: 'tags',
    fact: 'tags',
    body: `<Tagging ${XMLNS}><TagSet><Tag><Key>team</Key><Value>data</Value></Tag><Tag><Key>empty</Key><Value/></Tag></TagSet></Tagging>`,
    expected: known({ team: 'data', empty: '' }),
  },
  {
    name: "the account's block",
    fact: 'accountPublicAccessBlock',
    body: `<PublicAccessBlockConfiguration>${flags}</PublicAccessBlockConfiguration>`,
    expected: known(block(true)),
  },
  {
    name: 'the network of an access point',
    fact: 'vpcId',
    resource: unreadAccessPoint(),
    body: `<GetAccessPointResult><Name>reports</Name><Bucket>${BUCKET}</Bucket><NetworkOrigin>VPC</NetworkOrigin><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration></GetAccessPointResult>`,
    expected: known('vpc-1'),
  },
];

it.each(rows.map((row) => [row.name, row] as const))('reads %s', async (_name, { fact, resource, body, expected }) => {
  server.answer({ status: 200, body });
  const ask = createLiveAsk({ s3, s3control }, { region: 'us-east-1', accountId: ACCOUNT });
  expect(await createFactReader(resource ?? unreadBucket(), ask)(fact)).toEqual(expected);
});
