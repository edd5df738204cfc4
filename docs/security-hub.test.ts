import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { managedRules } from '../conformance-pack/managed-rules.js';
import { replaced } from './replaced.js';

const page = readFileSync(join(__dirname, 'security-hub.md'), 'utf8');

it('L1, trap 72: the page says which control each rule stands in place of', () => {
  const rows = [...page.matchAll(/^\| (\w+\.\d+) \| (.*) \|$/gm)].flatMap(([, control, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, rule]) => `${rule} ${control}`),
  );
  const ofRules = Object.entries(replaced).flatMap(([rule, { replaces }]) =>
    replaces.filter((one) => /^\w+\.\d+$/.test(one)).map((control) => `${rule} ${control}`),
  );
  const ofManaged = managedRules.flatMap(({ name, controls }) =>
    controls.map((control) => `${name} ${control.replace('FSBP ', '')}`),
  );
  expect(rows.sort()).toEqual([...ofRules, ...ofManaged].sort());
});
