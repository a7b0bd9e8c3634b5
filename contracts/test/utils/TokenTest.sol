// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import {LendingPool} from "../../src/credit/LendingPool.sol";
import {ILoanBook} from "../../src/interfaces/ILoanBook.sol";
import {LoanBook} from "../../src/LoanBook.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId, LoanIds} from "../../src/types/LoanId.sol";
import {CollateralTerms, CreditorTerms, Ladder} from "../../src/types/Terms.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {TestBase} from "./TestBase.sol";

/// @notice What every test token has; answers are ignored, so tokens without any fit too.
interface IAwkwardToken {
    function mint(address to, uint256 amount) external;
    function approve(address spender, uint256 amount) external;
    function transfer(address to, uint256 amount) external;
    function balanceOf(address account) external view returns (uint256);
    function decimals() external view returns (uint8);
}

/// @notice A market of any two tokens, and a whole life in it. Amounts are in lots: 10^decimals
///         base units, but no more than 1e24, so that 36 decimals stay within 2^104. One lot of
///         collateral is worth 2,000 lots of the loan token; a call fee of one lot.
abstract contract TokenTest is TestBase {
    uint256 internal constant MAX = type(uint256).max;
    uint256 internal constant CURE = 24 hours;

    LoanBook internal book;
    LendingPool internal pool;
    SettableOracle internal oracle;
    IAwkwardToken internal loanToken;
    IAwkwardToken internal collateral;
    CollateralId internal collateralId;
    uint256 internal loanLot;
    uint256 internal lot;
    address internal alice;
    address internal lender;
    address internal liquidator;

    function setUp() public virtual {
        vm.warp(1_750_000_000);
        (alice, lender, liquidator) =
        (makeAddr("alice"), makeAddr("lender"), makeAddr("liquidator"));
    }

    function market(address loanToken_, address collateral_) internal {
        (loanToken, collateral) = (IAwkwardToken(loanToken_), IAwkwardToken(collateral_));
        (loanLot, lot) = (lotOf(loanToken), lotOf(collateral));
        book = new LoanBook(address(0));
        CreditorTerms memory terms = CreditorTerms({
            loanToken: loanToken_,
            minDebt: 100 * loanLot,
            callFee: loanLot,
            cureWindow: 24 hours,
            ramp: 1 hours,
            lapse: 24 hours
        });
        AccessManager manager = new AccessManager(address(this));
        pool = new LendingPool(ILoanBook(address(book)), terms, address(manager), "Pool", "POOL");
        oracle = new SettableOracle(price(2_000), price(2_000));
        Ladder memory ladder = Ladder(5_000, 6_200, 6_400, 7_000, 8_000);
        collateralId = pool.listCollateral(
            CollateralTerms(collateral_, address(oracle), ladder, 500, 50, 10_000, 0),
            type(uint104).max,
            type(uint104).max
        );
        provide(alice);
        provide(liquidator);
        provide(lender);
        vm.prank(lender);
        pool.deposit(900_000 * loanLot, lender);
    }

    function lotOf(IAwkwardToken token) internal view returns (uint256) {
        uint256 decimals = token.decimals();
        return 10 ** (decimals < 24 ? decimals : 24);
    }

    function price(uint256 lots) internal view returns (uint256) {
        return lots * loanLot * 1e36 / lot;
    }

    function setPrice(uint256 lots) internal {
        oracle.set(price(lots), price(lots));
    }

    function provide(address who) internal {
        loanToken.mint(who, 1_000_000 * loanLot);
        collateral.mint(who, 1_000 * lot);
        vm.startPrank(who);
        loanToken.approve(address(book), MAX);
        loanToken.approve(address(pool), MAX);
        if (address(collateral) != address(loanToken)) collateral.approve(address(book), MAX);
        vm.stopPrank();
    }

    /// @dev The pool is its book's first creditor.
    function id() internal view returns (LoanId) {
        return LoanIds.make(alice, 1, 1);
    }

    function open() internal {
        vm.prank(alice);
        book.open(id(), collateralId, 100 * lot, 100_000 * loanLot, alice);
    }

    function debtOf() internal view returns (uint256 debt) {
        (debt,) = pool.debtOf(id(), collateralId, book.loan(id()).units);
    }

    /// @dev Open at LTV 50 %, called at 71 %, cured by a top-up, called at 85 % and liquidated,
    ///      closed; then the lender leaves with all there is.
    function live() internal {
        open();
        callAndCure();
        callAndLiquidate();
        close();
    }

    function callAndCure() internal {
        skipTime(1 days);
        setPrice(1_400);
        book.call(id());
        assertTrue(book.loan(id()).called, "called");
        skipTime(1 hours);
        // 100,000 / 0.64 / 1,400 = 111.607...: 12 lots and some for interest and the fee.
        vm.prank(alice);
        book.pledge(id(), collateralId, 13 * lot);
        assertFalse(book.loan(id()).called, "cured");
    }

    function callAndLiquidate() internal {
        setPrice(1_200);
        book.call(id());
        skipTime(CURE + 30 minutes);
        uint256 debt = debtOf();
        uint256 held = book.loan(id()).amounts[0];
        vm.prank(liquidator);
        (uint256 repaid, uint256 seized, uint256 badDebt) =
            book.liquidate(id(), MAX, 0, liquidator, "");
        assertEq(badDebt, 0);
        Loan memory loan = book.loan(id());
        assertEq(loan.amounts[0], held - seized);
        assertApproxEqAbs(debtOf(), debt - repaid, 1, "debt falls by what was repaid");
        // Ends at the target of 62 %, from above, within a unit of either token.
        uint256 value = loan.amounts[0] * price(1_200) / 1e36;
        assertGe(debtOf() * 10_000 + 10_000, value * 6_200 - 2 * price(1_200) / 1e36 * 10_000);
        assertLe(debtOf() * 10_000, (value + price(1_200) / 1e36 + 2) * 6_200 + 10_000);
        assertFalse(loan.called, "healthy again");
    }

    function close() internal {
        setPrice(2_000);
        loanToken.mint(alice, 1_000 * loanLot);
        vm.startPrank(alice);
        book.repay(id(), MAX);
        book.withdraw(id(), collateralId, MAX, alice);
        vm.stopPrank();
        assertEq(collateral.balanceOf(address(book)), 0, "the book is empty");
        assertEq(loanToken.balanceOf(address(pool)), pool.cash(), "the pool counts right");
        uint256 shares = pool.maxRedeem(lender);
        vm.prank(lender);
        assertGe(pool.redeem(shares, lender, lender), 900_000 * loanLot, "lenders lost nothing");
    }
}
