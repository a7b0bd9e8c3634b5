import { expect, test } from 'vitest';
import * as sdk from './index.ts';

// What others build on. A name that goes, goes with a word in the changelog.
test('the public names', async () => {
  const names = Object.keys(sdk).toSorted();
  await expect(`${names.join('\n')}\n`).toMatchFileSnapshot('../api.txt');
});
