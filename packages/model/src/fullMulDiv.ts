import { revert } from './errors.ts';
import { MAX_UINT256 } from './math.ts';

/**
 * Returns the result of a 512-bit division, which the contracts refuse where it does not fit 256
 * bits.
 *
 * @throws {ProtocolError} FullMulDivFailed from 2^256 on.
 */
export function fitting(value: bigint): bigint {
  if (value > MAX_UINT256) revert('FullMulDivFailed');
  return value;
}
