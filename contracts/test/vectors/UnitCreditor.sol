// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";

/// @notice The part of a creditor that says what cures: its units are its debt, so that what is
///         repaid is gone, to the unit.
contract UnitCreditor {
    /// @notice Another target was asked for than the case says.
    error OtherTarget(uint256 asked, uint256 expected);

    uint256 private debt;
    uint256 private arrears;
    uint256 private expected;

    function set(uint256 debt_, uint256 arrears_) external {
        (debt, arrears) = (debt_, arrears_);
    }

    function expect(uint256 target) external {
        expected = target;
    }

    /// @dev As in `ICreditor`.
    function assess(LoanId, CollateralId, uint256, uint256 target)
        external
        view
        returns (uint256, uint256, uint256, uint256)
    {
        if (target != expected) revert OtherTarget(target, expected);
        if (debt <= target) return (debt, arrears, 0, debt);
        return (debt, arrears, debt - target, target);
    }
}
