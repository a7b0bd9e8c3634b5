import { expect, test } from 'vitest';
import { added, percent, readLcov } from './lcov.ts';

const report = [
  'TN:',
  'SF:src/LoanBook.sol',
  'FN:3,LoanBook.open',
  'DA:3,12',
  'DA:4,0',
  'BRDA:4,0,0,-',
  'BRDA:4,0,1,0',
  'BRDA:5,1,0,7',
  'end_of_record',
  'SF:src/libraries/Sale.sol',
  'DA:9,1',
  'end_of_record',
].join('\n');

test('lcov is read file by file, with what was missed', () => {
  const files = readLcov(report);
  expect(files.get('src/LoanBook.sol')).toEqual({
    lines: { hit: 1, found: 2 },
    branches: { hit: 1, found: 3 },
    missedLines: [4],
    missedBranches: [4],
  });
  expect(added([...files.values()]).lines).toEqual({ hit: 2, found: 3 });
});

test('a file without branches has covered all of them', () => {
  expect(percent({ hit: 0, found: 0 })).toBe(100);
  expect(percent({ hit: 1, found: 4 })).toBe(25);
});
