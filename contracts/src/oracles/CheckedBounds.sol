// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPriceOracle} from "../interfaces/IPriceOracle.sol";

/// @title Reading another oracle without trusting it to keep its own rule
library CheckedBounds {
    /// @notice A source answered a range that is empty or includes zero.
    /// @param source Oracle that answered.
    /// @param low Its lowest price, times 1e36.
    /// @param high Its highest price, times 1e36.
    error InvalidBounds(address source, uint256 low, uint256 high);

    /// @notice The bounds of `source`, with `0 < low <= high` made sure of.
    /// @param source Oracle to read; its own errors come through unchanged.
    /// @return low Lowest credible price, times 1e36.
    /// @return high Highest credible price, times 1e36.
    function read(IPriceOracle source) internal view returns (uint256 low, uint256 high) {
        (low, high) = source.bounds();
        if (low == 0 || low > high) revert InvalidBounds(address(source), low, high);
    }
}
