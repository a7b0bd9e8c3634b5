// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What one unit of collateral is worth in the loan token
/// @notice Unit of every answer: base units of the loan token per base unit of the collateral
/// token, times 1e36. So `value = collateral * price / 1e36` is in loan-token base units whatever
/// the decimals of either token are.
/// @dev An answer is a price or a revert: an oracle never answers zero, a guess or an old price.
/// Example: 1 WBTC (8 decimals) at 60,000 USDC (6 decimals) is 60,000e6 / 1e8 * 1e36 = 6e38.
/// @dev Warning: an implementation may revert at any time (stale feed, sequencer down). A caller
/// that must work without a price (a repayment, a top-up) has to catch that.
interface IPriceOracle {
    /// @notice The one price to show and to open against: never above `low` of `bounds()`.
    /// @return Price, times 1e36, above 0, rounded down.
    function price() external view returns (uint256);

    /// @notice The range the true price is believed to be in. Doubt is the distance between the
    /// two: what opens or draws uses `low`, what seizes must hold at `high`.
    /// @dev Either both are answered with `0 < low <= high`, or the call reverts. An oracle with
    /// one source answers `low == high == price()`.
    /// @return low Lowest credible price, times 1e36, rounded down.
    /// @return high Highest credible price, times 1e36, rounded down.
    function bounds() external view returns (uint256 low, uint256 high);
}
