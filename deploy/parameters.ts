import { ref } from './intrinsics.js';

/**
 * The parameters of an evaluators' template, and the conditions that rest on them.
 *
 * @param hasHomeRules whether some of its rules belong in one region of an account
 */
export const evaluatorInputs = (hasHomeRules: boolean) => ({
  Parameters: { ...commonParameters, ...(hasHomeRules && home) },
  Conditions: {
    HasAlarmTopic: hasAlarmTopic,
    ...(hasHomeRules && { IsHomeRegion: { 'Fn::Equals': [ref('AWS::Region'), ref('HomeRegion')] } }),
  },
});

/** Those that the templates of functions share. */
export const commonParameters = {
  Architecture: {
    Type: 'String',
    Default: 'arm64',
    AllowedValues: ['arm64', 'x86_64'],
    Description: 'Instruction set of the functions; x86_64 where a region has no arm64.',
  },
  MemorySize: {
    Type: 'Number',
    Default: 512,
    MinValue: 256,
    MaxValue: 10240,
    Description: 'Memory of an evaluator in MB.',
  },
  Timeout: {
    Type: 'Number',
    Default: 900,
    MinValue: 30,
    MaxValue: 900,
    Description: 'Longest run of an evaluator in seconds. A daily run judges every bucket of the region.',
  },
  RetentionInDays: {
    Type: 'Number',
    Default: 90,
    AllowedValues: [
      1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ],
    Description: 'How long logs are kept.',
  },
  Tracing: {
    Type: 'String',
    Default: 'PassThrough',
    AllowedValues: ['PassThrough', 'Active'],
    Description: 'Active sends traces to X-Ray; the roles (roles.yaml) have to allow it first.',
  },
  AlarmTopicArn: {
    Type: 'String',
    Default: '',
    Description: 'SNS topic of this region that alarms are sent to; empty: the alarms show in CloudWatch alone.',
  },
} as const;

/** The condition that an alarm has somewhere to go. */
export const hasAlarmTopic = { 'Fn::Not': [{ 'Fn::Equals': [ref('AlarmTopicArn'), ''] }] };

const home = {
  HomeRegion: {
    Type: 'String',
    AllowedPattern: '[a-z]+(-[a-z]+)+-[0-9]+',
    Description:
      "The region in which rules about the account and IAM run: eu-west-1. The same in all of an account's regions.",
  },
} as const;
