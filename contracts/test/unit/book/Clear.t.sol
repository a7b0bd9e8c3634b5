// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Debt 30,000: clear from a value of 46,875 (64 %).
contract ClearTest is BookTest {
    function test_clear_byAnyone() public {
        LoanId id = called();
        skipTime(1);
        setBtc(50_000);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.Cleared(id);
        vm.prank(carol);
        book.clear(id);
        assertDebt(id, 30_000 * USD, time(), false);
    }

    function test_clear_atTheExactLimit() public {
        LoanId id = called();
        setBtcValue(46_875 * USD - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotClear.selector, id, 30_000 * USD, 29_999_999_999
            )
        );
        book.clear(id);
        setBtcValue(46_875 * USD);
        book.clear(id);
        assertFalse(book.loan(id).called);
    }

    /// @dev Between clear and call the call stays: hysteresis.
    function test_clear_revertsWhen_OnlyBelowTheCallLimit() public {
        LoanId id = called();
        setBtc(45_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotClear.selector, id, 30_000 * USD, 28_800 * USD
            )
        );
        book.clear(id);
    }

    function test_clear_measuresAtTheLowPrice() public {
        LoanId id = called();
        setBtc(45_000, 60_000);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.NotClear.selector, id, 30_000 * USD, 28_800 * USD
            )
        );
        book.clear(id);
    }

    function test_clear_revertsWhen_OracleDead() public {
        LoanId id = called();
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        book.clear(id);
    }

    function test_clear_revertsWhen_NeverCalled() public {
        LoanId id = opened();
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoOpenCall.selector, id));
        book.clear(id);
    }

    function test_clear_revertsWhen_NoLoan() public {
        LoanId id = loanOf(alice, 7);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoOpenCall.selector, id));
        book.clear(id);
    }

    function test_clear_revertsWhen_Cleared() public {
        LoanId id = called();
        setBtc(50_000);
        book.clear(id);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoOpenCall.selector, id));
        book.clear(id);
    }

    function test_clear_untilTheSecondBeforeTheLapse() public {
        LoanId id = called();
        setBtc(50_000);
        skipTime(CURE + LAPSE);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoOpenCall.selector, id));
        book.clear(id);
        vm.warp(time() - 1);
        book.clear(id);
        assertFalse(book.loan(id).called);
    }

    /// @dev The second of the clearing is one in which nothing is seized.
    function test_clear_datesTheLoan() public {
        LoanId id = called();
        skipTime(CURE);
        setBtc(50_000);
        book.clear(id);
        setBtc(30_000);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, id));
        liquidate(id);
    }
}
