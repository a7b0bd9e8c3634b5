// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {IPriceOracle} from "../interfaces/IPriceOracle.sol";
import {CheckedBounds} from "./CheckedBounds.sol";

/// @title Two oracles that must agree
/// @notice Believes neither: `low` is the lower of the two, `high` the higher, and if they are
/// further apart than `maxSpreadBps` there is no price at all. Inside the spread, doubt opens small
/// (at `low`) and never seizes (a seizure must hold at `high`).
/// @dev The sources must not share a failure: two adapters over the same feed are one source.
/// @dev Both are needed. If either reverts, so does this oracle, with that source's error: one
/// source alone would be exactly the single source that this contract exists to distrust. The price
/// is that the less live of the two decides about liveness.
/// @dev What an attacker gains by moving one source inside the spread: lower, loans open smaller
/// and may be called early, but nothing is seized; higher, a sale may wait, at most until the other
/// source has fallen by the spread, where everything stops. So the spread bounds both, and should
/// be small against the distance between the call and the liquidation line.
contract TwoSourceOracle is IPriceOracle {
    /// @notice The sources are too far apart to believe in a price. Retry when they agree.
    /// @param low Lower price, times 1e36.
    /// @param high Higher price, times 1e36.
    /// @param maxSpreadBps Largest accepted distance, basis points of `low`.
    error SpreadTooWide(uint256 low, uint256 high, uint256 maxSpreadBps);
    /// @notice Constructor: the two sources are one.
    error SameSource(address source);
    /// @notice Constructor: the spread is not between 1 and `MAX_SPREAD_BPS`.
    error InvalidMaxSpread(uint256 maxSpreadBps, uint256 limit);

    /// @notice Widest spread that may be configured: 10 %.
    uint256 public constant MAX_SPREAD_BPS = 1_000;

    /// @notice First source.
    IPriceOracle public immutable SOURCE_A;
    /// @notice Second source.
    IPriceOracle public immutable SOURCE_B;
    /// @notice Largest accepted distance between low and high, in basis points of `low`.
    uint256 public immutable SPREAD_LIMIT_BPS;

    /// @notice Proves that the two sources answer and agree now.
    /// @param sourceA One oracle for the pair, in the same scale as the other.
    /// @param sourceB Another, independent one.
    /// @param maxSpreadBps Basis points of `low`, 1 to `MAX_SPREAD_BPS`.
    constructor(IPriceOracle sourceA, IPriceOracle sourceB, uint256 maxSpreadBps) {
        if (address(sourceA) == address(sourceB)) revert SameSource(address(sourceA));
        if (maxSpreadBps == 0 || maxSpreadBps > MAX_SPREAD_BPS) {
            revert InvalidMaxSpread(maxSpreadBps, MAX_SPREAD_BPS);
        }
        SOURCE_A = sourceA;
        SOURCE_B = sourceB;
        SPREAD_LIMIT_BPS = maxSpreadBps;
        bounds();
    }

    /// @inheritdoc IPriceOracle
    /// @dev The low one: whoever reads a single price is about to show it or to lend against it,
    /// and there the cautious side is down. What could seize reads `bounds()`.
    /// @custom:reverts as `bounds`
    function price() external view returns (uint256 low) {
        (low,) = bounds();
    }

    /// @inheritdoc IPriceOracle
    /// @dev `low = min(a.low, b.low)`, `high = max(a.high, b.high)`; passes if and only if
    /// `(high - low) * 10_000 <= low * SPREAD_LIMIT_BPS`.
    /// @custom:reverts SpreadTooWide, InvalidBounds, and whatever a source reverts with
    function bounds() public view returns (uint256 low, uint256 high) {
        (uint256 lowA, uint256 highA) = CheckedBounds.read(SOURCE_A);
        (uint256 lowB, uint256 highB) = CheckedBounds.read(SOURCE_B);
        low = FixedPointMathLib.min(lowA, lowB);
        high = FixedPointMathLib.max(highA, highB);
        // The quotient is rounded down, the difference is a whole number: the comparison is exact.
        if (high - low > FixedPointMathLib.fullMulDiv(low, SPREAD_LIMIT_BPS, 10_000)) {
            revert SpreadTooWide(low, high, SPREAD_LIMIT_BPS);
        }
    }
}
