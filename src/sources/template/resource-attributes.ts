import { HiddenValue } from '../answers/hidden-value.js';
import { DEPLOYMENT } from '../declared/deployment.js';

/** A resource of a template, as far as its attributes go. */
export interface NamedResource {
  readonly logicalId: string;
  readonly type: string;
  /** The member of its properties that names it, resolved; undefined: CloudFormation makes a name up. */
  readonly property: (name: string) => unknown;
}

/** How a type's attributes are formed. */
interface TypeRow {
  /** The property that holds its name. */
  readonly name?: string;
  /** Its ARN; `%` stands for the name. */
  readonly arn?: string;
  /** Whether `Ref` gives the ARN. */
  readonly refIsArn?: true;
  /** What its ids begin with, where AWS makes them up: `vpce-`. */
  readonly idPrefix?: string;
}

const { accountId, region, partition } = DEPLOYMENT;
const arnOf = (service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
const iam = (kind: string): string => `arn:${partition}:iam::${accountId}:${kind}/%`;

/**
 * Types whose names policies hold. A name that the template leaves to CloudFormation is the logical id.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const types: Readonly<Record<string, TypeRow>> = {
  'AWS::CloudFront::Distribution': { arn: `arn:${partition}:cloudfront::${accountId}:distribution/%` },
  'AWS::CloudTrail::Trail': { name: 'TrailName', arn: arnOf('cloudtrail', 'trail/%') },
  'AWS::EC2::VPC': { idPrefix: 'vpc-' },
  'AWS::EC2::VPCEndpoint': { idPrefix: 'vpce-' },
  'AWS::IAM::Group': { name: 'GroupName', arn: iam('group') },
  'AWS::IAM::ManagedPolicy': { name: 'ManagedPolicyName', arn: iam('policy'), refIsArn: true },
  'AWS::IAM::Role': { name: 'RoleName', arn: iam('role') },
  'AWS::IAM::User': { name: 'UserName', arn: iam('user') },
  'AWS::KMS::Alias': { name: 'AliasName', arn: arnOf('kms', '%') },
  'AWS::KMS::Key': { arn: arnOf('kms', 'key/%') },
  'AWS::Lambda::Function': { name: 'FunctionName', arn: arnOf('lambda', 'function:%') },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', arn: arnOf('logs', 'log-group:%:*') },
  'AWS::S3::AccessPoint': { name: 'Name', arn: arnOf('s3', 'accesspoint/%') },
  'AWS::S3::Bucket': { name: 'BucketName', arn: `arn:${partition}:s3:::%` },
  'AWS::S3Express::DirectoryBucket': { name: 'BucketName', arn: arnOf('s3express', 'bucket/%') },
  'AWS::S3Tables::TableBucket': { name: 'TableBucketName', arn: arnOf('s3tables', 'bucket/%'), refIsArn: true },
  'AWS::SNS::Topic': { name: 'TopicName', arn: arnOf('sns', '%'), refIsArn: true },
  'AWS::SQS::Queue': { name: 'QueueName', arn: arnOf('sqs', '%') },
};

/** The name of a resource: what the template says, or its logical id. */
export const nameOf = ({ logicalId, type, property }: NamedResource): string | HiddenValue => {
  const { name: nameProperty, idPrefix = '' } = rowOf(type);
  const name = nameProperty === undefined ? undefined : property(nameProperty);
  if (name instanceof HiddenValue) return name;
  return typeof name === 'string' && name !== '' ? name : `${idPrefix}${logicalId}`;
};

/** What `Ref` gives; a resource whose name is hidden goes by its logical id. */
export const refOf = (resource: NamedResource): unknown =>
  rowOf(resource.type).refIsArn ? attributeOf(resource, 'Arn') : knownNameOf(resource);

const knownNameOf = (resource: NamedResource): string => {
  const name = nameOf(resource);
  return name instanceof HiddenValue ? resource.logicalId : name;
};

/** What `Fn::GetAtt` gives. */
export const attributeOf = (resource: NamedResource, attribute: string): unknown => {
  const { type, logicalId } = resource;
  const name = knownNameOf(resource);
  const formed = (text: string): string => text.replace('%', () => name);
  if (/^([A-Za-z]*)Arn$/.test(attribute) && type.startsWith('AWS::')) {
    return formed(rowOf(type).arn ?? arnOf((type.split('::')[1] ?? '').toLowerCase(), `${attribute}/${logicalId}`));
  }
  switch (`${type} ${attribute}`) {
    case 'AWS::S3::Bucket DomainName':
      return formed('%.s3.amazonaws.com');
    case 'AWS::S3::Bucket RegionalDomainName':
      return formed(`%.s3.${region}.amazonaws.com`);
    case 'AWS::KMS::Key KeyId':
    case 'AWS::EC2::VPC VpcId':
    case 'AWS::EC2::VPCEndpoint Id':
    case 'AWS::CloudFront::Distribution Id':
    case 'AWS::CloudFront::OriginAccessIdentity Id':
      return name;
    case 'AWS::CloudFront::OriginAccessIdentity S3CanonicalUserId':
      return canonicalUserOf(logicalId);
    default:
      return new HiddenValue(`attribute ${attribute} of ${logicalId}`);
  }
};

/** What stands for the canonical id of an origin access identity until a policy names its ARN instead. */
export const canonicalUserOf = (logicalId: string): string => `canonical-user-of ${logicalId}`;

/**
 * S3 shows an origin access identity that a policy names by its canonical id as an ARN.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export const arnOfCanonicalUser = (canonicalUser: string): string | null => {
  const logicalId = /^canonical-user-of (\w+)$/.exec(canonicalUser)?.[1];
  return logicalId === undefined
    ? null
    : `arn:${partition}:iam::cloudfront:user/CloudFront Origin Access Identity ${logicalId}`;
};

const rowOf = (type: string): TypeRow => (Object.hasOwn(types, type) ? (types[type] ?? {}) : {});
