/** What is measured, in the order of the table. */
export const operations = [
  { key: 'drawAgain', name: 'repeat draw', target: 92_000n },
  { key: 'drawFirst', name: 'first draw after a pledge', target: 93_000n },
  { key: 'repay', name: 'repay a part', target: 74_000n },
  { key: 'open', name: 'open: pledge + draw, one transaction', target: 138_000n },
  { key: 'close', name: 'close: repay all + withdraw all, one transaction', target: 97_000n },
  { key: 'pledge', name: 'add collateral', target: 54_200n },
  { key: 'withdraw', name: 'withdraw collateral with debt', target: 80_000n },
  { key: 'liquidate', name: 'liquidate a part, at once', target: 114_000n },
  { key: 'liquidateCalled', name: 'liquidate a part, after a margin call', target: 114_000n },
  { key: 'lend', name: 'lender deposit', target: 72_000n },
  { key: 'takeOut', name: 'lender withdrawal', target: 68_000n },
  { key: 'accrue', name: 'accrue', target: 36_000n },
  { key: 'call', name: 'margin call alone', target: 50_000n },
  { key: 'callEach', name: 'margin call, each of a batch of 50', target: 18_000n },
] as const;

export type Operation = (typeof operations)[number]['key'];

/** Gas of the receipts of one protocol; what it has no counterpart for is absent. */
export type Measured = Partial<Record<Operation, bigint>>;
