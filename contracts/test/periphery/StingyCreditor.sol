// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {DiscountCreditor} from "./DiscountCreditor.sol";

/// @notice Books a draw and pays nothing out.
contract StingyCreditor is DiscountCreditor {
    constructor(ILoanBook book_, address token_) DiscountCreditor(book_, token_) {}

    function draw(LoanId, CollateralId, uint256 units, uint256 amount, address)
        external
        pure
        override
        returns (uint256, uint256)
    {
        return (units + amount, units + amount);
    }
}
