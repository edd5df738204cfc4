import { type Fact, known } from '../../core/fact.js';
import type { ControlPolicy, Organization } from '../../core/facts.js';
import { unlessGone } from './ask.js';
import { accountQuestion, type FactContext } from './fact-functions.js';
import { MalformedAnswerError, memberOf, type Part, textOf } from './part.js';
import { factOf, factOfReply, replyToAll } from './reply.js';

/** The organization of an account; null if it is in none. */
export const organization = ({ ask }: FactContext): Promise<Fact<Organization | null>> =>
  factOf(ask, accountQuestion('organizations:DescribeOrganization', {}, null), organizationFrom, null);

/** The service control policies in force on an account; null if it is in no organization. */
export const serviceControlPolicies = (context: FactContext): Promise<Policies> =>
  controlPoliciesOf(context, 'SERVICE_CONTROL_POLICY');

/** The resource control policies in force on an account; null if it is in no organization. */
export const resourceControlPolicies = (context: FactContext): Promise<Policies> =>
  controlPoliciesOf(context, 'RESOURCE_CONTROL_POLICY');

const organizationFrom = (answer: Part): Organization => {
  const organization = memberOf(answer, 'Organization');
  return {
    id: textOf(memberOf(organization, 'Id')),
    arn: textOf(memberOf(organization, 'Arn')),
    managementAccountId: textOf(memberOf(organization, 'MasterAccountId')),
  };
};

type PolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

type Policies = Fact<readonly ControlPolicy[] | null>;

/** Policies are listed where they are attached, so each unit from the account up to the root is asked about. */
const controlPoliciesOf = async (context: FactContext, type: PolicyType): Promise<Policies> => {
  const found: ControlPolicy[] = [];
  let target: string | null = context.resource.identity.accountId;
  for (let depth = 0; target !== null; depth += 1) {
    const policies: Policies = await policiesAt(context, target, type);
    if (!policies.known || policies.value === null) return policies;
    found.push(...policies.value);
    const parent: Fact<string | null> = await parentOf(context, target, depth);
    if (!parent.known) return parent;
    if (parent.value === NO_ORGANIZATION) return known(null);
    target = parent.value;
  }
  return known(found);
};

/** Units lie at most five deep below the root (quotas of AWS Organizations). */
const MAX_DEPTH = 10;

/** Stands for the parent of an account that is in no organization. */
const NO_ORGANIZATION = '';

/** The unit or root above; null above the root. */
const parentOf = async ({ ask }: FactContext, child: string, depth: number): Promise<Fact<string | null>> => {
  if (child.startsWith('r-')) return known(null);
  const question = accountQuestion('organizations:ListParents', { ChildId: child }, null, child);
  const reply = await replyToAll(ask, question, { list: 'Parents', token: 'NextToken' });
  return factOfReply(
    question,
    reply,
    (parents) => {
      const [parent] = parents;
      if (!parent || parents.length > 1 || depth === MAX_DEPTH) {
        throw new MalformedAnswerError('Parents must be one parent, and lead to a root');
      }
      return textOf(memberOf(parent, 'Id'));
    },
    NO_ORGANIZATION,
  );
};

const policiesAt = async ({ ask }: FactContext, target: string, Filter: PolicyType): Promise<Policies> => {
  const id = `${target}:${Filter}`;
  const question = accountQuestion('organizations:ListPoliciesForTarget', { TargetId: target, Filter }, null, id);
  const reply = await replyToAll(ask, question, { list: 'Policies', token: 'NextToken' });
  const listed = factOfReply(question, reply, (all) => all.map(summaryFrom), null);
  if (!listed.known || listed.value === null) return listed as Policies;
  const policies: ControlPolicy[] = [];
  for (const policy of listed.value) {
    const described = accountQuestion('organizations:DescribePolicy', { PolicyId: policy.id }, null, policy.id);
    const read = (answer: Part) => textOf(memberOf(memberOf(answer, 'Policy'), 'Content'));
    const document = await unlessGone(factOf(ask, described, read, null));
    // Deleted since it was listed: it denies nothing.
    if (document === null) continue;
    if (!document.known || document.value === null) return document as Policies;
    policies.push({ name: policy.name, target, document: document.value });
  }
  return known(policies);
};

const summaryFrom = (summary: Part): { readonly id: string; readonly name: string } => ({
  id: textOf(memberOf(summary, 'Id')),
  name: textOf(memberOf(summary, 'Name')),
});
