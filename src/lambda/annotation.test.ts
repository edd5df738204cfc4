import fc from 'fast-check';
import { words } from '../core/reason.js';
import { ANNOTATION_LIMIT, annotationFrom } from './annotation.js';

describe('trap 18, J9: an annotation', () => {
  it('is the label and the reason', () => {
    expect(annotationFrom('SELF_LOOP', 'Access logs go to the bucket itself.')).toBe(
      'SELF_LOOP: Access logs go to the bucket itself.',
    );
  });

  it('of exactly 256 characters stays whole and of one more is cut', () => {
    const text = (length: number) => `${'word '.repeat(60)}`.slice(0, length - 'CODE: '.length);
    const longest = text(256).replace(/ $/, '.');
    expect(annotationFrom('CODE', longest)).toBe(`CODE: ${longest}`);
    const cut = annotationFrom('CODE', `${longest}x`);
    expect(cut.length).toBeLessThanOrEqual(256);
    expect(cut).toMatch(/word\.\.\.$/);
  });

  it('is cut at whole items and says how many are left out', () => {
    const names = Array.from({ length: 60 }, (_, index) => `bucket-${index}`);
    const annotation = annotationFrom('CODE', words`Logs come from ${names} and stay here.`);
    expect(annotation).toMatch(/^CODE: Logs come from bucket-0, .*bucket-\d+ \(\+\d+ more\) and stay here\.$/);
    expect(annotation.length).toBeLessThanOrEqual(256);
  });

  it.each([
    ['accents', 'Ausnahme für Müll', 'Ausnahme fur Mull'],
    ['marks', '“app’s” – data — and…', '"app\'s" - data - and...'],
    ['letters without a base', 'Straße Łódź', 'Strasse Lodz'],
    ['line breaks and tabs', 'one\r\n\ttwo\u0000three', 'one two three'],
    ['other scripts', '猫', '\\u{732b}'],
    ['pairs', '🪣', '\\u{1faa3}'],
    ['half a pair', '\ud83e', '\\u{d83e}'],
  ])('tells %s in ASCII', (_, text, ascii) => {
    expect(annotationFrom('CODE', text)).toBe(`CODE: ${ascii}`);
  });

  it('tells lists in ASCII before it cuts them', () => {
    const annotation = annotationFrom('CODE', words`By ${Array.from({ length: 40 }, () => '猫猫')}.`);
    expect(annotation).toMatch(/^CODE: By \\u\{732b\}\\u\{732b\}, .* \(\+\d+ more\)\.$/);
    expect(annotation.length).toBeLessThanOrEqual(256);
  });

  it('is never empty, too long or anything but printable ASCII', () => {
    const reason = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.array(fc.string({ unit: 'binary' }))),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z_]{1,40}$/), reason, (label, given) => {
        const annotation = annotationFrom(label, given);
        expect(annotation.length).toBeLessThanOrEqual(ANNOTATION_LIMIT);
        expect(annotation).toMatch(/^[A-Z_]+:([\x20-\x7e]*[\x21-\x7e])?$/);
      }),
    );
  });
});
