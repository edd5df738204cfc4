import { logDeliveryAccounts } from './log-delivery-accounts.js';

describe('logDeliveryAccounts', () => {
  it.each([
    ['aws', '127311923021', '193672423079'],
    ['aws-us-gov', '048591011584', '665727464434'],
    ['aws-cn', '638102146993', '111890595117'],
  ])('of %s are its own', (partition, loadBalancing, redshift) => {
    const accounts = logDeliveryAccounts(partition);
    expect(accounts).toEqual(expect.arrayContaining([loadBalancing, redshift]));
    expect(accounts.filter((account) => !/^\d{12}$/.test(account))).toEqual([]);
  });

  it('are no others', () => {
    expect(logDeliveryAccounts('aws')).not.toContain('638102146993');
    expect(logDeliveryAccounts('aws-iso')).toEqual([]);
  });
});
