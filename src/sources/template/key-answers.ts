import { DEPLOYMENT } from '../declared/deployment.js';
import { booleanIn, type Members } from '../declared/members.js';
import { defaultKeyPolicy, managedKeyAnswers } from '../declared/service-defaults.js';
import { documentText } from './policy-document.js';
import { arnOf, ofType, type TemplateResource } from './template.js';

/** What AWS KMS would answer about the keys and aliases of a template, and about its own key for S3. */
export const keyAnswers = (resources: readonly TemplateResource[]): Members => {
  const keys = ofType(resources, 'AWS::KMS::Key');
  const aliases = ofType(resources, 'AWS::KMS::Alias').flatMap((alias) => {
    const key = keys.find((one) => [one.name, arnOf(one)].includes(String(alias.properties.TargetKeyId)));
    return key ? [[`kms:DescribeKey#${arnOf(alias)}`, describedKey(key)] as const] : [];
  });
  return {
    ...Object.fromEntries(keys.flatMap(answersAbout)),
    ...Object.fromEntries(aliases),
    ...managedKeyAnswers(DEPLOYMENT),
  };
};

const answersAbout = (key: TemplateResource): readonly (readonly [string, unknown])[] => {
  const arn = arnOf(key);
  const { EnableKeyRotation: rotates = false, KeyPolicy: policy = defaultKeyPolicy(DEPLOYMENT) } = key.properties;
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
