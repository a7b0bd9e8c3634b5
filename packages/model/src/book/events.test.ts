import { expect, test } from 'vitest';
import { at, BTC, ETH, ids, USD } from '../terms.testing.ts';
import { Scene } from './scene.testing.ts';

function book(scene: Scene): readonly unknown[] {
  return (scene.last?.events ?? []).filter(({ emitter }) => emitter === 'book');
}

const all = { emitter: 'book', id: new Scene().id } as const;
const accrued = { emitter: 'pool', event: 'Accrued', baseRate: 0n };

test('opening: pledged, the pool’s rate, drawn', () => {
  const scene = new Scene().open('btc', BTC, 30_000n * USD);
  expect(scene.last?.events).toEqual([
    { ...all, event: 'Pledged', collateralId: ids.btc, from: at.alice, amount: BTC },
    accrued,
    {
      ...all,
      event: 'Drawn',
      receiver: at.alice,
      amount: 30_000n * USD,
      units: 30_000n * USD,
    },
  ]);
});

test('drawing and repaying say the units after', () => {
  const scene = new Scene().open('btc', BTC, 20_000n * USD).draw(USD, at.alice, at.bob);
  const units = 20_001n * USD;
  expect(book(scene)).toEqual([{ ...all, event: 'Drawn', receiver: at.bob, amount: USD, units }]);
  scene.repay(2n * USD, at.bob);
  expect(scene.last?.events).toEqual([
    accrued,
    { ...all, event: 'Repaid', from: at.bob, repaid: 2n * USD, units: units - 2n * USD },
  ]);
});

test('a change of the leading collateral is said before what brought it', () => {
  const scene = new Scene().open('btc', BTC, 900n * USD).pledge('eth', ETH, at.alice);
  const reclassified = { ...all, event: 'Reclassified', units: 900n * USD };
  expect(scene.last?.events).toEqual([
    accrued,
    { ...reclassified, from: ids.btc, to: ids.eth },
    { ...all, event: 'Pledged', collateralId: ids.eth, from: at.alice, amount: ETH },
  ]);
  scene.withdraw('eth', ETH, at.alice, at.bob);
  expect(book(scene)).toEqual([
    { ...reclassified, from: ids.eth, to: ids.btc },
    { ...all, event: 'Withdrawn', collateralId: ids.eth, receiver: at.bob, amount: ETH },
  ]);
});

test('the end of a call, and a loss, name the loan', () => {
  const scene = new Scene()
    .open('btc', BTC, 30_000n * USD)
    .wait(1n)
    .price('btc', 42_000n);
  scene.call().price('btc', 60_000n).clear();
  expect(scene.last?.events).toEqual([{ ...all, event: 'Cleared' }]);
  scene.wait(1n).worth('btc', 0n).writeOff();
  expect(book(scene)).toEqual([{ ...all, event: 'WrittenOff', badDebt: 30_000n * USD }]);
});
