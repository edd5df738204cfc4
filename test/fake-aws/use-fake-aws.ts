import { type FakeAccount, type FakeAws, startFakeAws } from './index.js';

/** For a test file: gives the function that starts a fake, and stops it after each test. */
export const useFakeAws = (): ((account?: Partial<FakeAccount>) => Promise<FakeAws>) => {
  const running: FakeAws[] = [];
  afterEach(async () => {
    for (const aws of running.splice(0)) await aws.stop();
  });
  return async (account) => {
    const aws = await startFakeAws(account);
    running.push(aws);
    return aws;
  };
};
