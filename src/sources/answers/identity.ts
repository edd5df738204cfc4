import { type Fact, unknown } from '../../core/fact.js';
import type { PolicyDocument, Tags } from '../../core/facts.js';
import type { ResourceIdentity } from '../../core/resource.js';
import { type Question, ResourceGoneError } from './ask.js';
import { accountQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import {
  anyTextOf,
  booleanOf,
  elementsOf,
  isAbsent,
  MalformedAnswerError,
  malformed,
  memberOf,
  objectOf,
  optional,
  type Part,
  textOf,
} from './part.js';
import { factOfError, factOfReply, replyTo } from './reply.js';

/** What an IAM policy, role, user or group is told of in the authorization details of its account. */
export const identityFacts: FactFunctions<'identity'> = {
  name: (context) => factIn(context, (entry, { name }) => textOf(memberOf(entry, name))),
  policyDocuments: (context) => factIn(context, documentsOf),
  attachedPolicies: (context) =>
    // Managed policies have none attached, and no such list.
    factIn(context, (entry, { list }) =>
      list === 'Policies'
        ? []
        : membersIn(entry, 'AttachedManagedPolicies').map((one) => textOf(memberOf(one, 'PolicyArn'))),
    ),
  tags: async (context) => {
    // Of managed policies AWS's answer has no tags, though they can have some; groups can have none.
    if (context.resource.identity.type === 'AWS::IAM::Policy') {
      const hasTags = await factIn(context, (entry) => !isAbsent(memberOf(entry, 'Tags')));
      if (!hasTags.known) return hasTags;
      if (!hasTags.value) return unknown('NOT_IN_SOURCE', NO_TAGS);
    }
    return factIn(context, tagsOf);
  },
};

const NO_TAGS = 'iam:GetAccountAuthorizationDetails does not tell the tags of managed policies';

/** An identity as an answer names it; the rest of its `ResourceIdentity` is the account's. */
export type ListedIdentity = Pick<ResourceIdentity, 'type' | 'id'> & { readonly arn: string };

/**
 * The customer managed policies, roles, users and groups that an answer of `iam:GetAccountAuthorizationDetails` is
 * about, in its order. Ids are IAM's unique ones, as AWS Config has them.
 *
 * @throws MalformedAnswerError
 */
export const identitiesIn = (answer: Part): readonly ListedIdentity[] =>
  shapes.flatMap((shape) =>
    membersIn(answer, shape.list)
      .map((entry) => ({
        type: shape.type,
        id: textOf(memberOf(entry, shape.id)),
        arn: textOf(memberOf(entry, 'Arn')),
      }))
      // AWS managed policies are in the answer where it was not filtered.
      .filter(({ arn }) => !/^arn:[^:]+:iam::aws:/.test(arn)),
  );

/** The question for all identities of an account that belong to it. */
export const authorizationDetails: Question = accountQuestion(
  'iam:GetAccountAuthorizationDetails',
  { Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy'] },
  null,
);

/** How one type of identity is told: in which list, under which names. */
interface Shape {
  readonly type: string;
  readonly list: string;
  readonly id: string;
  readonly name: string;
  readonly documents: string;
}

const shapes: readonly Shape[] = [
  { type: 'AWS::IAM::Policy', list: 'Policies', id: 'PolicyId', name: 'PolicyName', documents: 'PolicyVersionList' },
  { type: 'AWS::IAM::Role', list: 'RoleDetailList', id: 'RoleId', name: 'RoleName', documents: 'RolePolicyList' },
  { type: 'AWS::IAM::User', list: 'UserDetailList', id: 'UserId', name: 'UserName', documents: 'UserPolicyList' },
  { type: 'AWS::IAM::Group', list: 'GroupDetailList', id: 'GroupId', name: 'GroupName', documents: 'GroupPolicyList' },
];

/** Reads the entry of an identity from the first page that has it; the pages are asked for once a run. */
const factIn = async <T>(
  { resource: { identity }, ask }: FactContext,
  read: (entry: Part, shape: Shape) => T,
): Promise<Fact<T>> => {
  const shape = shapes.find(({ type }) => type === identity.type);
  if (!shape) throw new Error(`${identity.type} is no identity`);
  let question = authorizationDetails;
  for (;;) {
    const reply = await replyTo(ask, question);
    if (reply.kind !== 'answer') return factOfReply(question, reply, () => read(nothing, shape));
    try {
      const entry = membersIn(reply.output, shape.list).find((one) => memberOf(one, shape.id).value === identity.id);
      if (entry) return factOfReply(question, { kind: 'answer', output: entry }, (part) => read(part, shape));
      const marker = markerOf(reply.output);
      if (marker === null) throw new ResourceGoneError(`${identity.id} is gone`);
      if (marker === question.input.Marker) throw new Error(`${question.operation}: a page leads to itself`);
      question = { ...question, input: { ...question.input, Marker: marker }, isFurtherPage: true };
    } catch (error) {
      return factOfError(question, error);
    }
  }
};

const nothing: Part = { place: '', value: null };

const markerOf = (answer: Part): string | null =>
  optional(memberOf(answer, 'IsTruncated'), booleanOf) ? textOf(memberOf(answer, 'Marker')) : null;

/** A list that is left out where it is empty. */
const membersIn = (part: Part, list: string): readonly Part[] => optional(memberOf(part, list), elementsOf) ?? [];

const documentsOf = (entry: Part, { list, name, documents }: Shape): readonly PolicyDocument[] => {
  if (list !== 'Policies') {
    return membersIn(entry, documents).map((policy) => ({
      name: textOf(memberOf(policy, 'PolicyName')),
      document: documentFrom(memberOf(policy, 'PolicyDocument')),
    }));
  }
  const inForce = membersIn(entry, documents).filter((version) => booleanOf(memberOf(version, 'IsDefaultVersion')));
  const [version] = inForce;
  if (!version || inForce.length > 1) {
    throw new MalformedAnswerError(`${memberOf(entry, documents).place} must have one default version`);
  }
  return [{ name: textOf(memberOf(entry, name)), document: documentFrom(memberOf(version, 'Document')) }];
};

/** IAM gives documents as URL-encoded JSON; the command line decodes them into objects. */
const documentFrom = (part: Part): unknown => {
  const document = typeof part.value === 'string' ? { ...part, value: decoded(part) } : part;
  if (isAbsent(document)) throw malformed(document, 'a policy document');
  return objectOf(document);
};

const decoded = (part: Part): unknown => {
  const text = textOf(part);
  try {
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text);
  } catch (error) {
    if (error instanceof URIError || error instanceof SyntaxError) throw malformed(part, 'URL-encoded JSON');
    throw error;
  }
};

const tagsOf = (entry: Part): Tags =>
  Object.fromEntries(
    membersIn(entry, 'Tags').map((tag) => [textOf(memberOf(tag, 'Key')), anyTextOf(memberOf(tag, 'Value'))]),
  );
