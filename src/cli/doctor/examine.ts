import { isHomeRegionRule, resourceTypesOf } from '../../core/derivations.js';
import type { Rule } from '../../core/rule.js';
import type { AskDoctor, DoctorOperation } from './asking.js';
import { type Recorder, recordedFrequency, recorderFrom, records } from './recorder.js';

/** What the doctor found about one thing. */
export interface Finding {
  /** Null: the account or the organization as a whole. */
  readonly region: string | null;
  readonly what: string;
  /** `problem`: the deployment fails or rules judge nothing. `warning`: it works, and less well. */
  readonly state: 'ok' | 'warning' | 'problem' | 'unknown';
  readonly found: string;
  /** What to do; null where nothing is to be done. */
  readonly advice: string | null;
}

/** What is going to be deployed, and where. */
export interface Intent {
  readonly rules: readonly Rule[];
  readonly regions: readonly string[];
  /** Where rules about the account and IAM are. */
  readonly homeRegion: string;
  /** Whether it goes to an organization. */
  readonly organization: boolean;
}

/** Looks at everything a deployment needs, region by region. */
export const examine = async (intent: Intent, ask: AskDoctor): Promise<readonly Finding[]> => {
  const found: Finding[] = intent.organization ? [...(await examineOrganization(ask))] : [];
  for (const region of intent.regions) found.push(...(await examineRegion(intent, region, ask)));
  return found;
};

type Judge = (output: unknown) => Omit<Finding, 'region' | 'what'>;

const ok = (found: string) => ({ state: 'ok', found, advice: null }) as const;
const problem = (found: string, advice: string) => ({ state: 'problem', found, advice }) as const;
const warning = (found: string, advice: string) => ({ state: 'warning', found, advice }) as const;

const look = async (
  ask: AskDoctor,
  what: string,
  operation: DoctorOperation,
  region: string | null,
  judge: Judge,
  ifAbsent: Omit<Finding, 'region' | 'what'>,
): Promise<Finding> => {
  const told = await ask(operation, region);
  if (told.kind === 'answer') return { region, what, ...judge(told.output) };
  if (told.kind === 'absent') return { region, what, ...ifAbsent };
  const advice = `Ask again with credentials that may call ${operation}, or record its answer.`;
  return { region, what, state: 'unknown', found: `${told.reason}.`, advice };
};

const listIn = (output: unknown, name: string): readonly unknown[] => {
  const list = (output as Readonly<Record<string, unknown>> | null)?.[name];
  return Array.isArray(list) ? list : [];
};

const textIn = (value: unknown, name: string): string =>
  String((value as Readonly<Record<string, unknown>> | null)?.[name] ?? '');

const examineRegion = async (intent: Intent, region: string, ask: AskDoctor): Promise<readonly Finding[]> => {
  const rules = intent.rules.filter((rule) => region === intent.homeRegion || !isHomeRegionRule(rule));
  const isHome = region === intent.homeRegion;
  // IAM is recorded once, wherever rules about other things look at it too.
  const types = [...new Set(['AWS::S3::Bucket', ...rules.flatMap(resourceTypesOf)])]
    .filter((type) => isHome || !type.startsWith('AWS::IAM::'))
    .sort();
  const told = await ask('config:DescribeConfigurationRecorders', region);
  const [raw] = told.kind === 'answer' ? listIn(told.output, 'ConfigurationRecorders') : [];
  const recorder = raw === undefined ? null : recorderFrom(raw);
  const noRecorder = problem(
    'There is no configuration recorder.',
    'Set up AWS Config in the region: a recorder, a delivery channel, and its service-linked role.',
  );
  return [
    await look(
      ask,
      'recorder',
      'config:DescribeConfigurationRecorders',
      region,
      () => (recorder ? ok('There is one.') : noRecorder),
      noRecorder,
    ),
    ...(recorder ? [...recorderFindings(recorder, types, rules, region), await recording(ask, region)] : []),
    await look(
      ask,
      'delivery channel',
      'config:DescribeDeliveryChannels',
      region,
      (output) => (listIn(output, 'DeliveryChannels').length > 0 ? ok('There is one.') : noChannel),
      noChannel,
    ),
    await ruleQuota(ask, region, rules.length),
    await packQuota(ask, region),
    await securityHub(ask, region),
  ];
};

const noChannel = problem(
  'There is no delivery channel, without which a recorder does not start.',
  'Make one with aws configservice put-delivery-channel.',
);

const recorderFindings = (
  recorder: Recorder,
  types: readonly string[],
  rules: readonly Rule[],
  region: string,
): readonly Finding[] => {
  const missing = types.filter((type) => !records(recorder, type));
  const concerned = rules.filter((rule) => resourceTypesOf(rule).some((type) => missing.includes(type)));
  const rare = types.filter((type) => records(recorder, type) && recordedFrequency(recorder, type) === 'DAILY');
  return [
    {
      region,
      what: 'recorded types',
      ...(missing.length === 0
        ? ok(`All ${types.length} types that the rules are about are recorded.`)
        : problem(
            `Not recorded: ${missing.join(', ')}.`,
            `Record them; ${concerned.map(({ id }) => id).join(', ')} judge nothing of these types otherwise.`,
          )),
    },
    ...(rare.length === 0
      ? []
      : [
          {
            region,
            what: 'recording frequency',
            ...warning(
              `Recorded once a day: ${rare.join(', ')}.`,
              'Record them continuously, or take it that a change is judged up to a day later.',
            ),
          },
        ]),
  ];
};

const recording = (ask: AskDoctor, region: string): Promise<Finding> => {
  const stopped = problem('The recorder is stopped.', 'Start it: aws configservice start-configuration-recorder.');
  return look(
    ask,
    'recording',
    'config:DescribeConfigurationRecorderStatus',
    region,
    (output) => {
      const [status] = listIn(output, 'ConfigurationRecordersStatus');
      if ((status as { readonly recording?: unknown } | undefined)?.recording !== true) return stopped;
      if (textIn(status, 'lastStatus').toUpperCase() !== 'FAILURE') return ok('The recorder is on.');
      const error = [textIn(status, 'lastErrorCode'), textIn(status, 'lastErrorMessage')].filter(Boolean).join(': ');
      return problem(`The recorder is on and fails: ${error || 'no reason is given'}.`, "Look at the recorder's role.");
    },
    stopped,
  );
};

/** Rules in a region, and packs in a region. https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html */
const MOST_RULES = 1000;
const MOST_PACKS = 50;

const ruleQuota = (ask: AskDoctor, region: string, more: number): Promise<Finding> =>
  look(
    ask,
    'rules',
    'config:DescribeConfigRules',
    region,
    (output) => {
      const have = listIn(output, 'ConfigRules').length;
      const text = `${have} rules are there and ${more} come, of ${MOST_RULES}.`;
      return have + more <= MOST_RULES ? ok(text) : problem(text, 'Delete rules that nobody needs, or choose fewer.');
    },
    ok('No rules are there.'),
  );

const packQuota = (ask: AskDoctor, region: string): Promise<Finding> =>
  look(
    ask,
    'conformance packs',
    'config:DescribeConformancePacks',
    region,
    (output) => {
      const have = listIn(output, 'ConformancePackDetails').length;
      const text = `${have} are there, of ${MOST_PACKS}.`;
      return have + 2 <= MOST_PACKS ? ok(text) : problem(text, 'Delete packs that nobody needs.');
    },
    ok('None is there.'),
  );

const securityHub = (ask: AskDoctor, region: string): Promise<Finding> =>
  look(
    ask,
    'Security Hub',
    'securityhub:DescribeHub',
    region,
    () => ok('It is on.'),
    warning('It is off.', 'Turn it on where findings are to be seen there; AWS Config does without.'),
  );

/** Services that the organization has to trust, and for what. */
const trusted: readonly (readonly [principal: string, what: string])[] = [
  ['member.org.stacksets.cloudformation.amazonaws.com', 'StackSets'],
  ['config-multiaccountsetup.amazonaws.com', 'organization conformance packs'],
  ['config.amazonaws.com', 'the aggregator'],
];

const examineOrganization = async (ask: AskDoctor): Promise<readonly Finding[]> => {
  const none = problem('The account is in no organization.', 'Deploy to the account alone: deploy/README.md.');
  const access = await ask('organizations:ListAWSServiceAccessForOrganization', null);
  return [
    await look(
      ask,
      'organization',
      'organizations:DescribeOrganization',
      null,
      (output) => {
        const organization = (output as { readonly Organization?: unknown }).Organization;
        return textIn(organization, 'FeatureSet') === 'ALL'
          ? ok(`${textIn(organization, 'Id')} has all features.`)
          : problem('The organization has consolidated billing only.', 'Enable all features.');
      },
      none,
    ),
    ...(await Promise.all(
      trusted.map(([principal, what]) =>
        look(
          async () => access,
          `trusted access for ${what}`,
          'organizations:ListAWSServiceAccessForOrganization',
          null,
          (output) =>
            listIn(output, 'EnabledServicePrincipals').some((one) => textIn(one, 'ServicePrincipal') === principal)
              ? ok('It is on.')
              : problem(
                  `${principal} is not trusted.`,
                  principal.startsWith('member.')
                    ? 'aws cloudformation activate-organizations-access'
                    : `aws organizations enable-aws-service-access --service-principal ${principal}`,
                ),
          none,
        ),
      ),
    )),
    await look(
      ask,
      'delegated administrators',
      'organizations:ListDelegatedAdministrators',
      null,
      (output) => {
        const ids = listIn(output, 'DelegatedAdministrators').map((one) => textIn(one, 'Id'));
        return ok(ids.length === 0 ? 'There are none; the management account deploys.' : `${ids.join(', ')}.`);
      },
      none,
    ),
  ];
};
