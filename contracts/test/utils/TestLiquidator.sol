// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILiquidationCallback} from "../../src/interfaces/ILiquidationCallback.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {PlainToken} from "../tokens/PlainToken.sol";

/// @notice A liquidator without capital: in the callback it has the seized collateral and nothing
///         else, "sells" it for the loan tokens it needs, and calls whatever it was told to.
contract TestLiquidator is ILiquidationCallback {
    PlainToken public immutable LOAN_TOKEN;
    PlainToken public immutable COLLATERAL;
    ILoanBook public immutable BOOK;

    address private target;
    bytes private call;
    bool public hookOk;
    bytes public hookResult;
    bool public paying = true;

    uint256 public seenRepaid;
    uint256 public seenSeized;
    uint256 public collateralInCallback;
    bytes public seenData;

    error NotTheBook(address caller);

    constructor(ILoanBook book, PlainToken loanToken, PlainToken collateral) {
        (BOOK, LOAN_TOKEN, COLLATERAL) = (book, loanToken, collateral);
    }

    function setHook(address target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function setPaying(bool paying_) external {
        paying = paying_;
    }

    function liquidate(LoanId id, bytes calldata data)
        external
        returns (uint256 repaid, uint256 seized, uint256 badDebt)
    {
        return BOOK.liquidate(id, type(uint256).max, 0, address(this), data);
    }

    function onLiquidate(LoanId, uint256 repaid, uint256 seized, bytes calldata data)
        external
        override
    {
        if (msg.sender != address(BOOK)) revert NotTheBook(msg.sender);
        (seenRepaid, seenSeized, seenData) = (repaid, seized, data);
        collateralInCallback = COLLATERAL.balanceOf(address(this));
        if (target != address(0)) (hookOk, hookResult) = target.call(call);
        if (!paying) return;
        COLLATERAL.transfer(address(0xdead), seized);
        LOAN_TOKEN.mint(address(this), repaid);
        LOAN_TOKEN.approve(address(BOOK), repaid);
    }
}
