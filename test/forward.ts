import { createApi } from '../deploy/forwarder/aws-api.js';
import { forwardedRules } from '../deploy/forwarder/catalogue.js';
import { createForwarder } from '../deploy/forwarder/forwarder.js';
import { ACCOUNT, REGION } from './builders.js';
import type { FakeAws } from './fake-aws/index.js';
import { forwarderContext } from './forwarder-events.js';

export const IMPORT = 'securityhub:BatchImportFindings';

/** The finding of the bucket of `complianceEvent`. */
export const TLS_FINDING = `s3-config-rules/${ACCOUNT}/${REGION}/s3-bucket-tls-required/AWS::S3::Bucket/app-data`;

/**
 * Gives events to the forwarder, whose SDK clients speak to the fake, one after the other.
 *
 * @returns what it logged
 */
export const forward = async (aws: FakeAws, ...events: readonly unknown[]): Promise<readonly unknown[]> => {
  Object.assign(process.env, aws.environment);
  const lines: unknown[] = [];
  const forwarder = createForwarder(createApi(), forwardedRules, (line) => lines.push(line));
  for (const event of events) await forwarder(event, forwarderContext);
  return lines;
};

/** What Security Hub holds. */
export const storedFinding = (aws: FakeAws, id = TLS_FINDING) => aws.state.findings.get(id);
