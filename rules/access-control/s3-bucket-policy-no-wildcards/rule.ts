import { words } from '../../../src/core/reason.js';
import { defineRule } from '../../../src/core/rule.js';
import { compliant, nonCompliant } from '../../../src/core/verdict.js';
import { isEveryAction } from '../../../src/policy/every-action.js';
import { type Condition, describeStatement, type PolicyKind, type Statement } from '../../../src/policy/index.js';

export default defineRule({
  id: 's3-bucket-policy-no-wildcards',
  severity: 'MEDIUM',
  title: 'The bucket policy grants named actions on named resources to named principals',
  description:
    'No statement of the bucket policy that allows something grants every action (*, s3:*) or all but some by NotAction, NotPrincipal or NotResource. Controls: PCI DSS 7.2.1.',
  tier: 'core',
  controls: ['NIST 800-53 r5 AC-6 ~', 'PCI DSS 4.0.1 7.2.1 ~'],
  remediation: {
    summary: 'Replace the wildcard or the Not element by the actions, principals and resources that are needed.',
  },
  resource: ['bucket', 'directoryBucket', 'tableBucket'],
  facts: ['policy'],
  optionalFacts: [],
  parameters: {
    allowSameAccountRoot: {
      type: 'boolean',
      default: true,
      description:
        'Whether the account that owns the bucket as a whole, or its access points, may be granted every action or all but some.',
    },
  },
  evaluate({ policy, kind, accountId }, { allowSameAccountRoot }) {
    if (!policy) return compliant('NO_POLICY', 'The bucket has no policy.');
    const found = policy.statements
      .filter((statement) => statement.effect === 'Allow')
      .filter((statement) => !(allowSameAccountRoot && isForOwnAccount(statement, accountId)))
      .flatMap((statement) => {
        const wide = widthOf(statement, kind);
        return wide.length === 0 ? [] : [{ ...describeStatement(statement), wide: wide.join(', ') }];
      });
    const [first, ...others] = found.map(({ path, wide }) => ({
      path,
      found: wide,
      expected: 'named actions, principals and resources',
    }));
    if (!first) return compliant('NAMED', 'No statement grants every action or all but some.');
    const items = found.map(({ label, wide }) => `${label} (${wide})`);
    const reason = words`Granted by wildcard or exclusion: ${items}. Name what is needed, such as ${FAMILIES[kind]}.`;
    return nonCompliant('WILDCARD_GRANT', reason, [first, ...others]);
  },
});

/** What to name instead. */
const FAMILIES = {
  bucket: 's3:GetObject, s3:PutObject or s3:ListBucket',
  directoryBucket: 's3express:CreateSession',
  tableBucket: 's3tables:GetTableData, s3tables:PutTableData or s3tables:ListTables',
} as const;

/** The elements of a statement that grant everything, or all but what they name. */
const widthOf = ({ action, principal, resource }: Statement, kind: PolicyKind): readonly string[] => [
  ...(action.not ? ['NotAction'] : action.patterns.filter((pattern) => isEveryAction(pattern, kind)).slice(0, 1)),
  ...(principal.not ? ['NotPrincipal'] : []),
  ...(resource.not ? ['NotResource'] : []),
];

/** Whether a statement grants to the owner's account as a whole, or to those whom its access points let in. */
const isForOwnAccount = ({ principal, conditions }: Statement, owner: string): boolean => {
  const { not, everyone, accounts, arns, services, canonicalUsers, federated } = principal;
  if (not || arns.length + services.length + canonicalUsers.length + federated.length > 0) return false;
  if (everyone) return conditions.some((condition) => confinesTo(condition, owner));
  return accounts.every((account) => account === owner);
};

const confinesTo = ({ key, family, negated, ifExists, quantifier, values }: Condition, owner: string): boolean =>
  ['aws:principalaccount', 's3:dataaccesspointaccount'].includes(key) &&
  family === 'string' &&
  !(negated || ifExists || quantifier === 'all') &&
  values.every((value) => value === owner);
