import { expect, test } from 'vitest';
import vectors from '../../../../vectors/pool.json' with { type: 'json' };
import { outcomeOf } from '../refusal.testing.ts';
import { PoolStory } from './vectors.testing.ts';

interface Step {
  readonly name: string;
  readonly given: { readonly at: string; readonly do: string; readonly with: readonly string[] };
  readonly expect: {
    readonly returns?: readonly string[];
    readonly error?: string;
    readonly args?: readonly string[];
    readonly state: readonly string[];
  };
}

const { about: _about, expected: _expected, legend, ...stories } = vectors;

/** What a step returns, or the name of its refusal with the arguments. */
function outcomeIn({ returns, error, args = [] }: Step['expect']): readonly unknown[] {
  if (error === undefined) return (returns ?? []).map(BigInt);
  return [error.slice(0, error.indexOf('(')), ...args.map(BigInt)];
}

function tell(story: PoolStory, { name, given, expect: wanted }: Step): void {
  const act = () => story.step(BigInt(given.at), given.do, given.with.map(BigInt));
  const seen = { name, outcome: outcomeOf(act), state: story.state() };
  const state = wanted.state.map(BigInt);
  expect(seen).toEqual({ name, outcome: outcomeIn(wanted), state });
}

test.each(Object.entries(stories))('the story of %s', (_, { count, cases }) => {
  const story = new PoolStory();
  expect(cases).toHaveLength(count);
  for (const step of cases) tell(story, step);
});

test('the legend names every number of a state', () => {
  expect(new PoolStory().state()).toHaveLength(legend.state.length);
});
