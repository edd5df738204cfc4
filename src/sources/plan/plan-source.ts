import type { Readable } from 'node:stream';
import { HiddenValue } from '../answers/hidden-value.js';
import { createRecordedAsk } from '../answers/recorded-ask.js';
import { openRecorded } from '../answers/recorded-file.js';
import type { LeftOut } from '../declared/bucket-defaults.js';
import { declaredFacts, located, silentAsk, unreadable } from '../declared/declared-subject.js';
import { DEPLOYMENT } from '../declared/deployment.js';
import { memberIn } from '../declared/members.js';
import type { LiveSubject, Location, Source, Subject } from '../subject.js';
import { createAttachments } from './attached.js';
import { asItIs } from './bucket-settings.js';
import { policyTypes } from './identity-answers.js';
import { withLinks } from './linked-values.js';
import { arnOf, shownName } from './names.js';
import { createPlacement, type Placement } from './placement.js';
import { type Plan, type PlanResource, planFrom } from './plan.js';
import { type PlanFile, planFilesAt } from './plan-files.js';
import { answersOf } from './s3-answers.js';
import type { World } from './world.js';

export interface PlanOptions {
  /** What the path `-` reads; the process's own by default. */
  readonly stdin?: Readable;
  /** Told of each plan. */
  readonly onRead?: (file: string) => void;
}

/**
 * The resources that are there after the apply of Terraform plans, plan by plan. What AWS would answer about them is
 * worked out from their values; what is known after the apply alone is unknown.
 *
 * @param paths plans as `terraform show -json` writes them, folders of them, or `-`
 * @throws UnreadableInputError from `subjects()`
 */
export const planSource = (paths: readonly string[], options: PlanOptions = {}): Source => ({
  name: 'plan',
  isDeclaration: true,
  canTell: (kind, fact) =>
    (kind === 'account' && fact === 'accountPublicAccessBlock') || (declaredFacts[kind]?.includes(fact) ?? false),
  wording: inWordsOfPlan,
  subjects: () => subjectsIn(paths, options),
});

/** What no plan says, as Terraform would write it. */
const inWordsOfPlan = (text: string): string =>
  text.replaceAll(DEPLOYMENT.accountId, '${account}').replaceAll(DEPLOYMENT.region, '${region}');

async function* subjectsIn(paths: readonly string[], options: PlanOptions): AsyncGenerator<Subject, void, void> {
  const files = await planFilesAt(paths, options.stdin ?? process.stdin);
  for (const file of files) {
    options.onRead?.(file.name);
    yield* subjectsOf(file);
  }
}

async function* subjectsOf({ name: file, document }: PlanFile): AsyncGenerator<Subject, void, void> {
  const plan = planFrom(document);
  const assumed = new Map<string, Set<string>>();
  const leftOutOf =
    (resource: PlanResource): LeftOut =>
    (facts, answer) => {
      if (!resource.isNew) return asItIs(resource);
      if (!plan.isComplete) return new HiddenValue('what the plan leaves out, which is not complete');
      assumed.set(resource.address, new Set([...(assumed.get(resource.address) ?? []), ...facts]));
      return answer;
    };
  for (const world of worldsOf(plan, leftOutOf)) {
    const account = answersOf(world);
    const bySubject = new Map(world.resources.flatMap((one) => keysOf(one, world).map((key) => [key, one] as const)));
    for await (const subject of openRecorded(account, silentAsk(createRecordedAsk(account, file), 'plan')).subjects()) {
      const resource = subject.state === 'live' ? resourceOf(subject, bySubject) : null;
      if (subject.state !== 'live' || !resource) continue;
      yield located(subject, { file, line: null, name: resource.address }, assumed.get(resource.address));
    }
  }
  if (!plan.isComplete)
    yield unreadable(wholeOf(file), 'The plan is not complete: a target, a deferral or an error left something out.');
}

const wholeOf = (file: string): Location => ({ file, line: null, name: 'plan' });

/** The accounts of a plan. Resources are joined before, since their providers may differ in the account. */
const worldsOf = (plan: Plan, leftOutOf: World['leftOutOf']): readonly World[] => {
  const placement = createPlacement(plan);
  const resources = withLinks(plan, placement);
  const attachments = createAttachments(resources, plan.deleted);
  const byAccount = new Map<string, PlanResource[]>();
  for (const one of resources) {
    const { accountId } = placement.of(one);
    const before = byAccount.get(accountId);
    if (before) before.push(one);
    else byAccount.set(accountId, [one]);
  }
  return [...byAccount].map(([accountId, own]) => ({
    accountId,
    partition: partitionOf(own, placement),
    resources: own,
    ownerId: byAccount.size === 1 ? ownerIdIn(plan) : undefined,
    attachments,
    placeOf: placement.of,
    leftOutOf,
    hasDefaultTags: ({ provider }) =>
      memberIn(plan.configuration.providers, provider ?? '', 'expressions', 'default_tags') !== undefined,
  }));
};

const partitionOf = ([first]: readonly PlanResource[], placement: Placement): string =>
  first ? placement.of(first).partition : DEPLOYMENT.partition;

/** The canonical id of the caller. */
const ownerIdIn = ({ data }: Plan): string | undefined => {
  const ids = data.filter(({ type }) => type === 'aws_canonical_user_id').map(({ values }) => memberIn(values, 'id'));
  const [id] = ids;
  return typeof id === 'string' ? id : undefined;
};

/** The resource that a subject is; null for one of which the plan says nothing, such as an account in a region. */
const resourceOf = (
  { resource: { kind, identity } }: LiveSubject,
  bySubject: ReadonlyMap<string, PlanResource>,
): PlanResource | null => {
  const key = `${identity.type} ${kind === 'account' ? (identity.region ?? '') : identity.id}`;
  const found = bySubject.get(key) ?? null;
  if (!found && kind !== 'account') throw new Error(`${key} is of no resource of the plan`);
  return found;
};

/** By what a subject is known again: its type and id. */
const keysOf = (resource: PlanResource, world: World): readonly string[] => {
  const { type, address } = resource;
  const shown = Object.hasOwn(shownTypes, type) ? shownTypes[type] : undefined;
  if (shown !== undefined) return [`${shown} ${shownName(resource)}`];
  if (type === 'aws_s3tables_table_bucket')
    return [`AWS::S3Tables::TableBucket ${arnOf(resource, world.placeOf(resource))}`];
  if (type === 'aws_s3_account_public_access_block') return ['AWS::::Account '];
  const kind = /^aws_iam_(role|user|group)$/.exec(type)?.[1];
  if (kind !== undefined) return [`AWS::IAM::${kind[0]?.toUpperCase()}${kind.slice(1)} ${address}`];
  return policyTypes.includes(type) ? [`AWS::IAM::Policy ${address}`] : [];
};

const shownTypes: Readonly<Record<string, string>> = {
  aws_s3_access_point: 'AWS::S3::AccessPoint',
  aws_s3_bucket: 'AWS::S3::Bucket',
  aws_s3_directory_bucket: 'AWS::S3Express::DirectoryBucket',
  aws_s3control_multi_region_access_point: 'AWS::S3::MultiRegionAccessPoint',
  aws_vpc_endpoint: 'AWS::EC2::VPCEndpoint',
};
