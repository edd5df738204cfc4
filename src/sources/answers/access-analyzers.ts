import type { AccessAnalyzer, AccessFinding, ArchiveRule, Criterion } from '../../core/access-analyzers.js';
import { type Fact, known } from '../../core/fact.js';
import type { Operation } from '../../core/operations.js';
import { type Ask, unlessGone } from './ask.js';
import { accountQuestion, type FactContext, type FactFunctions } from './fact-functions.js';
import {
  booleanOf,
  elementsOf,
  malformed,
  memberOf,
  objectOf,
  oneOf,
  optional,
  type Part,
  placeOf,
  textOf,
} from './part.js';
import { factOfReply, replyToAll } from './reply.js';
import { timeOf } from './time.js';

/** Analyzers of the bucket's region with what they find about it. */
export const bucketAccessAnalyzers: FactFunctions<'bucket'> = {
  accessAnalyzers: (context) =>
    readAnalyzers(context, async (ask, analyzer, region) => {
      const findings = await readFindings(ask, analyzer, region);
      if (!findings.known) return findings;
      const own = findings.value.filter(({ resource }) => resource.split(':::')[1] === context.resource.identity.id);
      return known({ findings: own.map(({ finding }) => finding) });
    }),
};

/** Analyzers of a region with their archive rules. */
export const accountAccessAnalyzers: FactFunctions<'account'> = {
  accessAnalyzers: (context) =>
    readAnalyzers(context, async (ask, analyzer, region) => {
      if (analyzer.access === 'internal') return known({});
      const archiveRules = await readArchiveRules(ask, analyzer, region);
      return archiveRules.known ? known({ archiveRules: archiveRules.value }) : archiveRules;
    }),
};

interface ListedAnalyzer extends Pick<AccessAnalyzer, 'name' | 'access' | 'zoneOfTrust' | 'status'> {
  readonly arn: string;
}

type ReadMore = (
  ask: Ask,
  analyzer: ListedAnalyzer,
  region: string | null,
) => Promise<Fact<Partial<Pick<AccessAnalyzer, 'findings' | 'archiveRules'>>>>;

/** All analyzers, or why one of them is unknown: what cannot be read of one may be what matters. */
const readAnalyzers = async (
  { ask, resource }: FactContext,
  readMore: ReadMore,
): Promise<Fact<readonly AccessAnalyzer[]>> => {
  const { region } = resource.identity;
  const listed = await listAnalyzers(ask, region);
  if (!listed.known) return listed;
  const found: AccessAnalyzer[] = [];
  for (const analyzer of listed.value) {
    // One that is not active has findings of former days at most.
    const isActive = analyzer.status === 'ACTIVE';
    const more = isActive ? await unlessGone(readMore(ask, analyzer, region)) : known({});
    if (more === null) continue;
    if (!more.known) return more;
    const { arn: _, ...itself } = analyzer;
    found.push({ ...itself, findings: [], archiveRules: [], ...more.value });
  }
  return known(found);
};

const listAnalyzers = async (ask: Ask, region: string | null): Promise<Fact<readonly ListedAnalyzer[]>> => {
  const question = accountQuestion('access-analyzer:ListAnalyzers', {}, region);
  const reply = await replyToAll(ask, question, { list: 'analyzers', token: 'nextToken' });
  return factOfReply(question, reply, (analyzers) => analyzers.flatMap((one) => analyzerFrom(one, region)));
};

/** None of an analyzer of unused access, which finds nothing about buckets. A recorded list may be another region's. */
const analyzerFrom = (analyzer: Part, region: string | null): readonly ListedAnalyzer[] => {
  const arn = memberOf(analyzer, 'arn');
  if (region !== null && textOf(arn).split(':')[3] !== region)
    throw malformed(arn, `the ARN of an analyzer in ${region}`);
  const type = textOf(memberOf(analyzer, 'type'));
  const known = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!known) return [];
  return [
    {
      name: textOf(memberOf(analyzer, 'name')),
      arn: textOf(arn),
      status: textOf(memberOf(analyzer, 'status')),
      ...known,
    },
  ];
};

const types: Readonly<Record<string, Pick<AccessAnalyzer, 'access' | 'zoneOfTrust'>>> = {
  ACCOUNT: { access: 'external', zoneOfTrust: 'account' },
  ORGANIZATION: { access: 'external', zoneOfTrust: 'organization' },
  ACCOUNT_INTERNAL_ACCESS: { access: 'internal', zoneOfTrust: 'account' },
  ORGANIZATION_INTERNAL_ACCESS: { access: 'internal', zoneOfTrust: 'organization' },
};

interface ResourceFinding {
  readonly resource: string;
  readonly finding: AccessFinding;
}

/** Findings about every bucket, asked once for all of them. Only the first API takes analyzers of external access alone. */
const readFindings = async (
  ask: Ask,
  { arn, access }: ListedAnalyzer,
  region: string | null,
): Promise<Fact<readonly ResourceFinding[]>> => {
  const operation: Operation =
    access === 'external' ? 'access-analyzer:ListFindings' : 'access-analyzer:ListFindingsV2';
  const filter = { resourceType: { eq: ['AWS::S3::Bucket'] }, status: { eq: ['ACTIVE', 'ARCHIVED'] } };
  const question = accountQuestion(operation, { analyzerArn: arn, filter }, region, arn);
  const reply = await replyToAll(ask, question, { list: 'findings', token: 'nextToken' });
  return factOfReply(question, reply, (findings) => findings.flatMap(findingFrom));
};

/** A recorded answer may not be filtered. */
const findingFrom = (finding: Part): readonly ResourceFinding[] => {
  if (memberOf(finding, 'resourceType').value !== 'AWS::S3::Bucket') return [];
  const status = oneOf(memberOf(finding, 'status'), ['ACTIVE', 'ARCHIVED', 'RESOLVED']);
  if (status === 'RESOLVED') return [];
  return [
    {
      resource: textOf(memberOf(finding, 'resource')),
      finding: {
        id: textOf(memberOf(finding, 'id')),
        status,
        isPublic: optional(memberOf(finding, 'isPublic'), booleanOf),
        principals: optional(memberOf(finding, 'principal'), principalsFrom) ?? [],
        createdAt: timeOf(memberOf(finding, 'createdAt')),
        error: optional(memberOf(finding, 'error'), textOf),
      },
    },
  ];
};

const principalsFrom = (principal: Part): readonly string[] =>
  Object.keys(objectOf(principal)).map((sort) => `${sort} ${textOf(memberOf(principal, sort))}`);

const readArchiveRules = async (
  ask: Ask,
  { name }: ListedAnalyzer,
  region: string | null,
): Promise<Fact<readonly ArchiveRule[]>> => {
  const question = accountQuestion('access-analyzer:ListArchiveRules', { analyzerName: name }, region, name);
  const reply = await replyToAll(ask, question, { list: 'archiveRules', token: 'nextToken' });
  return factOfReply(question, reply, (rules) =>
    rules.map((rule) => ({
      name: textOf(memberOf(rule, 'ruleName')),
      filter: filterFrom(memberOf(rule, 'filter')),
    })),
  );
};

const filterFrom = (filter: Part): Readonly<Record<string, Criterion>> =>
  Object.fromEntries(
    Object.entries(objectOf(filter)).map(([property, value]) => [
      property,
      criterionFrom({ place: placeOf(filter.place, property), value }),
    ]),
  );

const criterionFrom = (criterion: Part): Criterion => ({
  eq: optional(memberOf(criterion, 'eq'), textsOf),
  neq: optional(memberOf(criterion, 'neq'), textsOf),
  contains: optional(memberOf(criterion, 'contains'), textsOf),
  exists: optional(memberOf(criterion, 'exists'), booleanOf),
});

const textsOf = (list: Part): readonly string[] => elementsOf(list).map(textOf);
