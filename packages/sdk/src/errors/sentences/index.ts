import { gatewaySentences } from './gateway.ts';
import { loanSentences } from './loan.ts';
import { oracleSetupSentences } from './oracle-setup.ts';
import { oracleSentences } from './oracle.ts';
import { poolSentences } from './pool.ts';
import { registrySentences } from './registry.ts';
import { systemSentences } from './system.ts';
import type { Sentences } from './teller.ts';
import { tokenSentences } from './token.ts';

/** How every error of the contracts is told; the compiler misses none. */
export const sentences: Sentences = {
  ...loanSentences,
  ...registrySentences,
  ...poolSentences,
  ...oracleSentences,
  ...oracleSetupSentences,
  ...gatewaySentences,
  ...tokenSentences,
  ...systemSentences,
};
