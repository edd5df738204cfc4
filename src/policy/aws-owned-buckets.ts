import type { Statement } from './policy.js';

/**
 * Whether a pattern of a statement's resources names a bucket that AWS owns, as AWS documents it for endpoint policies.
 *
 * The region in its name has to be one. A wildcard in its place lets in buckets that anyone may make, so it counts only
 * in statements that read.
 *
 * @param pattern `arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*`
 */
export function isAwsOwned(pattern: string, statement: Pick<Statement, 'action'>): boolean {
  const name = /^arn:[a-z-]+:s3:::([^/]+)(\/.*)?$/.exec(pattern)?.[1];
  return name !== undefined && ROWS.some((row) => isNamed(name, row, readsOnly(statement)));
}

/** One name of the table: its fixed parts around the region, if there is one. */
interface Row {
  readonly head: string;
  readonly tail: string | null;
  /** The region is written without dashes: `useast1`. */
  readonly plain: boolean;
  /** Other names of this form are its users' own buckets, so no wildcard counts. */
  readonly exact: boolean;
}

function isNamed(name: string, { head, tail, plain, exact }: Row, reads: boolean): boolean {
  if (tail === null) return name === head;
  if (name.length <= head.length + tail.length || !name.startsWith(head) || !name.endsWith(tail)) return false;
  const region = name.slice(head.length, name.length - tail.length);
  if ((plain ? PLAIN_REGION : REGION).test(region)) return true;
  return reads && !exact && /[*?]/.test(region);
}

function readsOnly({ action }: Pick<Statement, 'action'>): boolean {
  return !action.not && action.patterns.every((pattern) => /^s3:(get|head|list)/i.test(pattern));
}

const AREA = '(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)';
const SIDE = '(?:central|(?:north|south)(?:east|west)?|east|west)';
const REGION = new RegExp(`^${AREA}(?:-gov|-de|-iso[a-f]?)?-${SIDE}-\\d$`);
const PLAIN_REGION = new RegExp(`^${AREA}(?:gov|de|iso[a-f]?)?${SIDE}\\d$`);

/**
 * Names of AWS's buckets by the page that asks for them: `<region>` is a region, `<plain-region>` one without dashes,
 * `<own-region>` one in a name whose other forms are its users' own. Names with an id that differs by account or region
 * are left out: who owns them cannot be told.
 *
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
 */
const TABLE: Readonly<Record<string, string>> = {
  'https://docs.aws.amazon.com/linux/al2/ug/al2-live-patching.html': `
    packages.<region>.amazonaws.com repo.<region>.amazonaws.com amazonlinux.<region>.amazonaws.com
    amazonlinux-2-repos-<region>`,
  'https://docs.aws.amazon.com/linux/al2023/ug/live-patching.html': `
    al2023-<region> al2023-repos-<region>-de612dc2`,
  'https://docs.aws.amazon.com/emr/latest/ManagementGuide/private-subnet-iampolicy.html': `
    repo.<region>.emr.amazonaws.com prod.<region>.appinfo.src aws157-instance-data-0-prod-<region>
    aws157-instance-data-1-prod-<region>`,
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html': `
    aws-ssm-<region> aws-windows-downloads-<region> amazon-ssm-<region> amazon-ssm-packages-<region>
    <region>-birdwatcher-prod aws-ssm-distributor-file-<region> aws-ssm-document-attachments-<region>
    patch-baseline-snapshot-<region> aws-patchmanager-macos-<region>`,
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/data-perimeters.html': 'ssm-document-categories',
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/install-plugin-linux.html': 'session-manager-downloads',
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/download-cloudwatch-agent-commandline.html': `
    amazoncloudwatch-agent amazoncloudwatch-agent-<region>`,
  'https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-ec2-configure.html': 'aws-codedeploy-<region>',
  'https://docs.aws.amazon.com/imagebuilder/latest/userguide/security-iam-data-perimeter.html': `
    ec2imagebuilder-toe-<region>-prod ec2imagebuilder-managed-resources-<region>-prod`,
  'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html': 'prod-<region>-starport-layer-bucket',
  'https://docs.aws.amazon.com/mgn/latest/ug/Network-Requirements.html': `
    aws-mgn-clients-<region> aws-mgn-clients-hashes-<region> aws-mgn-internal-<region> aws-mgn-internal-hashes-<region>
    aws-application-migration-service-<region> aws-application-migration-service-hashes-<region>`,
  'https://docs.aws.amazon.com/drs/latest/userguide/Network-Requirements.html': `
    aws-drs-clients-<region> aws-drs-clients-hashes-<region> aws-drs-internal-<region> aws-drs-internal-hashes-<region>
    aws-elastic-disaster-recovery-<region> aws-elastic-disaster-recovery-hashes-<region>`,
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/vpc-interface-endpoints.html': `
    cloudformation-waitcondition-<region> cloudformation-custom-resource-response-<plain-region>`,
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-helper-scripts-reference.html':
    'cloudformation-examples',
  'https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave-refapp.html':
    'aws-ec2-enclave-certificate-<region>-prod',
  'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/vpc-vpce.policy.html': `
    elasticbeanstalk-samples-<region> elasticbeanstalk-platform-assets-<region> elasticbeanstalk-env-resources-<region>
    elasticbeanstalk-<own-region>`,
  'https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-deploy.html': 'jumpstart-cache-prod-<region>',
  'https://docs.aws.amazon.com/neptune/latest/userguide/graph-notebooks.html': `
    aws-neptune-notebook aws-neptune-notebook-<region>`,
  'https://docs.aws.amazon.com/athena/latest/ug/getting-started.html': 'athena-examples-<region>',
  'https://docs.aws.amazon.com/SchemaConversionTool/latest/userguide/CHAP_Installing.JDBCDrivers.html': `
    awssupportdatasvcs.com redshift-downloads`,
  'https://docs.aws.amazon.com/launchwizard/latest/userguide/launch-wizard-sap-launch-artifacts-cloudformation.html': `
    aws-sap-data-provider aws-sap-dataprovider-<region>`,
  'https://docs.aws.amazon.com/sap/latest/sap-hana/aws-backint-agent-s3-installing-configuring.html':
    'awssap-backint-agent',
  'https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/vpc_endpoint_policies/s3_endpoint_policy.json':
    'aws-cli',
};

const ROWS: readonly Row[] = /* @__PURE__ */ Object.values(TABLE).flatMap((names) =>
  names.trim().split(/\s+/).map(rowFrom),
);

function rowFrom(name: string): Row {
  const [head = '', sort = '', tail = null] = name.split(/<((?:plain-|own-)?region)>/);
  return { head, tail, plain: sort === 'plain-region', exact: sort === 'own-region' };
}
