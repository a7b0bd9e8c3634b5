// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";

import {SettableFeed} from "../../local/SettableFeed.sol";
import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {ILendingPoolErrors} from "../../src/interfaces/ILendingPool.sol";
import {ILoanBook, ILoanBookErrors, ILoanBookEvents} from "../../src/interfaces/ILoanBook.sol";
import {FeedOracle} from "../../src/oracles/FeedOracle.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {CollateralTerms, Ladder} from "../../src/types/Terms.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {PoolTest} from "../utils/PoolTest.sol";
import {TestLiquidator} from "../utils/TestLiquidator.sol";
import {Vm} from "../utils/Vm.sol";

/// @notice What went wrong elsewhere, 11 to 20: sales, parameters, donations, rounding, oracles.
contract FailureClassesSaleTest is PoolTest {
    LoanId internal id;

    function setUp() public override {
        super.setUp();
        id = opened();
    }

    function bonusOfSale(uint256 maxRepaid) internal returns (uint256 bonus) {
        vm.recordLogs();
        liquidate(id, maxRepaid);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 sales;
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].topics[0] != ILoanBookEvents.Liquidated.selector) continue;
            (,, bonus,,) = abi.decode(logs[i].data, (uint256, uint256, uint256, uint256, uint256));
            sales++;
        }
        assertEq(sales, 1);
    }

    /// @dev Ten parts, soft and hard: no part's bonus is above the one before.
    function test_failure11_splittingDoesNotRaiseTheBonus() public {
        uint256 start = vm.snapshotState();
        setBtc(36_000);
        assertBonusNeverRises();
        vm.revertToState(start);
        setBtc(42_000);
        book.call(id);
        skipTime(CURE + RAMP / 2);
        assertBonusNeverRises();
    }

    /// @dev Nor where ladders are mixed: the steepest that listing allows beside 5 % (1.05^2 *
    ///      0.907 = 0.99997) leads, and another of 65 % keeps the loan's limit low.
    function testFuzz_failure11_norWhereLaddersAreMixed(uint256 seed) public {
        PlainToken token = new PlainToken(18);
        token.mint(alice, 100_000 * ETHER);
        Ladder memory steep = Ladder(8_000, 8_400, 8_500, 9_000, 9_070);
        CollateralId steepId = listing(token, oracleAt(10, 18), steep, 500, 3);
        id = loanOf(alice, 2);
        vm.startPrank(alice);
        token.approve(address(book), MAX);
        book.pledge(id, altId, 5_000 * ETHER);
        book.open(id, steepId, 2_000 * ETHER, 30_000 * USD, alice);
        vm.stopPrank();
        assertTrue(book.loan(id).ids[0] == steepId, "the steep one leads");
        skipTime(1);
        setAlt(bound(uint8(seed), 1, 2));
        uint256 price = bound(seed >> 8, 9e24, 12.9e24);
        oracleOf(steepId).set(price, price);
        assertBonusNeverRises();
    }

    function assertBonusNeverRises() internal {
        uint256 before = type(uint256).max;
        for (uint256 i = 0; i < 10; i++) {
            uint256 bonus = bonusOfSale(100 * USD);
            assertLe(bonus, before, "a part's bonus above the one before");
            // Where value bounds the bonus, both fall together but for a unit of rounding.
            before = bonus + 2 * 1e18 / book.loan(id).units;
        }
    }

    /// @dev Repaid is the value over 1 + the bonus that the event names, in the same sale as the
    ///      bad debt; the bonus is the floor, whatever the ramp says by then.
    function test_failure12_badDebtIsPricedWithTheBonusInForce() public {
        setBtc(42_000);
        book.call(id);
        skipTime(CURE + RAMP);
        setBtc(25_000);
        uint256 snapshot = vm.snapshotState();
        uint256 bonus = bonusOfSale(MAX);
        assertEq(bonus, 0.005e18);
        vm.revertToState(snapshot);
        (uint256 repaid,, uint256 badDebt) = liquidate(id);
        assertEq(repaid, (uint256(25_000e6) * 1e18 + 1e18 + bonus - 1) / (1e18 + bonus));
        assertEq(badDebt, 30_000 * USD - repaid);
    }

    /// @dev Every setting a curator has, at its worst: the loan's ladder stands, and at the same
    ///      price it can neither be called nor sold.
    function test_failure13_noParameterLiquidatesALoan() public {
        bytes memory terms = abi.encode(book.listing(creditorId(), btcId));
        Ladder memory strict = Ladder(100, 100, 200, 300, 400);
        listing(btc, btcOracle, strict, 500, 0);
        pool.setLimits(btcId, 0, 0);
        pool.closeListing(btcId);
        pool.setRates(RateConfig(65_535, 65_535, 65_535, 1, 5_000));
        skipTime(1 hours);
        assertEq(abi.encode(book.listing(creditorId(), btcId)), terms);
        vm.expectPartialRevert(ILoanBookErrors.NotCallable.selector);
        book.call(id);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(id);
    }

    /// @dev Drawn to the last unit of the open limit: not callable, not for sale, in this second or
    ///      later; the price may fall by 28.5 % before the call.
    function test_failure14_borrowingToTheLimitIsSafe() public {
        assertEq(debtOf(id), 30_000 * USD, "all of 50 % of 60,000");
        LoanId other = openBtc(bob, BTC, 30_000 * USD);
        vm.expectPartialRevert(ILoanBookErrors.NotCallable.selector);
        book.call(other);
        vm.expectPartialRevert(ILoanBookErrors.SameBlock.selector);
        liquidate(other);
        skipTime(1);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(other);
        setBtc(42_900);
        vm.expectPartialRevert(ILoanBookErrors.NotCallable.selector);
        book.call(other);
        setBtc(42_857);
        book.call(other);
    }

    /// @dev A price of zero is no price, and a sale nobody takes ends with the lapse, at no more
    ///      than the largest bonus: collateral is never had for nothing.
    function test_failure15_noAuctionEndsAtNothing() public {
        setBtc(42_000);
        book.call(id);
        skipTime(CURE + LAPSE - 1);
        uint256 snapshot = vm.snapshotState();
        assertEq(bonusOfSale(MAX), 0.05e18);
        vm.revertToState(snapshot);
        skipTime(1);
        vm.expectPartialRevert(ILoanBookErrors.NotLiquidatable.selector);
        liquidate(id);
        btcOracle.set(0, 0);
        vm.expectPartialRevert(ILoanBookErrors.OracleUnusable.selector);
        liquidate(id);
        vm.expectPartialRevert(ILoanBookErrors.OracleUnusable.selector);
        book.writeOff(id);
    }

    /// @dev Sent to the pool and the book, loan tokens and collateral: no price, no limit, no cash.
    function test_failure16_donationsMoveNothing() public {
        bytes memory before = state();
        usd.mint(address(pool), 1e15);
        usd.mint(address(book), 1e15);
        btc.mint(address(book), 1e15);
        btc.mint(address(pool), 1e15);
        assertEq(state(), before);
        uint256 cash = pool.cash();
        vm.expectRevert(
            abi.encodeWithSelector(ILendingPoolErrors.NotEnoughCash.selector, cash + 1, cash)
        );
        vm.prank(lender);
        pool.withdraw(cash + 1, lender, lender);
    }

    function state() internal view returns (bytes memory) {
        return abi.encode(
            pool.cash(),
            pool.owed(),
            pool.totalAssets(),
            pool.convertToAssets(1e24),
            pool.utilisation(),
            pool.maxWithdraw(lender),
            book.loan(id)
        );
    }

    /// @dev A pool emptied to nothing, then a thousand tiny deposits and withdrawals by one, with
    ///      another's deposit beside: the one gains nothing, the other loses nothing.
    function test_failure17_emptyPoolAndRoundingPayNobody() public {
        vm.prank(alice);
        book.repay(id, MAX);
        vm.prank(lender);
        pool.redeem(SHARES, lender, lender);
        assertEq(pool.totalSupply(), 0);
        usd.mint(bob, 1e12);
        usd.mint(carol, 1_000);
        vm.prank(carol);
        uint256 carols = pool.deposit(1_000, carol);
        uint256 given;
        vm.startPrank(bob);
        for (uint256 i = 1; i <= 1_000; i++) {
            uint256 shares = pool.deposit(i % 7 + 1, bob);
            if (i % 3 == 0) {
                usd.transfer(address(pool), i);
                given += i;
            }
            pool.redeem(shares, bob, bob);
        }
        vm.stopPrank();
        assertLe(usd.balanceOf(bob) + given, 1e12);
        vm.prank(carol);
        assertGe(pool.redeem(carols, carol, carol), 1_000);
    }

    /// @dev Every way to more debt or less collateral, one unit beyond the limit.
    function test_failure18_everyPathIsChecked() public {
        vm.startPrank(alice);
        book.pledge(id, ethId, ETHER);
        // 940 more by the ETH: all of it drawn.
        book.draw(id, 940 * USD, alice);
        bytes[5] memory paths = [
            abi.encodeCall(book.draw, (id, 1, alice)),
            abi.encodeCall(book.open, (id, btcId, 1, 301, alice)),
            abi.encodeCall(book.withdraw, (id, btcId, 1, alice)),
            abi.encodeCall(book.withdraw, (id, ethId, 1, alice)),
            abi.encodeCall(book.withdraw, (id, ethId, MAX, alice))
        ];
        for (uint256 i = 0; i < paths.length; i++) {
            (bool ok, bytes memory answer) = address(book).call(paths[i]);
            assertFalse(ok);
            assertEq(bytes4(answer), ILoanBookErrors.AboveOpenLimit.selector);
        }
        bytes[] memory several = new bytes[](2);
        several[0] = abi.encodeCall(book.pledge, (id, btcId, 1));
        several[1] = abi.encodeCall(book.draw, (id, 301, alice));
        vm.expectPartialRevert(ILoanBookErrors.AboveOpenLimit.selector);
        book.multicall(several);
        vm.stopPrank();
    }

    /// @dev Inside a liquidation's callback the loan cannot be read half-changed, and the pool
    ///      shows what it will show after.
    function test_failure19_noViewShowsAStateInBetween() public {
        TestLiquidator flash = new TestLiquidator(ILoanBook(address(book)), usd, btc);
        setBtc(37_000);
        uint256 snapshot = vm.snapshotState();
        flash.setHook(address(book), abi.encodeCall(book.loan, (id)));
        flash.liquidate(id, "x");
        assertFalse(flash.hookOk());
        assertEq(
            flash.hookResult(),
            abi.encodeWithSelector(ReentrancyGuardTransient.Reentrancy.selector)
        );
        vm.revertToState(snapshot);
        setBtc(25_000);
        uint256 before = pool.convertToAssets(1e24);
        flash.setHook(address(pool), abi.encodeCall(pool.convertToAssets, (1e24)));
        flash.liquidate(id, "x");
        assertTrue(flash.hookOk());
        assertEq(flash.hookResult(), abi.encode(pool.convertToAssets(1e24)));
        assertLt(pool.convertToAssets(1e24), before, "the bad debt is in it");
    }

    /// @dev A real feed that stops, and an oracle that answers one word of two: nothing is drawn,
    ///      called or sold at what it said last, and the debt can be repaid.
    function test_failure20_aStaleOrTruncatedAnswerIsNoPrice() public {
        SettableFeed feed = new SettableFeed(8, 60_000e8);
        FeedOracle.Leg memory none;
        FeedOracle oracle = new FeedOracle(
            FeedOracle.Config({
                collateral: address(btc),
                loanToken: address(usd),
                base: FeedOracle.Leg(address(feed), 1 hours, 1_000e8, 1_000_000e8),
                quote: none,
                sequencer: address(0),
                grace: 0
            })
        );
        CollateralTerms memory terms =
            CollateralTerms(address(btc), address(oracle), btcLadder(), 500, 50, 10_000, 0);
        CollateralId fed = pool.listCollateral(terms, type(uint104).max, type(uint104).max);
        LoanId loan = loanOf(bob, 20);
        vm.prank(bob);
        book.open(loan, fed, BTC, 30_000 * USD, bob);
        feed.set(30_000e8);
        skipTime(1 hours + 1);
        assertNoPrice(
            loan,
            abi.encodeWithSelector(FeedOracle.StalePrice.selector, feed, 1 hours + 1, 1 hours)
        );
        // One word instead of two: PUSH1 1 PUSH0 MSTORE PUSH1 32 PUSH0 RETURN.
        vm.etch(address(oracle), hex"60015f5260205ff3");
        assertNoPrice(loan, "");
        vm.startPrank(bob);
        book.pledge(loan, fed, 1);
        book.repay(loan, MAX);
        assertEq(book.withdraw(loan, fed, MAX, bob), BTC + 1);
        vm.stopPrank();
    }

    function assertNoPrice(LoanId loan, bytes memory reason) internal {
        bytes[3] memory paths = [
            abi.encodeCall(book.call, (loan)),
            abi.encodeCall(book.liquidate, (loan, MAX, 0, liquidator, "")),
            abi.encodeCall(book.writeOff, (loan))
        ];
        for (uint256 i = 0; i < 3; i++) {
            vm.prank(liquidator);
            (bool ok, bytes memory answer) = address(book).call(paths[i]);
            assertFalse(ok);
            assertEq(answer, reason);
        }
        vm.expectRevert(reason);
        vm.prank(bob);
        book.draw(loan, 1, bob);
    }
}
