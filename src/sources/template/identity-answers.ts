import { type Members, mapElements } from '../declared/members.js';
import { documentText } from './policy-document.js';
import { arnOf, ofType, shownName, type TemplateResource } from './template.js';

/** What IAM would answer about the roles, users, groups and policies of a template. */
export const identityAnswers = (resources: readonly TemplateResource[]): Members => ({
  'iam:GetAccountAuthorizationDetails': {
    RoleDetailList: ofType(resources, 'AWS::IAM::Role').map(identityOf('Role')),
    UserDetailList: ofType(resources, 'AWS::IAM::User').map(identityOf('User')),
    GroupDetailList: ofType(resources, 'AWS::IAM::Group').map(identityOf('Group')),
    Policies: resources.filter(({ type }) => policyTypes.includes(type)).map(policyFrom),
    IsTruncated: false,
  },
});

/** An inline policy that stands by itself is judged by itself, whoever it is attached to. */
const policyTypes: readonly string[] = [
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
];

const identityOf =
  (kind: 'Role' | 'User' | 'Group') =>
  (resource: TemplateResource): Members => {
    const { logicalId, properties } = resource;
    const arns = properties.ManagedPolicyArns ?? [];
    return {
      [`${kind}Name`]: shownName(resource),
      [`${kind}Id`]: logicalId,
      Arn: arnOf(resource),
      [`${kind}PolicyList`]: mapElements(properties.Policies ?? [], ({ PolicyName, PolicyDocument }) => ({
        PolicyName,
        PolicyDocument: documentText(PolicyDocument),
      })),
      AttachedManagedPolicies: Array.isArray(arns) ? arns.map((PolicyArn: unknown) => ({ PolicyArn })) : arns,
      Tags: properties.Tags ?? [],
    };
  };

const policyFrom = (resource: TemplateResource): Members => ({
  PolicyName: shownName(resource),
  PolicyId: resource.logicalId,
  Arn: arnOf(resource),
  PolicyVersionList: [{ IsDefaultVersion: true, Document: documentText(resource.properties.PolicyDocument) }],
  // CloudFormation gives policies none.
  Tags: [],
});
