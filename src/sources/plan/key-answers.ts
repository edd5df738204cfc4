import { type Members, memberIn } from '../declared/members.js';
import { type AccountPlace, defaultKeyPolicy, managedKeyAnswers } from '../declared/service-defaults.js';
import { asItIs, inlineValue } from './bucket-settings.js';
import { arnOf, setIn, shownName } from './names.js';
import type { PlanResource } from './plan.js';
import { ofType, policyOf, type World } from './world.js';

/** What AWS KMS would answer about the keys and aliases of a plan, and about its own key for S3. */
export const keyAnswers = (world: World): Members => {
  const keys = ofType(world, 'aws_kms_key');
  const byName = new Map(keys.flatMap((key) => namesOf(key, world).map((name) => [name, key] as const)));
  const aliases = ofType(world, 'aws_kms_alias').flatMap((alias) => {
    const key = byName.get(String(memberIn(alias.values, 'target_key_id')));
    const arn = arnOf(alias, world.placeOf(alias));
    return key ? [[`kms:DescribeKey#${arn}`, describedKey(key, world)] as const] : [];
  });
  return {
    ...Object.fromEntries(keys.flatMap((key) => answersAbout(key, world))),
    ...Object.fromEntries(aliases),
    ...managedKeyAnswers(anyPlace(world)),
  };
};

/** Of buckets in several regions each has a key of its own, which differ in nothing that is asked. */
const anyPlace = (world: World): AccountPlace => {
  const [first] = world.resources;
  const { accountId, partition } = world;
  return { accountId, partition, region: first ? world.placeOf(first).region : '' };
};

const namesOf = (key: PlanResource, world: World): readonly string[] => [
  shownName(key),
  arnOf(key, world.placeOf(key)),
];

const answersAbout = (key: PlanResource, world: World): readonly (readonly [string, unknown])[] => {
  const place = world.placeOf(key);
  const arn = arnOf(key, place);
  const byDefault = key.isNew ? JSON.stringify(defaultKeyPolicy(place)) : asItIs(key);
  const names = namesOf(key, world);
  const policy = policyOf(
    world,
    key,
    { type: 'aws_kms_key_policy', link: ['key_id'], document: 'policy', names },
    setIn(inlineValue(key, 'policy')) ?? byDefault,
  );
  return [
    [`kms:DescribeKey#${arn}`, describedKey(key, world)],
    [`kms:GetKeyRotationStatus#${arn}`, { KeyRotationEnabled: memberIn(key.values, 'enable_key_rotation') ?? false }],
    [`kms:GetKeyPolicy#${arn}`, { Policy: policy ?? JSON.stringify(defaultKeyPolicy(place)) }],
  ];
};

const describedKey = (key: PlanResource, world: World): Members => {
  const enabled = memberIn(key.values, 'is_enabled') ?? true;
  const store = setIn(inlineValue(key, 'custom_key_store_id'));
  const state = typeof enabled === 'boolean' ? (enabled ? 'Enabled' : 'Disabled') : enabled;
  return {
    KeyMetadata: {
      Arn: arnOf(key, world.placeOf(key)),
      KeyManager: 'CUSTOMER',
      KeyState: state,
      Origin: store === undefined ? 'AWS_KMS' : 'AWS_CLOUDHSM',
    },
  };
};
