// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILiquidationCallback} from "../../src/interfaces/ILiquidationCallback.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {Token} from "./Setup.sol";

/// @notice Liquidates without capital: finds the repayment inside the callback, and tries there to
///         act on the loan and to look at it. Neither may work (invariant 26).
contract FlashLiquidator is ILiquidationCallback {
    ILoanBook private immutable BOOK;
    Token private immutable LOAN_TOKEN;

    error EnteredTwice();

    constructor(ILoanBook book, Token loanToken) {
        (BOOK, LOAN_TOKEN) = (book, loanToken);
    }

    function onLiquidate(LoanId id, uint256 repaid, uint256, bytes calldata) external override {
        if (accepts(abi.encodeCall(BOOK.repay, (id, 1)))) revert EnteredTwice();
        if (accepts(abi.encodeCall(BOOK.loan, (id)))) revert EnteredTwice();
        LOAN_TOKEN.mint(address(this), repaid);
        LOAN_TOKEN.approve(address(BOOK), repaid);
    }

    function accepts(bytes memory data) private returns (bool ok) {
        (ok,) = address(BOOK).call(data);
    }
}
