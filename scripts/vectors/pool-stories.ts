import type { Group } from './file.ts';
import { Sequence } from './pool-sequence.ts';

const USD = 10n ** 6n;
const HOUR = 3_600n;
const DAY = 86_400n;
const YEAR = 31_536_000n;
const NO_LIMIT = 10n ** 15n * USD;

/** A pool with all four listings and no limits to speak of. */
function pool(about: string): Sequence {
  const s = new Sequence(about);
  s.do('list a collateral of the base class', 'list', 0n, NO_LIMIT, NO_LIMIT);
  s.do('list one of class 1', 'list', 1n, NO_LIMIT, NO_LIMIT);
  s.do('list one of class 2', 'list', 2n, NO_LIMIT, NO_LIMIT);
  s.do('list a second one of class 1', 'list', 1n, NO_LIMIT, NO_LIMIT);
  return s;
}

function withoutInterest(about: string): Sequence {
  const s = pool(about);
  s.do('no interest', 'setRates', 0n, 0n, 0n, 9_000n, 0n);
  return s;
}

function wholeNumbers(): Group {
  const s = withoutInterest(
    'A loan without interest, so that every number can be seen at a glance.',
  );
  s.do('deposit 1,000: a million shares a unit', 'deposit', 1n, 1_000n * USD);
  s.do('draw 600', 'draw', 8n, 0n, 600n * USD);
  s.do('draw 100 more on the same loan', 'draw', 8n, 600n * USD, 100n * USD);
  s.wait(YEAR).do('a year later the debt is what it was', 'assess', 8n, 700n * USD, 0n);
  s.do('repay 200', 'repay', 8n, 700n * USD, 200n * USD);
  s.do('what brings 500 down to 320', 'assess', 8n, 500n * USD, 320n * USD);
  s.do('already inside: nothing', 'assess', 8n, 500n * USD, 500n * USD);
  s.do('offer 1,000 for 500: all of it, no more', 'repay', 8n, 500n * USD, 1_000n * USD);
  s.do('everything back', 'redeem', 1n, 1_000n * USD * 1_000_000n);
  return s.group();
}

function firstLender(): Group {
  const s = withoutInterest('An empty pool, its first lender, and tokens sent to it for nothing.');
  s.do('what an empty pool says', 'views', 1n, 1n, 1_000_000n);
  s.refuse('a deposit of nothing', 'deposit', 1n, 0n);
  s.do('a deposit of one unit', 'deposit', 1n, 1n);
  s.do('a donation a million times that changes nothing', 'donate', 1_000_000n);
  s.do('the second lender gets as many shares a unit', 'deposit', 2n, 999n);
  s.refuse('less than a million shares are worth nothing', 'redeem', 1n, 999_999n);
  s.do('a million shares are one unit', 'redeem', 1n, 1_000_000n);
  s.do('buy a million and one shares: two units', 'mint', 1n, 1_000_001n);
  s.do("the rounding is the other holders' gain", 'views', 1n, 1n, 1_000_001n);
  s.do('so one unit costs less than a million shares', 'withdraw', 1n, 1n);
  s.do('what is left is worth nothing', 'views', 1n, 1n, 999n);
  s.refuse('more shares than held', 'redeem', 1n, 1_000_000n);
  return s.group();
}

function interest(): Group {
  const s = pool(
    'Interest at 5 % and 35 %, a reserve of 10 %, shared between lenders and first loss.',
  );
  s.do(
    'base 1 %, slope 4 %, steep 60 %, kink 90 %',
    'setRates',
    100n,
    400n,
    6_000n,
    9_000n,
    1_000n,
  );
  s.do('deposit 1,000', 'deposit', 1n, 1_000n * USD);
  s.do('draw to the kink: 5 %', 'draw', 8n, 0n, 900n * USD);
  s.wait(YEAR).do('a year later, as seen', 'assess', 8n, 900n * USD, 900n * USD);
  s.do('brought up to date: the same debt, another rate', 'accrue');
  s.do('a second deposit buys fewer shares', 'deposit', 2n, 1_000n * USD);
  s.do('no time has passed: nothing to share', 'accrue');
  s.wait(DAY).do('a day later', 'accrue');
  s.wait(DAY).do('one more, in one or two steps the same', 'accrue');
  s.wait(1n).do('the rest of the debt', 'repay', 8n, 900n * USD, 2n * NO_LIMIT);
  s.do('what each may take', 'views', 1n, 1_000n * USD, 1_000n * USD * 1_000_000n);
  s.do('the first lender leaves', 'redeem', 1n, 1_000n * USD * 1_000_000n);
  s.do('the reserve stays', 'views', 2n, 1n, 1n);
  return s.group();
}

function classes(): Group {
  const s = pool('Risk classes: premiums from the day they are set, debt that moves between them.');
  s.do('2 % whatever is lent', 'setRates', 200n, 0n, 0n, 9_000n, 0n);
  s.do('class 1 pays 1 % more', 'setPremium', 1n, 100n);
  s.do('class 2 pays 5 % more', 'setPremium', 2n, 500n);
  s.do('deposit 3,000', 'deposit', 1n, 3_000n * USD);
  s.do('draw 1,000 in the base class', 'draw', 8n, 0n, 1_000n * USD);
  s.do('draw 1,000 in class 1', 'draw', 9n, 0n, 1_000n * USD);
  s.wait(YEAR).do('a year later class 1 owes more for the same units', 'accrue');
  const [up = 0n] = s.do(
    'the base loan moves to class 2: fewer units',
    'reclassify',
    8n,
    10n,
    1_000n * USD,
    1n,
  );
  s.do('class 1 pays 3 % from now on', 'setPremium', 1n, 300n);
  s.wait(YEAR / 2n).do('half a year later', 'accrue');
  const [down = 0n] = s.do('back to the base class', 'reclassify', 10n, 8n, up, 0n);
  s.do('within a class units stay as they are', 'reclassify', 9n, 17n, 1_000n * USD, 1n);
  s.do('no premium any more', 'setPremium', 1n, 0n);
  s.wait(YEAR).do('what accrued stays', 'assess', 17n, 1_000n * USD, 500n * USD);
  s.do('one repays', 'repay', 17n, 1_000n * USD, NO_LIMIT);
  s.do('the other too', 'repay', 8n, down, NO_LIMIT);
  return s.group();
}

function limits(): Group {
  const s = new Sequence('The ceiling of a listing and its hourly limit, to the unit.');
  s.do('list: ceiling 1,000, hourly 600', 'list', 0n, 1_000n, 600n);
  s.do('list one of class 1: ceiling 1,000, hourly 1,000', 'list', 1n, 1_000n, 1_000n);
  s.do('no interest', 'setRates', 0n, 0n, 0n, 9_000n, 0n);
  s.do('deposit', 'deposit', 1n, 100_000n);
  s.refuse('one unit above the hourly limit', 'draw', 8n, 0n, 601n);
  s.do('exactly the hourly limit', 'draw', 8n, 0n, 600n);
  s.refuse('nothing of it is left', 'draw', 8n, 600n, 1n);
  s.wait(5n).refuse('it refills by the unit: not yet', 'draw', 8n, 600n, 1n);
  s.wait(1n).do('one unit after six seconds', 'draw', 8n, 600n, 1n);
  s.wait(HOUR / 2n).do('half an hour gives 300', 'draw', 8n, 601n, 300n);
  s.wait(HOUR).refuse('one unit above the ceiling', 'draw', 8n, 901n, 100n);
  s.do('exactly the ceiling', 'draw', 8n, 901n, 99n);
  s.do('a repayment makes room under the ceiling', 'repay', 8n, 1_000n, 500n);
  s.do('and under the hour', 'draw', 8n, 500n, 400n);
  s.do('a fee is held to neither', 'payCallFee', 8n, 900n, 600n);
  s.refuse('lower limits may not rise: the ceiling', 'lowerLimits', 8n, 1_001n, 600n);
  s.refuse('nor the hour', 'lowerLimits', 8n, 1_000n, 601n);
  s.do('a higher ceiling', 'setLimits', 8n, 5_000n, 600n);
  s.do('lowered below what is used', 'lowerLimits', 8n, 5_000n, 50n);
  s.refuse('so nothing is left', 'draw', 8n, 1_500n, 1n);
  s.do('350 repaid leave the hour full', 'repay', 8n, 1_500n, 350n);
  s.refuse('to the unit', 'draw', 8n, 1_150n, 1n);
  s.do('one more makes room for one', 'repay', 8n, 1_150n, 1n);
  s.do('which is drawn', 'draw', 8n, 1_149n, 1n);
  s.do('a repayment of old debt leaves the level at none', 'repay', 8n, 1_150n, 549n);
  s.wait(HOUR).do('drained at the new rate, raised again', 'setLimits', 8n, 5_000n, 5_000n);
  s.do('and used', 'draw', 8n, 601n, 3_500n);
  s.refuse('moving debt counts there: the ceiling', 'reclassify', 8n, 9n, 1_001n, 1n);
  s.do('exactly the ceiling and the hour of the other', 'reclassify', 8n, 9n, 1_000n, 1n);
  s.do('back, by a sale: no limit applies', 'reclassify', 9n, 8n, 1_000n, 0n);
  s.refuse('nor is any given back: the hour is used', 'reclassify', 8n, 9n, 1n, 1n);
  s.do('moved within the same listing it counts once', 'reclassify', 8n, 8n, 900n, 1n);
  return s.group();
}

function cash(): Group {
  const s = withoutInterest('More is asked for than there is.');
  s.do('deposit 1,000', 'deposit', 1n, 1_000n);
  s.refuse('draw 1,001', 'draw', 8n, 0n, 1_001n);
  s.do('draw all but one', 'draw', 8n, 0n, 999n);
  s.do('a lender can take one unit', 'views', 1n, 1_000n, 1_000_000_000n);
  s.refuse('two are too many', 'withdraw', 1n, 2n);
  s.refuse('as shares too', 'redeem', 1n, 2_000_000n);
  s.do('one unit', 'withdraw', 1n, 1n);
  s.do('nothing left to take', 'views', 1n, 1n, 1_000_000n);
  s.do('a call fee that there is no cash for is not charged', 'payCallFee', 8n, 999n, 5n);
  s.do('a repayment of 3', 'repay', 8n, 999n, 3n);
  s.do('pays three of a fee of 5', 'payCallFee', 8n, 996n, 5n);
  return s.group();
}

function badDebt(): Group {
  const s = withoutInterest('Bad debt: first loss first, then the share price.');
  s.do('deposit 1,000', 'deposit', 1n, 1_000n * USD);
  s.do('50 into the first loss', 'fundFirstLoss', 50n * USD);
  s.refuse('nothing into the first loss', 'fundFirstLoss', 0n);
  s.do('draw 600', 'draw', 8n, 0n, 600n * USD);
  s.do('draw 200', 'draw', 9n, 0n, 200n * USD);
  s.do('30 are lost: the first loss bears them', 'writeOff', 8n, 30n * USD);
  s.do('exactly what is left of it', 'writeOff', 8n, 20n * USD);
  s.do('one unit more: lenders', 'writeOff', 8n, 1n);
  s.do('a new lender gets more shares a unit', 'deposit', 2n, 100n * USD);
  s.do('200 are lost: the share price falls', 'writeOff', 9n, 200n * USD);
  s.do('what is worth what', 'views', 2n, 1n, 1_000_000n);
  s.do('nothing is lost where nothing is owed', 'writeOff', 9n, 0n);
  s.do('everything that is lent is lost', 'writeOff', 8n, 600n * USD - 50n * USD - 1n);
  s.do('what is left for lenders is the cash', 'views', 1n, 1n, 1_000_000n);
  return s.group();
}

function badDebtWithInterest(): Group {
  const s = pool('Bad debt with interest on it: shared out before it is lost.');
  s.do(
    '20 % whatever is lent, half of it to the first loss',
    'setRates',
    2_000n,
    0n,
    0n,
    9_000n,
    5_000n,
  );
  s.do('deposit 1,000', 'deposit', 1n, 1_000n * USD);
  const [a = 0n] = s.do('draw 500', 'draw', 8n, 0n, 500n * USD);
  const [b = 0n] = s.do('draw 100', 'draw', 8n, 0n, 100n * USD);
  s.wait(YEAR).do('a year later one of two loans of the class is lost', 'writeOff', 8n, b);
  s.do('a unit of the other', 'writeOff', 8n, 1n);
  s.wait(DAY).do('a day later the rest', 'writeOff', 8n, a - 1n);
  s.do('what is left', 'views', 1n, 1n, 1_000_000n);
  return s.group();
}

function dust(): Group {
  const s = pool(
    'Rounding: units that are worth more than one, amounts that are worth less than one.',
  );
  s.do('40 % whatever is lent', 'setRates', 4_000n, 0n, 0n, 9_000n, 1n);
  s.do('deposit', 'deposit', 1n, 1_000n);
  s.do('one unit', 'draw', 8n, 0n, 1n);
  s.wait(1n).do('a second later one unit owes two', 'assess', 8n, 1n, 0n);
  s.wait(2n * YEAR).do('two years: a unit is worth 2.2', 'assess', 8n, 1n, 2n);
  s.do('drawing one takes one unit, and owes two more', 'draw', 8n, 1n, 1n);
  s.do('repaying one takes no unit off', 'repay', 8n, 2n, 1n);
  s.do('repaying two takes none', 'repay', 8n, 2n, 2n);
  s.do('repaying three takes one', 'repay', 8n, 2n, 3n);
  s.do('the smallest repayment that leaves at most two', 'assess', 8n, 1n, 2n);
  s.do('drawing three takes two units', 'draw', 8n, 1n, 3n);
  s.do('what brings 7 down to 6', 'assess', 8n, 3n, 6n);
  s.do('what brings 7 down to 5', 'assess', 8n, 3n, 5n);
  s.do('what brings 7 down to 1: all of it', 'assess', 8n, 3n, 1n);
  s.do('the last unit rounds up against who repays', 'repay', 8n, 3n, 7n);
  return s.group();
}

function refusals(): Group {
  const s = pool('Amounts and settings out of range.');
  const most = 2n ** 100n;
  s.refuse('a kink of 0', 'setRates', 0n, 0n, 0n, 0n, 0n);
  s.refuse('a kink of 100 %', 'setRates', 0n, 0n, 0n, 10_000n, 0n);
  s.refuse('a reserve above one half', 'setRates', 0n, 0n, 0n, 9_000n, 5_001n);
  s.refuse('a premium of the base class', 'setPremium', 0n, 1n);
  s.refuse('a class that is none', 'setPremium', 8n, 1n);
  s.do('no premium of the base class', 'setPremium', 0n, 0n);
  s.do('the outermost settings', 'setRates', 65_535n, 65_535n, 65_535n, 9_999n, 5_000n);
  s.refuse('a deposit above what the pool may be brought', 'deposit', 1n, most + 1n);
  s.refuse('a purchase of shares above it', 'mint', 1n, most * 1_000_000n + 1n);
  s.refuse('a first loss above it', 'fundFirstLoss', most + 1n);
  s.do('exactly as much', 'deposit', 1n, most);
  s.refuse('not one unit more', 'deposit', 1n, 1n);
  s.refuse('nor into the first loss', 'fundFirstLoss', 1n);
  s.do('no room left', 'views', 1n, 1n, 1n);
  s.refuse('nothing taken out', 'withdraw', 1n, 0n);
  s.refuse('no shares taken out', 'redeem', 1n, 0n);
  s.refuse('no shares bought', 'mint', 1n, 0n);
  return s.group();
}

function growthCap(): Group {
  const s = pool('Interest stops at e^40: no index overflows and every debt can be repaid.');
  s.do('1,310.7 % and more', 'setRates', 65_535n, 65_535n, 0n, 9_000n, 1_000n);
  s.do('class 1 pays 655.35 % more', 'setPremium', 1n, 65_535n);
  s.do('deposit', 'deposit', 1n, 1_000_000n);
  s.do('draw in the base class', 'draw', 8n, 0n, 1_000n);
  s.do('draw in class 1', 'draw', 9n, 0n, 1_000n);
  s.wait(100n * YEAR).do('a hundred years later', 'accrue');
  s.wait(100n * YEAR).do('and a hundred more: the same', 'accrue');
  s.do('repaid', 'repay', 8n, 1_000n, 10n ** 30n);
  s.do('repaid', 'repay', 9n, 1_000n, 10n ** 30n);
  s.do('a new debt takes units worth e^40', 'draw', 8n, 0n, 10n ** 18n);
  return s.group();
}

export const stories = {
  wholeNumbers,
  firstLender,
  interest,
  classes,
  limits,
  cash,
  badDebt,
  badDebtWithInterest,
  dust,
  refusals,
  growthCap,
} as const satisfies Record<string, () => Group>;
