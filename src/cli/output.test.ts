import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import { streamOutput } from './output.js';

const piece = 'x'.repeat(40_000);

describe('writing to a stream', () => {
  it('gathers small texts and writes them in their order', async () => {
    const written: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk));
        done();
      },
    });
    const output = streamOutput(stream);
    for (let number = 0; number < 10_000; number += 1) await output.write(`${number}\n`);
    await output.finish();
    expect(written.join('')).toBe(Array.from({ length: 10_000 }, (_, number) => `${number}\n`).join(''));
    expect(written.length).toBeLessThan(10);
  });

  it('waits for a slow reader', async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    const output = streamOutput(stream);
    let isWritten = false;
    const writing = output.write(piece).then(() => {
      isWritten = true;
    });
    await once(stream, 'readable');
    await new Promise(setImmediate);
    expect(isWritten).toBe(false);
    stream.resume();
    await writing;
    expect(isWritten).toBe(true);
  });

  it('leaves no listener behind for each time it waited', async () => {
    const stream = new PassThrough({ highWaterMark: 1 });
    stream.resume();
    const output = streamOutput(stream);
    const before = stream.listenerCount('close');
    for (let number = 0; number < 20; number += 1) await output.write(piece);
    expect(stream.listenerCount('close')).toBe(before);
  });

  const failing = (code: string): Writable =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });

  it('drops what nobody reads any more', async () => {
    const output = streamOutput(failing('EPIPE'));
    await output.write(piece);
    await new Promise(setImmediate);
    expect(output.isClosed()).toBe(true);
    await output.write(piece);
    await output.finish();
  });

  it('passes other faults on', async () => {
    const output = streamOutput(failing('ENOSPC'));
    await output.write(piece);
    await expect(output.finish()).rejects.toThrow('ENOSPC');
  });
});
