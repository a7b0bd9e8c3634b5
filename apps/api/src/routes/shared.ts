import { z } from 'zod';

/** Options of a route for who is signed in. */
export const signedIn = { config: { account: true } } as const;

/** Headers of a write that may be sent again. */
export const keyHeader = z.looseObject({
  'idempotency-key': z
    .string()
    .max(128)
    .optional()
    .meta({
      description: 'The same key with the same request has the same answer, for 24 hours.',
      examples: ['6f1c2f0e-58c6-4b5e-9b51-5a4f0a3c9d11'],
    }),
});
