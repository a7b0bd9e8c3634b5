import type { Address, LoanId, ProtocolError, ProtocolEvent } from '@hypothec/model';
import type { AbiEvent } from 'viem';
import type { Action } from '../world/actions.ts';
import type { World } from '../world/world.ts';
import type { ProtocolAbi } from './artifacts.ts';

const WORD = 64;

/** The ABI asks for a value that the model's event does not have: the two have drifted apart. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

/**
 * One 32-byte word, hex without prefix. Addresses pad to the left; 32-byte values stand as they
 * are.
 */
export function word(value: bigint | number | boolean | string): string {
  if (typeof value === 'string') return value.slice(2).toLowerCase().padStart(WORD, '0');
  return BigInt(value).toString(16).padStart(WORD, '0');
}

function selectorOf(abi: ProtocolAbi, name: string): string {
  const selector = abi.functions.get(name);
  if (selector === undefined) throw new EncodingError(`There is no function ${name}.`);
  return selector.slice(2);
}

function rateWords(config: Extract<Action, { kind: 'setRates' }>['config']): readonly bigint[] {
  const { baseBps, slopeBps, steepBps, kinkBps, reserveBps } = config;
  return [baseBps, slopeBps, steepBps, kinkBps, reserveBps];
}

type Words = readonly (bigint | number | boolean | string)[];

/** Contract, function and argument words of an action on a loan. */
function bookCall(action: Extract<Action, { readonly id: LoanId }>): Words {
  const { id } = action;
  switch (action.kind) {
    case 'open':
      return [id, action.collateralId, action.pledged, action.drawn, action.receiver];
    case 'pledge':
      return [id, action.collateralId, action.amount];
    case 'withdraw':
      return [id, action.collateralId, action.amount, action.receiver];
    case 'draw':
      return [id, action.amount, action.receiver];
    case 'repay':
      return [id, action.amount];
    case 'liquidate':
      // The last two: where the callback's data stands, and its length, 0.
      return [id, action.maxRepaid, action.minSeized, action.receiver, 0xa0, 0];
    default:
      return [id];
  }
}

function poolCall(action: Extract<Action, { readonly pool: number }>): readonly [string, Words] {
  switch (action.kind) {
    case 'deposit':
      return ['deposit', [action.assets, action.to]];
    case 'mint':
      return ['mint', [action.shares, action.to]];
    case 'withdrawAssets':
      return ['withdraw', [action.assets, action.to, action.owner]];
    case 'redeem':
      return ['redeem', [action.shares, action.to, action.owner]];
    case 'approveShares':
      return ['approve', [action.spender, action.amount]];
    case 'accrue':
      return ['accrue', []];
    case 'fundFirstLoss':
      return ['fundFirstLoss', [action.amount]];
    case 'setLimits':
    case 'lowerLimits':
      return [action.kind, [action.collateralId, action.ceiling, action.hourly]];
    case 'setRates':
      return ['setRates', rateWords(action.config)];
    case 'setPremium':
      return ['setPremium', [action.riskClass, action.premiumBps]];
    case 'closeListing':
      return ['closeListing', [action.collateralId]];
  }
}

/** The call that an action is on the chain. */
export function encodeCall(
  abi: ProtocolAbi,
  world: World,
  action: Action,
): { readonly target: Address; readonly data: string } {
  const call = (target: Address, name: string, words: Words) => ({
    target,
    data: selectorOf(abi, name) + words.map(word).join(''),
  });
  switch (action.kind) {
    case 'setOperator': {
      const { operator, rights, expiry } = action;
      return call(world.at.book, 'LoanBook.setOperator', [operator, rights, expiry]);
    }
    case 'setPrice':
      return call(action.oracle, 'SettableOracle.set', [action.low, action.high]);
    case 'setDead':
      return call(action.oracle, 'SettableOracle.setDead', [action.dead]);
    case 'setSequencer': {
      const { answer, updatedAt } = action;
      return call(world.at.sequencer, 'SettableFeed.setAt', [answer, updatedAt]);
    }
    case 'donate':
      return call(action.token, 'PlainToken.transfer', [action.to, action.amount]);
    default:
  }
  if ('id' in action) return call(world.at.book, `LoanBook.${action.kind}`, bookCall(action));
  const [name, words] = poolCall(action);
  return call(world.pool(action.pool).address, `LendingPool.${name}`, words);
}

/** What a refused call returns. */
export function encodeError(abi: ProtocolAbi, error: ProtocolError): string {
  const selector = abi.errors.get(error.errorName);
  if (selector === undefined) throw new EncodingError(`There is no error ${error.errorName}.`);
  return selector.slice(2) + (error.args as readonly (bigint | string)[]).map(word).join('');
}

type Field =
  | bigint
  | number
  | boolean
  | string
  | readonly bigint[]
  | Readonly<Record<string, unknown>>;

function fieldWords(input: AbiEvent['inputs'][number], value: Field): string {
  if (typeof value === 'object' && 'components' in input) {
    return input.components
      .map((part) => word((value as Record<string, bigint | string>)[part.name ?? ''] ?? 0n))
      .join('');
  }
  if (value === 'price' || value === 'default') return word(value === 'default');
  return word(value as bigint);
}

/** The bytes of one log: emitter, topics, data, as the replay concatenates them. */
export function encodeLog(abi: ProtocolAbi, event: ProtocolEvent, emitter: Address): string {
  const shape = abi.events.get(event.event);
  if (shape === undefined) throw new EncodingError(`There is no event ${event.event}.`);
  const topics = [shape.topic.slice(2)];
  const head: string[] = [];
  let tail = '';
  for (const input of shape.item.inputs) {
    const value = (event as unknown as Record<string, Field>)[input.name ?? ''];
    if (value === undefined) throw new EncodingError(`${event.event} has no ${input.name}.`);
    if (input.indexed === true) {
      topics.push(fieldWords(input, value));
    } else if (input.type.endsWith('[]')) {
      // Arrays stand last in every event, so one tail serves.
      const items = value as readonly bigint[];
      head.push('offset');
      tail = word(items.length) + items.map(word).join('');
    } else {
      head.push(fieldWords(input, value));
    }
  }
  const headLength = head.reduce((sum, part) => sum + (part === 'offset' ? WORD : part.length), 0);
  const data =
    head.map((part) => (part === 'offset' ? word(headLength / 2) : part)).join('') + tail;
  return word(emitter) + topics.join('') + data;
}
