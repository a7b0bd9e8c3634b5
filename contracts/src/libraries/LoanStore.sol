// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../interfaces/ILoanBook.sol";
import {CollateralId} from "../types/CollateralId.sol";
import {CallReason, Loan, MAX_COLLATERALS} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";

/// @title How a loan is stored
/// @notice One word a loan, from the low end: `amount (104) | units (104) | since (35) | called (1)
///         | reason (1) | further (3) | collateralId (8)`. `further` counts the collaterals after
///         the first; they stand two to a word, `amount (104) | collateralId (8)` in each half, and
///         only loans that have them touch those words.
library LoanStore {
    struct Layout {
        mapping(LoanId id => uint256 word) loans;
        mapping(LoanId id => mapping(uint256 pair => uint256 word)) further;
    }

    uint256 internal constant MAX_AMOUNT = type(uint104).max;
    uint256 private constant MASK_104 = type(uint104).max;
    uint256 private constant MASK_35 = 2 ** 35 - 1;

    function load(Layout storage self, LoanId id) internal view returns (Loan memory loan) {
        uint256 word = self.loans[id];
        if (word == 0) return loan;
        loan.amounts[0] = word & MASK_104;
        loan.units = (word >> 104) & MASK_104;
        loan.since = (word >> 208) & MASK_35;
        loan.called = (word >> 243) & 1 == 1;
        loan.reason = CallReason((word >> 244) & 1);
        loan.ids[0] = CollateralId.wrap(uint8(word >> 248));
        uint256 further = (word >> 245) & 7;
        loan.count = loan.ids[0].isNone() ? 0 : further + 1;
        for (uint256 i = 1; i <= further; i++) {
            uint256 half = self.further[id][(i - 1) >> 1] >> (((i - 1) & 1) << 7);
            loan.amounts[i] = half & MASK_104;
            loan.ids[i] = CollateralId.wrap(uint8(half >> 104));
        }
    }

    /// @dev A loan without debt has no call and no date: debt paid in full ends both. Units come
    ///      from the creditor, so their bound is checked here, where a larger number would spill
    ///      into other fields.
    function save(Layout storage self, LoanId id, Loan memory loan) internal {
        if (loan.units > MAX_AMOUNT) {
            revert ILoanBookErrors.AmountTooLarge(loan.units, MAX_AMOUNT);
        }
        uint256 further = loan.count > 1 ? loan.count - 1 : 0;
        if (loan.units == 0) {
            (loan.since, loan.called, loan.reason) = (0, false, CallReason.Price);
        }
        self.loans[id] = loan.amounts[0] | (loan.units << 104) | (loan.since << 208)
            | (loan.called ? 1 << 243 : 0) | (uint256(loan.reason) << 244) | (further << 245)
            | (uint256(CollateralId.unwrap(loan.ids[0])) << 248);
        for (uint256 pair = 0; pair < (further + 1) >> 1; pair++) {
            uint256 word = halfWord(loan, 2 * pair + 1) | (halfWord(loan, 2 * pair + 2) << 128);
            if (self.further[id][pair] != word) self.further[id][pair] = word;
        }
    }

    /// @dev Clears the word that the removal of a collateral leaves empty, so that `save` need not
    ///      read how many there were.
    /// @param count How many collaterals are left.
    function trim(Layout storage self, LoanId id, uint256 count) internal {
        if (count & 1 == 1) delete self.further[id][count >> 1];
    }

    function halfWord(Loan memory loan, uint256 i) private pure returns (uint256) {
        if (i >= MAX_COLLATERALS) return 0;
        return loan.amounts[i] | (uint256(CollateralId.unwrap(loan.ids[i])) << 104);
    }
}
