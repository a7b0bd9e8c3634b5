// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {LoanId} from "../types/LoanId.sol";

/// @title What a liquidator implements to liquidate without capital
interface ILiquidationCallback {
    /// @notice Called after the collateral was sent and before the repayment is pulled from the
    ///         liquidator, who must have approved the book for `repaid` by the end of this call.
    /// @dev Check that the caller is the book. The book is locked: no action on any loan is
    ///      possible from here.
    /// @param repaid Loan-token units that will be pulled.
    /// @param seized Collateral-token units that were sent to the receiver.
    /// @param data As given to `liquidate`.
    function onLiquidate(LoanId id, uint256 repaid, uint256 seized, bytes calldata data) external;
}
