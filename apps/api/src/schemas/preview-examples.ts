// Answers of a local chain, for the OpenAPI document; a test holds them to their schemas.

const usd = (amount: string) => ({
  amount,
  decimals: 6,
  symbol: 'USD',
  token: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
});

const btc = (amount: string) => ({
  amount,
  decimals: 8,
  symbol: 'BTC',
  token: '0xe7f1725e7734ce288f8367e1bb143e90bb3f0512',
});

const book = '0x0165878a594ca255338adfa4d48449f69242eb8f';
const pool = '0xa513e6e4b8f2a923d98304ec87f64353c4d5c853';
const blockHash = '0xd6cef6c1efbd4ebad5310f7983f99ec8a217e27bab18112fc82aaab9906e9cfb';
const asOf = { number: 97, hash: blockHash, time: 1_795_370_024 };
const borrower = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';

/** More was wanted than the collateral supports. */
export const refusedQuote = {
  ok: false,
  asOf,
  at: asOf.time,
  refusal: {
    name: 'AboveOpenLimit',
    message:
      'The debt would be 40,000 USD, but this collateral supports at most 30,000 USD when ' +
      'drawing or withdrawing.',
    advice: 'Draw or withdraw less, pledge more, or repay 10,000 USD.',
  },
  loanId: `${borrower}000000010000000000000001`,
  pledged: btc('100000000'),
  drawn: usd('40000000000'),
  mostDrawn: usd('29999999999'),
  limit: {
    by: 'open-limit',
    refusal: {
      name: 'AboveOpenLimit',
      message:
        'The debt would be 30,000.000001 USD, but this collateral supports at most 30,000 USD ' +
        'when drawing or withdrawing.',
      advice: 'Draw or withdraw less, pledge more, or repay 0.000001 USD.',
    },
  },
  leastPledged: btc('133333334'),
  rate: { now: { continuous: '11680241', apyWad: '1168706505812038' }, after: null },
  cost: null,
  atCallPrice: null,
  loan: null,
  pricedUntil: 1_795_542_824,
};

/** 3,120 USD or a little more than a tenth of a bitcoin. */
export const askedByCall = {
  debt: usd('30000000000'),
  repayment: usd('3120000000'),
  topUps: [{ collateralId: 8, amount: btc('11607143') }],
  fee: usd('0'),
};

export const repayOutcome = {
  returns: { repaid: usd('1000000000') },
  transfers: [{ amount: usd('1000000000'), from: borrower, to: pool }],
  events: [
    { emitter: 'pool', name: 'Accrued', fields: { baseRate: '11594324' } },
    {
      emitter: 'book',
      name: 'Repaid',
      fields: {
        id: `${borrower}000000010000000000000001`,
        from: borrower,
        repaid: '1000000000',
        units: '27002008281',
      },
    },
  ],
};

export const depositOutcome = {
  assets: usd('1000000000'),
  shares: '1001372407992188',
  events: [
    {
      emitter: 'pool',
      name: 'Deposit',
      fields: {
        by: borrower,
        owner: borrower,
        assets: '1000000000',
        shares: '1001372407992188',
      },
    },
  ],
};

const root = {
  hash: '0x6c26c7015238dfd64cc4acf977d12ab5c3d7a4cb2d9101086e25e1853d2acbed',
  sum: '5172900669777',
  parts: '5180000000000000000',
  leaves: 4,
};

export const lendersRoot = {
  side: 'lenders',
  holder: pool,
  token: usd('0').token,
  root: root.hash,
  sum: usd(root.sum),
  parts: root.parts,
  leaves: root.leaves,
  held: usd('5172900669778'),
};

export const rootsOfBlock = { asOf, roots: [lendersRoot] };

/** What of a pool bears losses first: nothing yet. */
export const firstLossProof = {
  format: 'hypothec-proof',
  version: 1,
  context: {
    chainId: 31_337,
    book,
    blockNumber: `${asOf.number}`,
    blockHash,
    holder: pool,
    token: usd('0').token,
    side: 'lenders',
  },
  root,
  leaf: {
    account: pool,
    subject: `0x${'f'.repeat(64)}`,
    amount: '0',
    parts: '0',
  },
  index: 3,
  path: [
    {
      hash: '0x079f7e323774edb3a4988af6b751a781ed55887731f8e047644ace866907e261',
      sum: '9986294729',
      parts: '10000000000000000',
    },
    {
      hash: '0x9ef8483974d855eca63cf2468c6353fb2fb6669f051b3d5f02fc1960c3ab9c45',
      sum: '5162914375048',
      parts: '5170000000000000000',
    },
  ],
};
