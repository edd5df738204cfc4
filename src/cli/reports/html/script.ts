/**
 * What the page does with its findings: filters, pages, and opens them. What it is asked for stands in the address behind
 * the `#`, so that a link leads to it. Everything is set as text, never as HTML.
 */
export const SCRIPT = `
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const form = document.querySelector('form');
  const list = document.getElementById('list');
  const status = document.getElementById('status');
  const PAGE = 100;
  const OPEN = ['NON_COMPLIANT', 'UNVERIFIED'];
  let page = 0;
  let found = [];

  const text = (finding) => {
    finding.text ??= [finding.rule, finding.code, finding.reason, ...Object.values(finding.resource), finding.location?.file,
      finding.location?.name].join(' ').toLowerCase();
    return finding.text;
  };
  const element = (name, content, className) => {
    const made = document.createElement(name);
    if (content !== undefined) made.textContent = content;
    if (className) made.className = className;
    return made;
  };
  const familyOf = (finding) => data.rules[finding.rule]?.family ?? '';
  const matches = (finding, asked) =>
    (asked.show === 'all' || (asked.show === 'open' ? OPEN.includes(finding.compliance) : finding.compliance === asked.show)) &&
    (!asked.severity || finding.severity === asked.severity) &&
    (!asked.rule || finding.rule === asked.rule) &&
    (!asked.family || familyOf(finding) === asked.family) &&
    (!asked.account || finding.resource.accountId === asked.account) &&
    asked.words.every((word) => text(finding).includes(word));

  const asked = () => {
    const values = Object.fromEntries(new FormData(form));
    return { ...values, words: values.q.toLowerCase().split(/\\s+/).filter(Boolean) };
  };

  const describe = (finding) => {
    const rule = data.rules[finding.rule];
    const body = element('div');
    body.append(element('p', finding.code + ': ' + finding.reason));
    const facts = element('dl');
    const row = (name, value) => {
      if (value === null || value === undefined || value === '') return;
      facts.append(element('dt', name));
      const cell = element('dd');
      cell.append(value instanceof Node ? value : document.createTextNode(value));
      facts.append(cell);
    };
    for (const { path, found: there, expected } of finding.evidence) {
      row('Found at', element('code', path + ' is ' + JSON.stringify(there) + ', expected ' + JSON.stringify(expected)));
    }
    row('Should hold', rule?.title);
    row('To do', OPEN.includes(finding.compliance) ? rule?.remediation : null);
    const { type, arn, accountId, region } = finding.resource;
    row('Resource', [type, arn].filter(Boolean).join(', '));
    row('Where', [accountId && 'account ' + accountId, region].filter(Boolean).join(', '));
    if (finding.location) row('Declared in', finding.location.file + (finding.location.line ? ':' + finding.location.line : '') + ', ' + finding.location.name);
    if (finding.exemption) row('Exempt', [finding.exemption.reason, finding.exemption.until && 'until ' + finding.exemption.until].filter(Boolean).join(', '));
    if (finding.acceptedUntil) row('Accepted', 'until ' + finding.acceptedUntil + ', by the baseline');
    row('Controls', rule?.controls.join(', '));
    body.append(facts);
    return body;
  };

  const item = (finding) => {
    const details = element('details');
    const summary = element('summary');
    const { id, accountId, region } = finding.resource;
    const isOpen = OPEN.includes(finding.compliance);
    const label = isOpen ? finding.severity + (finding.compliance === 'UNVERIFIED' ? ' ?' : '') : finding.compliance.replace('_', ' ');
    const mark = element('span', label, 'severity ' + (isOpen ? finding.severity : finding.compliance));
    if (finding.compliance === 'UNVERIFIED') mark.title = 'UNVERIFIED: what was read does not decide it';
    summary.append(mark, element('span', finding.rule ?? 'could not be read'), element('span', id ?? '(no id)'),
      element('span', finding.location ? finding.location.file : [accountId, region].filter(Boolean).join(' ')));
    details.append(summary);
    details.addEventListener('toggle', () => { if (details.open && details.children.length === 1) details.append(describe(finding)); });
    const entry = element('li');
    entry.append(details);
    return entry;
  };

  const show = () => {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    list.replaceChildren(...found.slice(page * PAGE, (page + 1) * PAGE).map(item));
    const from = found.length === 0 ? 0 : page * PAGE + 1;
    status.textContent = found.length.toLocaleString('en') + ' of ' + data.findings.length.toLocaleString('en') + ' findings, ' +
      from.toLocaleString('en') + ' to ' + Math.min(found.length, (page + 1) * PAGE).toLocaleString('en') + ' shown';
    document.getElementById('previous').disabled = page === 0;
    document.getElementById('next').disabled = page === pages - 1;
  };

  const search = () => {
    const wanted = asked();
    found = data.findings.filter((finding) => matches(finding, wanted));
    page = 0;
    const said = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value !== '' && !(name === 'show' && value === 'open')));
    history.replaceState(null, '', '#' + said);
    show();
  };

  const fromAddress = () => {
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    search();
  };

  const turn = (by) => { page += by; show(); list.querySelector('summary')?.focus(); };
  document.getElementById('previous').addEventListener('click', () => turn(-1));
  document.getElementById('next').addEventListener('click', () => turn(1));
  let waiting = 0;
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener('submit', (event) => { event.preventDefault(); search(); });
  form.addEventListener('reset', () => setTimeout(search));
  addEventListener('hashchange', fromAddress);
  addEventListener('beforeprint', () => {
    list.replaceChildren(...found.slice(0, 2000).map(item));
    for (const details of list.querySelectorAll('details')) { details.append(describe(found[[...list.children].indexOf(details.parentElement)])); details.open = true; }
  });
  addEventListener('afterprint', show);
  form.hidden = false;
  fromAddress();
})();
`;
