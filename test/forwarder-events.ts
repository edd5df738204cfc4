import { ACCOUNT, REGION } from './builders.js';

/** The context that Lambda gives the forwarder. */
export const forwarderContext = {
  invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:s3-config-rules-forwarder`,
};

export const TLS_RULE_NAME = 's3-bucket-tls-required-conformance-pack-a1b2c3d4e';

/** When the result of `complianceEvent` was recorded. */
export const RECORDED = '2026-11-20T08:05:01.405Z';

interface Change {
  readonly configRuleName?: string;
  readonly resourceType?: string;
  readonly resourceId?: string;
  readonly complianceType?: string;
  readonly annotation?: string | null;
  readonly recordedAt?: string;
}

/**
 * The event of a changed compliance, of a bucket by default. Shape: AWS Config's guide, "Example Compliance Change
 * Notification", in the envelope of EventBridge.
 */
export const complianceEvent = ({
  configRuleName = TLS_RULE_NAME,
  resourceType = 'AWS::S3::Bucket',
  resourceId = 'app-data',
  complianceType = 'NON_COMPLIANT',
  annotation = 'NO_POLICY: The bucket has no policy, so nothing denies requests over plain HTTP.',
  recordedAt = RECORDED,
}: Change = {}) => {
  const qualifier = { configRuleName, resourceType, resourceId, evaluationMode: 'DETECTIVE' };
  const result = {
    evaluationResultIdentifier: {
      evaluationResultQualifier: qualifier,
      orderingTimestamp: '2026-11-20T08:05:00.619Z',
    },
    complianceType,
    resultRecordedTime: recordedAt,
    configRuleInvokedTime: '2026-11-20T08:05:00.914Z',
    ...(annotation !== null && { annotation }),
  };
  return {
    version: '0',
    id: 'e4b46cbf-b738-4880-8880-a18cdf61200e',
    'detail-type': 'Config Rules Compliance Change',
    source: 'aws.config',
    account: ACCOUNT,
    time: '2026-11-20T08:05:02Z',
    region: REGION,
    resources: [],
    detail: {
      resourceId,
      awsRegion: REGION,
      awsAccountId: ACCOUNT,
      configRuleName,
      recordVersion: '1.0',
      configRuleARN: `arn:aws:config:${REGION}:${ACCOUNT}:config-rule/aws-service-rule/config-conforms.amazonaws.com/config-rule-a1b2c3`,
      messageType: 'ComplianceChangeNotification',
      newEvaluationResult: result,
      notificationCreationTime: '2026-11-20T08:05:02.620Z',
      resourceType,
    },
  };
};

/** The event of the daily run. Shape: EventBridge's guide, "Creating a rule that runs on a schedule". */
export const runEvent = (time = '2026-11-21T06:00:00Z') => ({
  version: '0',
  id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time,
  region: REGION,
  resources: [`arn:aws:events:${REGION}:${ACCOUNT}:rule/s3-config-rules-renewal`],
  detail: {},
});
