import { booleanIn, type Members } from './members.js';
import { DEPLOYMENT } from './placeholders.js';
import { documentText } from './policy-document.js';
import { arnOf, ofType, type TemplateResource } from './template.js';

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const DEFAULT_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:${DEPLOYMENT.partition}:iam::${DEPLOYMENT.accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** What AWS KMS would answer about the keys and aliases of a template, and about its own key for S3. */
export const keyAnswers = (resources: readonly TemplateResource[]): Members => {
  const keys = ofType(resources, 'AWS::KMS::Key');
  const aliases = ofType(resources, 'AWS::KMS::Alias').flatMap((alias) => {
    const key = keys.find((one) => [one.name, arnOf(one)].includes(String(alias.properties.TargetKeyId)));
    return key ? [[`kms:DescribeKey#${arnOf(alias)}`, describedKey(key)] as const] : [];
  });
  const { region, accountId, partition } = DEPLOYMENT;
  const managed = `arn:${partition}:kms:${region}:${accountId}:key/aws-managed-key-of-s3`;
  return {
    ...Object.fromEntries(keys.flatMap(answersAbout)),
    ...Object.fromEntries(aliases),
    'kms:DescribeKey#alias/aws/s3': {
      KeyMetadata: { Arn: managed, KeyManager: 'AWS', KeyState: 'Enabled', Origin: 'AWS_KMS' },
    },
    [`kms:GetKeyRotationStatus#${managed}`]: { KeyRotationEnabled: true },
  };
};

const answersAbout = (key: TemplateResource): readonly (readonly [string, unknown])[] => {
  const arn = arnOf(key);
  const { EnableKeyRotation: rotates = false, KeyPolicy: policy = DEFAULT_POLICY } = key.properties;
  return [
    [`kms:DescribeKey#${arn}`, describedKey(key)],
    [`kms:GetKeyRotationStatus#${arn}`, { KeyRotationEnabled: booleanIn(rotates) }],
    [`kms:GetKeyPolicy#${arn}`, { Policy: documentText(policy) }],
  ];
};

const describedKey = (key: TemplateResource): Members => {
  const { Enabled: enabled = true, Origin: origin = 'AWS_KMS' } = key.properties;
  const on = booleanIn(enabled);
  const state = typeof on === 'boolean' ? (on ? 'Enabled' : 'Disabled') : on;
  return { KeyMetadata: { Arn: arnOf(key), KeyManager: 'CUSTOMER', KeyState: state, Origin: origin } };
};
