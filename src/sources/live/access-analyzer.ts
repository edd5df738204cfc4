import {
  AccessAnalyzerClient,
  ListAnalyzersCommand,
  ListArchiveRulesCommand,
  ListFindingsCommand,
  ListFindingsV2Command,
} from '@aws-sdk/client-accessanalyzer';
import { createService } from './service.js';

/** IAM Access Analyzer: who has access to buckets from outside. */
export const accessAnalyzer = createService('access-analyzer', (config) => new AccessAnalyzerClient(config), {
  ListAnalyzers: ListAnalyzersCommand,
  ListArchiveRules: ListArchiveRulesCommand,
  ListFindings: ListFindingsCommand,
  ListFindingsV2: ListFindingsV2Command,
});
