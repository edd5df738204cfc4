import { describeStatement, labelsOf, statementsThat } from './label.js';

test('a statement is named by its Sid', () => {
  expect(describeStatement({ index: 2, sid: 'AllowAll' })).toEqual({
    index: 2,
    sid: 'AllowAll',
    label: 'statement "AllowAll"',
    path: 'policy.Statement[2]',
  });
});

test('a statement without Sid is named by its place', () => {
  expect(describeStatement({ index: 2, sid: null }).label).toBe('Statement[2]');
});

test('an empty Sid names nothing', () => {
  expect(describeStatement({ index: 0, sid: '' }).label).toBe('Statement[0]');
});

test('several are a list', () => {
  const statements = [describeStatement({ index: 0, sid: 'A' }), describeStatement({ index: 1, sid: null })];
  expect(labelsOf(statements)).toBe('statement "A" and Statement[1]');
  expect(labelsOf([...statements, describeStatement({ index: 2, sid: null })])).toBe(
    'statement "A", Statement[1] and Statement[2]',
  );
});

test('one of them does what several do', () => {
  const [one, other] = [describeStatement({ index: 0, sid: 'A' }), describeStatement({ index: 1, sid: null })];
  expect(statementsThat('denies', [one])).toBe('statement "A" denies');
  expect(statementsThat('denies', [one, other])).toBe('statement "A" and Statement[1] deny');
});
