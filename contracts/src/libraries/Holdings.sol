// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../types/CollateralId.sol";
import {Loan} from "../types/Loan.sol";

/// @title The order of a loan's collaterals
/// @notice The first collateral is one of the riskiest class held, so its class is the loan's
///         class. A riskier newcomer goes to the front, any other to the end; when the first is
///         gone, the riskiest of the rest, the earliest among equals, follows.
library Holdings {
    /// @notice The position of a collateral, or `count` when the loan does not hold it.
    function indexOf(Loan memory loan, CollateralId id) internal pure returns (uint256 i) {
        while (i < loan.count && loan.ids[i] != id) i++;
    }

    /// @notice Makes room for a new collateral with amount zero.
    /// @dev The caller checked that it is not held and that fewer than 8 are.
    /// @return i Its position.
    function insert(Loan memory loan, CollateralId id) internal pure returns (uint256 i) {
        i = loan.count++;
        if (i > 0 && id.riskClass() > loan.ids[0].riskClass()) {
            for (; i > 0; i--) {
                (loan.ids[i], loan.amounts[i]) = (loan.ids[i - 1], loan.amounts[i - 1]);
            }
        }
        (loan.ids[i], loan.amounts[i]) = (id, 0);
    }

    /// @notice Takes an emptied collateral out and puts the next in order first.
    function remove(Loan memory loan, uint256 i) internal pure {
        uint256 last = --loan.count;
        close(loan, i, last);
        if (i > 0 || last < 2) return;
        uint256 first = 0;
        for (uint256 k = 1; k < last; k++) {
            if (loan.ids[k].riskClass() > loan.ids[first].riskClass()) first = k;
        }
        (CollateralId id, uint256 amount) = (loan.ids[first], loan.amounts[first]);
        for (; first > 0; first--) {
            (loan.ids[first], loan.amounts[first]) = (loan.ids[first - 1], loan.amounts[first - 1]);
        }
        (loan.ids[0], loan.amounts[0]) = (id, amount);
    }

    function close(Loan memory loan, uint256 i, uint256 last) private pure {
        for (; i < last; i++) {
            (loan.ids[i], loan.amounts[i]) = (loan.ids[i + 1], loan.amounts[i + 1]);
        }
        (loan.ids[last], loan.amounts[last]) = (CollateralId.wrap(0), 0);
    }
}
