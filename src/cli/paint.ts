import type { Severity } from '../core/verdict.js';
import type { ReportedCompliance } from './finding.js';

/** Colours words for a terminal, or leaves them as they are. */
export interface Paint {
  severity(severity: Severity, text: string): string;
  compliance(compliance: ReportedCompliance, text: string): string;
  heading(text: string): string;
  aside(text: string): string;
}

export const createPaint = (color: boolean): Paint => {
  const paint = (code: string, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    severity: (severity, text) => paint(severityCodes[severity], text),
    compliance: (compliance, text) => paint(complianceCodes[compliance], text),
    heading: (text) => paint('1', text),
    aside: (text) => paint('2', text),
  };
};

const severityCodes: Readonly<Record<Severity, string>> = {
  CRITICAL: '1;35',
  HIGH: '31',
  MEDIUM: '33',
  LOW: '36',
  INFORMATIONAL: '2',
};

const complianceCodes: Readonly<Record<ReportedCompliance, string>> = {
  NON_COMPLIANT: '31',
  UNVERIFIED: '33',
  COMPLIANT: '32',
  NOT_APPLICABLE: '2',
};
