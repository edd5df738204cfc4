import { packParametersOf, takesFromPack } from '../conformance-pack/pack-parameters.js';
import { packTemplate } from '../conformance-pack/pack-template.js';
import bucketBlock from '../rules/public-access/s3-bucket-public-access-block/rule.js';
import { commonParametersOf } from '../src/core/common-parameters.js';
import { type ParameterDefinition, ParameterError } from '../src/core/parameters.js';
import type { Rule } from '../src/core/rule.js';

const trusted: ParameterDefinition = {
  type: 'list',
  default: [],
  pattern: '^\\d{12}$',
  description: 'Trusted accounts.',
};

/** A rule with these parameters beside the common ones. */
const ruleWith = (id: string, own: Readonly<Record<string, ParameterDefinition>>): Rule => ({
  ...bucketBlock,
  id,
  parameters: { ...commonParametersOf(bucketBlock.kinds, bucketBlock.severity), ...own },
});

describe('packParametersOf', () => {
  it('takes the common parameters, of a single rule too', () => {
    expect(Object.keys(packParametersOf([ruleWith('one', {})]))).toEqual(
      Object.keys(commonParametersOf(bucketBlock.kinds, bucketBlock.severity)),
    );
  });

  it('takes what several rules define alike, in whatever words', () => {
    const shared = packParametersOf([
      ruleWith('one', { trustedAccountIds: trusted }),
      ruleWith('two', { trustedAccountIds: { ...trusted, description: 'Accounts that may read.' } }),
    ]);
    expect(shared.trustedAccountIds).toBe(trusted);
  });

  it('leaves to a rule what it alone has', () => {
    expect(packParametersOf([ruleWith('one', { trustedAccountIds: trusted }), ruleWith('two', {})])).not.toHaveProperty(
      'trustedAccountIds',
    );
  });

  it('leaves to the rules what they define differently', () => {
    const shared = packParametersOf([
      ruleWith('one', { trustedAccountIds: trusted }),
      ruleWith('two', { trustedAccountIds: trusted }),
      ruleWith('three', { trustedAccountIds: { ...trusted, default: ['111122223333'] } }),
    ]);
    expect(shared).not.toHaveProperty('trustedAccountIds');
  });
});

describe('takesFromPack', () => {
  const shared = { applyToTag: ruleWith('one', {}).parameters.applyToTag ?? trusted };

  it('is so for a parameter that is defined alike', () => {
    expect(takesFromPack(ruleWith('one', {}), 'applyToTag', shared)).toBe(true);
  });

  it('is not so where a rule has a default of its own for a common parameter', () => {
    const own: ParameterDefinition = { type: 'text', default: 'perimeter=network', description: '' };
    expect(takesFromPack(ruleWith('one', { applyToTag: own }), 'applyToTag', shared)).toBe(false);
  });
});

describe('packTemplate', () => {
  const template = (values: Readonly<Record<string, string>>) =>
    packTemplate({ rules: [bucketBlock], managedRules: [], values: { [bucketBlock.id]: values } }) as {
      Resources: { S3BucketPublicAccessBlock: { Properties: { InputParameters: Record<string, unknown> } } };
    };

  it('sets values for a single rule, before those of the pack', () => {
    const { InputParameters } = template({ mode: 'bucket', maxExceptionDays: '30' }).Resources.S3BucketPublicAccessBlock
      .Properties;
    expect(InputParameters).toMatchObject({ mode: 'bucket', maxExceptionDays: '30' });
    expect(InputParameters.exemptResources).toHaveProperty(['Fn::If']);
  });

  it('leaves the defaults of a rule to the rule', () => {
    expect(template({}).Resources.S3BucketPublicAccessBlock.Properties.InputParameters).not.toHaveProperty('mode');
  });

  it('refuses a value that the rule refuses', () => {
    expect(() => template({ mode: 'sometimes' })).toThrow(ParameterError);
    expect(() => template({ node: 'bucket' })).toThrow(ParameterError);
  });
});
