/** A configuration recorder, as far as it says what is recorded. */
export interface Recorder {
  readonly allSupported: boolean;
  readonly includeGlobalResourceTypes: boolean;
  readonly only: string;
  readonly types: readonly string[];
  readonly excluded: readonly string[];
  readonly frequency: string;
  /** Of single types. */
  readonly frequencies: ReadonlyMap<string, string>;
}

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** @see https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationRecorder.html */
export const recorderFrom = (recorder: unknown): Recorder => {
  const { recordingGroup, recordingMode } = membersOf(recorder);
  const group = membersOf(recordingGroup);
  const mode = membersOf(recordingMode);
  const overrides = Array.isArray(mode.recordingModeOverrides) ? mode.recordingModeOverrides.map(membersOf) : [];
  return {
    // A recorder without a group records what it can.
    allSupported: recordingGroup === undefined || group.allSupported === true,
    includeGlobalResourceTypes: group.includeGlobalResourceTypes === true,
    only: String(membersOf(group.recordingStrategy).useOnly ?? ''),
    types: textsIn(group.resourceTypes),
    excluded: textsIn(membersOf(group.exclusionByResourceTypes).resourceTypes),
    frequency: String(mode.recordingFrequency ?? 'CONTINUOUS'),
    frequencies: new Map(
      overrides.flatMap(({ resourceTypes, recordingFrequency }) =>
        textsIn(resourceTypes).map((type): [string, string] => [type, String(recordingFrequency)]),
      ),
    ),
  };
};

/** Users, groups, roles and managed policies of IAM, which a recorder of everything leaves out unless told. */
const GLOBAL = /^AWS::IAM::(User|Group|Role|Policy)$/;

/** Whether a type is recorded. An account is no recorded type, and needs none. */
export const records = (recorder: Recorder, type: string): boolean => {
  if (type === 'AWS::::Account') return true;
  if (recorder.only === 'EXCLUSION_BY_RESOURCE_TYPES' || recorder.excluded.length > 0) {
    return !recorder.excluded.includes(type);
  }
  if (!recorder.allSupported) return recorder.types.includes(type);
  return !GLOBAL.test(type) || recorder.includeGlobalResourceTypes;
};

/** `CONTINUOUS` or `DAILY`. */
export const recordedFrequency = (recorder: Recorder, type: string): string =>
  recorder.frequencies.get(type) ?? recorder.frequency;
