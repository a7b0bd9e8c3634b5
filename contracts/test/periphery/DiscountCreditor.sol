// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ICreditor} from "../../src/credit/ICreditor.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Ladder} from "../../src/types/Terms.sol";

/// @notice A creditor without interest that takes 1 % less than is offered and forgives the rest,
///         as one with a rebate for early payment would.
contract DiscountCreditor is ICreditor {
    using SafeTransferLib for address;

    ILoanBook private immutable book;
    address private immutable token;
    uint32 public immutable creditorId;

    constructor(ILoanBook book_, address token_) {
        (book, token) = (book_, token_);
        creditorId = book_.register(CreditorTerms(token_, 1, 0, 24 hours, 1 hours, 24 hours));
    }

    function list(address collateral, address oracle, Ladder calldata ladder)
        external
        returns (CollateralId)
    {
        return book.list(CollateralTerms(collateral, oracle, ladder, 500, 50, 10_000, 0));
    }

    function draw(LoanId, CollateralId, uint256 units, uint256 amount, address receiver)
        external
        virtual
        returns (uint256, uint256)
    {
        token.safeTransfer(receiver, amount);
        return (units + amount, units + amount);
    }

    function repay(LoanId, CollateralId, uint256 units, uint256 amount)
        external
        pure
        returns (uint256, uint256, uint256)
    {
        return (units - amount, units - amount, amount * 99 / 100);
    }

    function reclassify(LoanId, CollateralId, CollateralId, uint256 units, bool)
        external
        pure
        returns (uint256, uint256)
    {
        return (units, units);
    }

    function payCallFee(LoanId, CollateralId, uint256 units, uint256, address)
        external
        pure
        returns (uint256, uint256)
    {
        return (units, 0);
    }

    function writeOff(LoanId, CollateralId, uint256 units) external pure returns (uint256) {
        return units;
    }

    function debtOf(LoanId, CollateralId, uint256 units) external pure returns (uint256, uint256) {
        return (units, 0);
    }

    function assess(LoanId, CollateralId, uint256 units, uint256 target)
        external
        pure
        returns (uint256, uint256, uint256, uint256)
    {
        if (units <= target) return (units, 0, 0, units);
        return (units, 0, units - target, target);
    }
}
