import { logicalIdOf } from '../conformance-pack/logical-id.js';
import { packTemplate } from '../conformance-pack/pack-template.js';
import { type Pack, packs } from '../conformance-pack/packs.js';
import { templateText } from '../conformance-pack/template-text.js';
import { ref, when } from './intrinsics.js';

interface PackParameter {
  readonly Type: string;
  readonly Default: string;
  readonly Description: string;
}

/**
 * The template of the organization conformance packs of a region: for the management account or a delegated
 * administrator of AWS Config, once in every region. The packs are held in it, so that no bucket of the region is needed.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-pack-organization-apis.html
 */
export const organizationPacksTemplate = (): object => {
  const all = packs().map((pack) => {
    const template = packTemplate(pack) as { readonly Parameters: Readonly<Record<string, PackParameter>> };
    return { pack, template };
  });
  const shared = Object.assign({}, ...all.map(({ template }) => template.Parameters)) as Record<string, PackParameter>;
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      's3-config-rules: organization conformance packs of a region. For the management account or a delegated administrator of AWS Config, in every region, after the evaluators.',
    Parameters: {
      HomeRegion: {
        Type: 'String',
        AllowedPattern: '[a-z]+(-[a-z]+)+-[0-9]+',
        Description: 'The region of the rules about accounts and IAM, as the evaluators have it.',
      },
      Extended: {
        Type: 'String',
        Default: 'false',
        AllowedValues: ['true', 'false'],
        Description: 'Whether the extended rules are deployed; their evaluators have to be there.',
      },
      ExcludedAccounts: {
        Type: 'CommaDelimitedList',
        Default: '',
        Description:
          'Accounts that are left out, as they are of the evaluators; the management account if it has none.',
      },
      ...shared,
    },
    Conditions: {
      HasExcludedAccounts: { 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', ref('ExcludedAccounts')] }, ''] }] },
      IsExtended: { 'Fn::Equals': [ref('Extended'), 'true'] },
      IsHomeRegion: { 'Fn::Equals': [ref('AWS::Region'), ref('HomeRegion')] },
      IsExtendedHomeRegion: { 'Fn::And': [{ Condition: 'IsExtended' }, { Condition: 'IsHomeRegion' }] },
    },
    Resources: Object.fromEntries(
      all.map(({ pack, template }) => [
        `${logicalIdOf(pack.id)}Pack`,
        {
          Type: 'AWS::Config::OrganizationConformancePack',
          ...conditionOf(pack),
          Properties: {
            OrganizationConformancePackName: `s3-config-rules-${pack.id}`,
            TemplateBody: templateText([], template),
            ExcludedAccounts: when('HasExcludedAccounts', ref('ExcludedAccounts')),
            ConformancePackInputParameters: Object.keys(template.Parameters).map((name) => ({
              ParameterName: name,
              ParameterValue: ref(name),
            })),
          },
        },
      ]),
    ),
  };
};

const conditionOf = ({ evaluators, homeRegion }: Pack): { readonly Condition?: string } => {
  const isExtended = evaluators.includes('extended');
  if (isExtended && homeRegion) return { Condition: 'IsExtendedHomeRegion' };
  if (isExtended) return { Condition: 'IsExtended' };
  return homeRegion ? { Condition: 'IsHomeRegion' } : {};
};
