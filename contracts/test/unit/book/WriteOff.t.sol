// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice Collateral that no one would take for a unit of the loan token: 1 BTC at a price of
///         1e27, a tenth of what makes one unit (1e28).
contract WriteOffTest is BookTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = opened();
    }

    function test_writeOff_ofAWorthlessLoan() public {
        btcOracle.set(1e27, 1e27);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.BadDebtBooked(30_000 * USD, 0);
        vm.expectEmit(address(book));
        emit ILoanBookEvents.WrittenOff(id, 30_000 * USD);
        vm.prank(carol);
        assertEq(book.writeOff(id), 30_000 * USD);
        assertDebt(id, 0, 0, false);
        assertHolding(id, 0, btcId, BTC);
        assertEq(pool.owed(), 0);
        assertEq(pool.totalAssets(), 4_970_000 * USD);
        (uint256 units,,,) = pool.listingOf(btcId);
        assertEq(units, 0);
    }

    /// @dev The borrower may take the worthless collateral home.
    function test_writeOff_leavesTheCollateralToTheBorrower() public {
        btcOracle.set(1e27, 1e27);
        book.writeOff(id);
        vm.prank(alice);
        assertEq(book.withdraw(id, btcId, MAX, alice), BTC);
    }

    function test_writeOff_endsAnOpenCall() public {
        setBtc(42_000);
        book.call(id);
        skipTime(1);
        btcOracle.set(1e27, 1e27);
        book.writeOff(id);
        assertDebt(id, 0, 0, false);
    }

    function test_writeOff_atTheExactWorth() public {
        btcOracle.set(1, 1e28);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotWorthless.selector, id, uint256(1))
        );
        book.writeOff(id);
        btcOracle.set(1, 1e28 - 1);
        book.writeOff(id);
        assertEq(book.loan(id).units, 0);
    }

    /// @dev One collateral with a worth is enough to refuse.
    function test_writeOff_revertsWhen_AnotherCollateralHasAWorth() public {
        vm.prank(alice);
        book.pledge(id, ethId, ETHER);
        btcOracle.set(1e27, 1e27);
        vm.expectRevert(
            abi.encodeWithSelector(ILoanBookErrors.NotWorthless.selector, id, 2_000 * USD)
        );
        book.writeOff(id);
    }

    function test_writeOff_revertsWhen_NoDebt() public {
        LoanId none = loanOf(bob, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoDebt.selector, none));
        book.writeOff(none);
    }

    /// @dev A dead oracle is no proof of worthlessness.
    function test_writeOff_revertsWhen_OracleDead() public {
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        book.writeOff(id);
    }

    function test_writeOff_revertsWhen_PriceZero() public {
        btcOracle.set(0, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.OracleUnusable.selector, btcOracle, uint256(0), uint256(0)
            )
        );
        book.writeOff(id);
    }

    function test_writeOff_revertsWhen_DrawnInThisBlock() public {
        LoanId other = openBtc(bob, BTC, 1_000 * USD);
        btcOracle.set(1, 1);
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.SameBlock.selector, other));
        book.writeOff(other);
        skipTime(1);
        book.writeOff(other);
        assertEq(book.loan(other).units, 0);
    }
}
