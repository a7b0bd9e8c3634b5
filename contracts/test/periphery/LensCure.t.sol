// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {CallReason} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {CalledEvent, LensFixture} from "./LensFixture.sol";

contract LensCureTest is LensFixture {
    /// @dev 1 BTC at 42,000, clear limit 26,880, debt 30,000 in the second of the draw: 3,120 to
    ///      repay, or 30,000 / 0.64 = 46,875 worth of BTC.
    function test_cure_saysWhatCures() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        setBtc(42_000);
        (CallReason reason, uint256 debt, uint256 repayment, uint256[] memory topUps) =
            lens.cure(id);
        assertEq(uint256(reason), uint256(CallReason.Price));
        assertEq(debt, 30_000 * USD);
        assertEq(repayment, 3_120 * USD);
        assertEq(topUps.length, 1);
        assertEq(topUps[0], uint256(46_875 * BTC + 41_999) / 42_000 - BTC);
    }

    /// @dev Before the call as in the call, and as in the call while it is open, at today's prices.
    function test_cure_isWhatCalledSays() public {
        LoanId id = opened();
        setBtc(42_000);
        CalledEvent memory said = callAndRead(id);
        assertCure(id, said);
        setBtc(41_000);
        (,, uint256 repayment,) = lens.cure(id);
        assertGt(repayment, said.repayment);
        usd.mint(alice, repayment);
        vm.prank(alice);
        book.repay(id, repayment);
        assertFalse(book.loan(id).called);
    }

    /// @dev Between the clear and the call limit nothing is due; the lens still says what leads to
    ///      the clear limit.
    function test_cure_beforeACallIsDue() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        setBtc(45_000);
        (, uint256 debt, uint256 repayment,) = lens.cure(id);
        assertEq(repayment, debt - 28_800 * USD);
    }

    function test_cure_ofAHealthyLoanIsNothing() public {
        LoanId id = openBtc(alice, BTC, 30_000 * USD);
        (,, uint256 repayment, uint256[] memory topUps) = lens.cure(id);
        assertEq(repayment, 0);
        assertEq(topUps[0], 0);
    }

    function test_cure_revertsWhen_NoDebt() public {
        LoanId id = loanOf(alice, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, id));
        lens.cure(id);
    }

    function test_cure_revertsWhen_WithoutAPrice() public {
        LoanId id = opened();
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        lens.cure(id);
    }
}
