// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors} from "../../../src/interfaces/ILendingPool.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice Where amounts end: lenders bring at most 2^100, storage holds less than 2^104, so
///         interest has to multiply all of the largest pool by sixteen to meet it. What happens
///         then.
contract PoolBoundsTest is PoolTest {
    uint256 internal constant MOST = 2 ** 100;
    LoanId internal id;

    /// @dev The largest pool, all of it lent in class 2, at 655.35 % by premium alone for a year:
    ///      e^6.55, so 701 times the debt.
    function setUp() public override {
        super.setUp();
        id = loanOf(alice, 1);
        uint256 room = pool.maxDeposit(lender);
        usd.mint(lender, room);
        vm.prank(lender);
        pool.deposit(room, lender);
        pool.setPremium(2, 65_535);
        pool.setLimits(altId, type(uint104).max, type(uint104).max);
        altOracle.set(2 ** 138, 2 ** 138);
        alt.mint(alice, MAX_AMOUNT);
        vm.prank(alice);
        book.open(id, altId, MAX_AMOUNT, MOST, alice);
    }

    /// @dev After 180 days at 6.5535 a year the debt is e^3.23 = 25 times what it was.
    function grow() internal {
        skipTime(180 days);
        assertGt(debtOf(id), 16 * MOST);
    }

    function test_bounds_withinSixteenfoldAllIsRepaid() public {
        // e^2.76 = 15.9
        skipTime(154 days);
        uint256 debt = debtOf(id);
        assertGt(debt, 15 * MOST);
        usd.mint(alice, debt);
        vm.prank(alice);
        assertEq(book.repay(id, MAX), debt);
        assertEq(pool.totalAssets(), debt);
    }

    /// @dev Beyond it, what storage cannot count is refused, by its bound; a part is taken.
    function test_bounds_beyondItAPartIsRepaid() public {
        grow();
        uint256 debt = debtOf(id);
        usd.mint(alice, debt);
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.AmountAboveBound.selector, debt, MAX_AMOUNT)
        );
        vm.prank(alice);
        book.repay(id, MAX);
        vm.prank(alice);
        book.repay(id, MAX_AMOUNT);
        assertEq(pool.cash(), MAX_AMOUNT);
    }

    /// @dev Lenders' assets have no field to stand in: shares stop until losses or repayments.
    function test_bounds_beyondItSharesStop() public {
        grow();
        vm.expectPartialRevert(ILendingPoolErrors.AmountAboveBound.selector);
        pool.totalAssets();
        vm.expectPartialRevert(ILendingPoolErrors.AmountAboveBound.selector);
        pool.firstLoss();
        vm.expectPartialRevert(ILendingPoolErrors.AmountAboveBound.selector);
        vm.prank(lender);
        pool.redeem(1e12, lender, lender);
        assertEq(pool.maxDeposit(lender), 0);
    }

    /// @dev From an index of 25 to one of 1, more units than a class can hold.
    function test_bounds_reclassifyingBeyondAClass() public {
        grow();
        uint256 units = book.loan(id).units;
        uint256 debt = debtOf(id);
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.AmountAboveBound.selector, debt, MAX_AMOUNT)
        );
        vm.prank(address(book));
        pool.reclassify(id, altId, btcId, units, false);
    }
}
