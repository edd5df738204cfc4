import type { Fact } from '../../core/fact.js';
import type { Operation } from '../../core/operations.js';
import type { Question } from './ask.js';
import { accountQuestion, type FactContext } from './fact-functions.js';
import type { Part } from './part.js';
import { factOfReply, replyToAll } from './reply.js';

/**
 * What Amazon EC2 lists in a region, all of it: asked once a run, whatever resource is judged.
 *
 * @param read gets the members of the list; throws `MalformedAnswerError` for what it cannot understand
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html
 */
export const factOfEc2List = async <T>(
  { resource, ask }: FactContext,
  operation: Ec2List,
  read: (members: readonly Part[]) => T,
): Promise<Fact<T>> => {
  const [list] = lists[operation];
  const question = accountQuestion(operation, ec2ListInput(operation), resource.identity.region);
  return factOfReply(question, await replyToAll(ask, question, { list, token: 'NextToken' }), read);
};

/** What the list is asked with, wherever it is asked, so that one answer serves all. */
export const ec2ListInput = (operation: Ec2List): Question['input'] => ({ MaxResults: lists[operation][1] });

export type Ec2List = Exclude<Extract<Operation, `ec2:${string}`>, 'ec2:DescribeRegions'>;

/** The member of the answer, and the most that a page may hold. */
const lists: Readonly<Record<Ec2List, readonly [list: string, most: number]>> = {
  'ec2:DescribeVpcEndpoints': ['VpcEndpoints', 1000],
  'ec2:DescribeVpcs': ['Vpcs', 1000],
  'ec2:DescribeRouteTables': ['RouteTables', 100],
  'ec2:DescribeNetworkInterfaces': ['NetworkInterfaces', 1000],
};
