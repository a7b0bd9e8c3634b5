// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPoolErrors, ILendingPoolEvents} from "../../../src/interfaces/ILendingPool.sol";
import {LoanId} from "../../../src/types/LoanId.sol";
import {PoolTest} from "../../utils/PoolTest.sol";

/// @notice The reserve that bears bad debt before lenders, and `writeOff` on the pool's side.
contract FirstLossTest is PoolTest {
    function fundFirstLoss(uint256 amount) internal {
        vm.prank(lender);
        pool.fundFirstLoss(amount);
    }

    function writeOff(LoanId id, uint256 units) internal returns (uint256) {
        vm.prank(address(book));
        return pool.writeOff(id, btcId, units);
    }

    function test_fundFirstLoss_addsAndEmits() public {
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.FirstLossFunded(lender, 1_000 * USD);
        fundFirstLoss(1_000 * USD);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.FirstLossFunded(lender, 1);
        fundFirstLoss(1);
        assertEq(pool.firstLoss(), 1_000 * USD + 1);
        assertEq(pool.cash(), 5_001_000 * USD + 1);
        assertEq(pool.totalAssets(), 5_000_000 * USD, "not the lenders'");
    }

    function test_fundFirstLoss_revertsWhen_Nothing() public {
        vm.expectRevert(ILendingPoolErrors.NothingMoved.selector);
        fundFirstLoss(0);
    }

    function test_fundFirstLoss_upToTheBound() public {
        uint256 most = 2 ** 100;
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.AmountAboveBound.selector, MAX, most)
        );
        fundFirstLoss(MAX);
        uint256 room = most - 5_000_000 * USD;
        usd.mint(lender, room + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.AmountAboveBound.selector, room + 1, room)
        );
        fundFirstLoss(room + 1);
        fundFirstLoss(room);
        assertEq(pool.firstLoss(), room);
    }

    /// @dev It can be lent like any cash, and earns the lenders its interest.
    function test_firstLoss_isCashThatIsLent() public {
        fundFirstLoss(1_000 * USD);
        LoanId id = loanOf(alice, 1);
        vm.prank(alice);
        book.open(id, btcId, 100 * BTC, 3_000_000 * USD, alice);
        vm.prank(lender);
        pool.withdraw(2_000_000 * USD, lender, lender);
        assertEq(pool.cash(), 1_000 * USD);
    }

    function test_firstLoss_growsByTheReserveShare() public {
        yearOfInterest();
        assertEq(pool.firstLoss(), FIRST_LOSS);
        (, uint256 stored) = pool.shared();
        assertEq(stored, 0, "shared out at the next lender action");
        fundFirstLoss(1);
        (, stored) = pool.shared();
        assertEq(stored, FIRST_LOSS + 1);
    }

    /// @dev The reserve's part rounds down: of 3 units of interest 10 % is nothing.
    function test_firstLoss_roundsDown() public {
        setFlatRate(1_000);
        openBtc(alice, BTC, 30_000 * USD);
        skipTime(1);
        // 30,000e6 * (e^(0.1 / 31,536,000) - 1) = 95.1
        assertEq(pool.owed(), 30_000 * USD + 95);
        assertEq(pool.firstLoss(), 9);
        assertEq(pool.totalAssets(), 5_000_000 * USD + 86);
    }

    // Bad debt

    function test_writeOff_takesFromTheFirstLossFirst() public {
        LoanId id = yearOfInterest();
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.InterestShared(1e9, LENT - (OWED - FIRST_LOSS), 0);
        vm.expectEmit(address(pool));
        emit ILendingPoolEvents.BadDebtBooked(OWED, FIRST_LOSS);
        assertEq(writeOff(id, 30_000 * USD), OWED);
        assertEq(pool.firstLoss(), 0);
        assertEq(pool.totalAssets(), 5_000_000 * USD + 2_839_614_788 - OWED + FIRST_LOSS);
        assertEq(pool.totalAssets(), 4_970_000 * USD, "what is there in cash");
        assertEq(pool.owed(), 0);
        assertEq(unitsOf(btcId), 0);
    }

    function test_writeOff_exactlyTheFirstLoss() public {
        LoanId id = opened();
        fundFirstLoss(30_000 * USD);
        writeOff(id, 30_000 * USD);
        assertEq(pool.firstLoss(), 0);
        assertEq(pool.totalAssets(), 5_000_000 * USD);
    }

    function test_writeOff_oneUnitMoreThanTheFirstLoss() public {
        LoanId id = opened();
        fundFirstLoss(30_000 * USD - 1);
        writeOff(id, 30_000 * USD);
        assertEq(pool.firstLoss(), 0);
        assertEq(pool.totalAssets(), 5_000_000 * USD - 1);
    }

    /// @dev Everything lent and lost: shares are worth nothing, the pool stays usable, and a new
    ///      lender's money is the new lender's.
    function test_writeOff_ofEverything() public {
        LoanId id = loanOf(alice, 1);
        vm.prank(alice);
        book.open(id, btcId, 100 * BTC, 3_000_000 * USD, alice);
        vm.prank(lender);
        pool.withdraw(2_000_000 * USD, lender, lender);
        writeOff(id, 3_000_000 * USD);
        assertEq(pool.totalAssets(), 0);
        assertEq(pool.maxWithdraw(lender), 0);
        assertEq(pool.maxRedeem(lender), 0);
        fundBob(1_000);
        vm.startPrank(bob);
        uint256 shares = pool.deposit(1_000 * USD, bob);
        assertApproxEqAbs(pool.redeem(shares, bob, bob), 1_000 * USD, 1);
        vm.stopPrank();
    }

    /// @dev A lender who leaves in the same block as the loss gets the price after it.
    function test_writeOff_lowersTheSharePriceAtOnce() public {
        vm.prank(lender);
        pool.transfer(bob, SHARES / 2);
        LoanId id = opened();
        uint256 before = pool.convertToAssets(SHARES / 2);
        writeOff(id, 30_000 * USD);
        vm.prank(bob);
        uint256 got = pool.redeem(SHARES / 2, bob, bob);
        assertEq(before, 2_500_000 * USD);
        assertApproxEqAbs(got, 2_485_000 * USD, 1);
    }
}
