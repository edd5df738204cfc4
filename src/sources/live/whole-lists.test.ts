import type { Answer, Question } from '../answers/ask.js';
import { wholeLists } from './whole-lists.js';

const question = (operation: Question['operation']): Question => ({
  operation,
  input: { MaxResults: 2 },
  region: 'eu-west-1',
  owner: null,
});

/** Answers page after page. */
const pages = (...all: readonly Answer[]) => {
  const asked: Question[] = [];
  const left = [...all];
  return {
    asked,
    ask: async (one: Question) => {
      asked.push(one);
      return left.shift() ?? ({ kind: 'answer', output: {} } as const);
    },
  };
};
const page = (output: object): Answer => ({ kind: 'answer', output });

describe('a list of resources', () => {
  it('is answered with all its pages', async () => {
    const { ask, asked } = pages(
      page({ RoleDetailList: [1], Policies: [2], Marker: 'a', IsTruncated: true }),
      page({ RoleDetailList: [3], Marker: 'b', IsTruncated: true }),
      page({ RoleDetailList: [4], UserDetailList: [5], IsTruncated: false }),
    );
    expect(await wholeLists(ask)(question('iam:GetAccountAuthorizationDetails'))).toEqual(
      page({
        RoleDetailList: [1, 3, 4],
        Policies: [2],
        UserDetailList: [5],
        IsTruncated: false,
        Marker: undefined,
      }),
    );
    expect(asked.map(({ input }) => input)).toEqual([
      { MaxResults: 2 },
      { MaxResults: 2, Marker: 'a' },
      { MaxResults: 2, Marker: 'b' },
    ]);
  });

  it('is not known where one page is not', async () => {
    const denied: Answer = { kind: 'denied', action: 'ec2:DescribeVpcs' };
    const { ask } = pages(page({ Vpcs: [1], NextToken: 'a' }), denied);
    expect(await wholeLists(ask)(question('ec2:DescribeVpcs'))).toEqual(denied);
  });

  it('whose page leads to itself ends', async () => {
    const again = page({ Vpcs: [1], NextToken: 'a' });
    await expect(wholeLists(pages(again, again, again).ask)(question('ec2:DescribeVpcs'))).rejects.toThrow(
      'a page leads to itself',
    );
  });

  it('is what it is where it has one page', async () => {
    const { ask, asked } = pages(page({ Vpcs: [], NextToken: '' }));
    expect(await wholeLists(ask)(question('ec2:DescribeVpcs'))).toEqual(page({ Vpcs: [], NextToken: '' }));
    expect(asked).toHaveLength(1);
  });
});

it('leaves other answers as they are', async () => {
  const { ask, asked } = pages(page({ NextToken: 'a' }));
  expect(await wholeLists(ask)(question('s3:ListBuckets'))).toEqual(page({ NextToken: 'a' }));
  expect(asked).toHaveLength(1);
});
