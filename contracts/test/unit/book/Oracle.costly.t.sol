// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IPriceOracle} from "../../../src/interfaces/IPriceOracle.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {CollateralTerms} from "../../../src/types/Terms.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @dev Answers 60,000 for 8 decimals, after using two million gas.
contract CostlyOracle is IPriceOracle {
    function price() public view override returns (uint256) {
        uint256 start = gasleft();
        while (start - gasleft() < 2_000_000) {}
        return 6e38;
    }

    function bounds() external view override returns (uint256, uint256) {
        uint256 answer = price();
        return (answer, answer);
    }
}

/// @notice An oracle that needs more gas than a repayment may be made to pay for.
contract CostlyOracleTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = called();
        vm.etch(address(btcOracle), address(new CostlyOracle()).code);
    }

    /// @dev Back at 60,000 the loan is healthy; a repayment does not wait for that price.
    function test_costlyOracle_aRepaymentLeavesTheCall() public {
        vm.prank(alice);
        uint256 gasBefore = gasleft();
        book.repay(id, 1_000 * USD);
        uint256 used = gasBefore - gasleft();
        assertGt(used, 1_000_000, "the price was tried for");
        assertLt(used, 1_200_000, "and no longer than the bound");
        assertDebt(id, 29_000 * USD, time(), true);
    }

    /// @dev Who needs the price waits for it.
    function test_costlyOracle_isAskedWithoutABoundWhereAPriceIsNeeded() public {
        book.clear(id);
        assertFalse(book.loan(id).called);
    }

    /// @dev A call gives it no more gas than a repayment does, so such an oracle is not listed.
    function test_costlyOracle_isNotListed() public {
        CollateralTerms memory terms;
        (terms.collateral, terms.oracle) = (address(btc), address(btcOracle));
        (terms.ladder, terms.maxBonusBps, terms.slopeBps) = (btcLadder(), 500, 10_000);
        vm.expectRevert(bytes(""));
        pool.listCollateral(terms, 0, 0);
        terms.oracle = address(ethOracle);
        pool.listCollateral(terms, 0, 0);
    }
}
