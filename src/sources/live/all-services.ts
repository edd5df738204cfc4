import { accessAnalyzer } from './access-analyzer.js';
import { cloudtrail } from './cloudtrail.js';
import { config } from './config.js';
import { ec2 } from './ec2.js';
import { events } from './events.js';
import { iam } from './iam.js';
import { kms } from './kms.js';
import { logs } from './logs.js';
import { macie2 } from './macie2.js';
import { monitoring } from './monitoring.js';
import { organizations } from './organizations.js';
import { s3 } from './s3.js';
import { s3control } from './s3control.js';
import { s3tables } from './s3tables.js';
import type { Services } from './service.js';

/** Every service that facts are read from. A function of Lambda has only those of its rule. */
export const allServices: Services = Object.fromEntries(
  [
    accessAnalyzer,
    cloudtrail,
    config,
    ec2,
    events,
    iam,
    kms,
    logs,
    macie2,
    monitoring,
    organizations,
    s3,
    s3control,
    s3tables,
  ].map((service) => [service.name, service]),
);
