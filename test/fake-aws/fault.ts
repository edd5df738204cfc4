/** An error as an AWS service answers it. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What goes wrong on the way: throttled, refused, broken in the service, cut off, or an error of its own. */
export type Fault =
  | 'throttled'
  | 'denied'
  | 'unavailable'
  | 'reset'
  | { readonly code: string; readonly status?: number };

interface Plan {
  readonly operation: string;
  readonly fault: Fault;
  /** The bucket, key or resource it is about; all where left out. */
  readonly about: string | undefined;
  after: number;
  times: number;
}

/** Faults that a test has ordered. */
export const createFaults = () => {
  const plans: Plan[] = [];
  return {
    plan: (operation: string, fault: Fault, options: FaultOptions = {}): void => {
      const { about, after = 0, times = Number.POSITIVE_INFINITY } = options;
      plans.push({ operation, fault, about, after, times });
    },
    /** Uses a plan up if there is one for a call. */
    take: (operation: string, about: string): Fault | null => {
      const plan = plans.find(
        (one) => one.operation === operation && one.times > 0 && (one.about === undefined || one.about === about),
      );
      if (!plan) return null;
      plan.after -= 1;
      if (plan.after >= 0) return null;
      plan.times -= 1;
      return plan.fault;
    },
  };
};

export interface FaultOptions {
  /** The bucket, key or resource; all where left out. */
  readonly about?: string;
  /** How many calls succeed before. */
  readonly after?: number;
  /** How many calls fail; all where left out. */
  readonly times?: number;
}

/** The error of a fault that is answered; S3 has codes of its own. */
export const errorOfFault = (fault: Exclude<Fault, 'reset'>, operation: string): ServiceError => {
  const isS3 = /^s3(control|express)?:/.test(operation);
  switch (fault) {
    case 'throttled':
      return isS3
        ? new ServiceError('SlowDown', 'Please reduce your request rate.', 503)
        : new ServiceError('ThrottlingException', 'Rate exceeded');
    case 'denied':
      return isS3
        ? new ServiceError('AccessDenied', 'Access Denied', 403)
        : new ServiceError('AccessDeniedException', 'User is not authorized to perform this action');
    case 'unavailable':
      return new ServiceError(isS3 ? 'InternalError' : 'InternalFailure', 'We encountered an internal error.', 500);
    default:
      return new ServiceError(fault.code, 'ordered by a test', fault.status ?? 400);
  }
};
