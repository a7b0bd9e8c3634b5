// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralPrices, LoanState, State} from "../../src/interfaces/ILoanLens.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {SettableOracle} from "../oracles/SettableOracle.sol";
import {CalledEvent, LensFixture} from "./LensFixture.sol";

/// @notice For random loans, prices and times, what the lens says is what the book does.
contract LensFuzzTest is LensFixture {
    /// @dev A loan of one to three collaterals, in half of the cases worth hundreds of dollars so
    ///      that the minimum debt matters, drawn up to a random part of the limit; then months,
    ///      prices, maybe a call, hours and prices again.
    function loanFrom(uint256 seed) private returns (LoanId id) {
        id = loanOf(alice, 1);
        vm.startPrank(alice);
        uint256 held = 1 + random(seed, 1) % 7;
        uint256 most = seed % 2 == 0 ? 500 : 1;
        if (held & 1 != 0) book.pledge(id, btcId, bound(random(seed, 2), 1e4, most * BTC / 50));
        if (held & 2 != 0) book.pledge(id, ethId, bound(random(seed, 3), 1e15, most * ETHER / 2));
        if (held & 4 != 0) {
            book.pledge(id, altId, bound(random(seed, 4), 1e17, most * 50 * ETHER));
        }
        uint256 limit = lens.loanState(id).low.open;
        if (limit >= 100 * USD && seed % 16 != 0) {
            uint256 least = random(seed, 5) % 4 == 0 ? 100 * USD : limit - limit / 20;
            book.draw(id, bound(random(seed, 6), least < 100 * USD ? limit : least, limit), alice);
        }
        vm.stopPrank();
        if (random(seed, 20) % 16 != 0) skipTime(bound(random(seed, 7), 0, 400 days));
        move(seed, 8);
        if (lens.loanState(id).state == State.CallDue && random(seed, 15) % 8 != 0) {
            book.call(id);
            skipTime(bound(random(seed, 16), 0, 50 hours));
            if (random(seed, 17) % 2 == 0) move(seed, 18);
        }
    }

    function random(uint256 seed, uint256 n) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, n)));
    }

    /// @dev Prices from 2 % to 120 % of where they began, a third of them far down, and the high
    ///      one up to a tenth above the low one; now and then an oracle dies.
    function move(uint256 seed, uint256 n) private {
        move(btcOracle, scaled(60_000, 8), random(seed, n));
        move(ethOracle, scaled(2_000, 18), random(seed, n + 1));
        move(altOracle, scaled(10, 18), random(seed, n + 2));
    }

    function move(SettableOracle oracle, uint256 start, uint256 seed) private {
        uint256 part = seed % 3 == 0 ? bound(seed >> 8, 2, 60) : bound(seed >> 8, 50, 120);
        uint256 low = start * part / 100 + (seed >> 32) % 1e12;
        uint256 high = seed % 2 == 0 ? low : low + low * ((seed >> 64) % 1_000) / 10_000;
        oracle.set(low, high);
        oracle.setDead((seed >> 96) % 32 == 0);
    }

    /// forge-config: default.fuzz.runs = 500
    function testFuzz_lens_stateSaysWhichActionsSucceed(uint256 seed) public {
        LoanId id = loanFrom(seed);
        LoanState memory s = lens.loanState(id);
        bool canCall = callable(id);
        assertEq(canCall, s.calledAt == 0 && s.priced && s.debt > s.low.call, "call");
        bool due = s.state == State.SoftLiquidation || s.state == State.HardLiquidation;
        bool sameBlock = book.loan(id).since == time();
        assertEq(liquidatable(id), due && !sameBlock, "liquidate");
        bool healthy = s.priced && s.debt <= s.low.clear;
        assertEq(clearable(id), s.calledAt != 0 && healthy, "clear");
        assertEq(s.state == State.None, book.loan(id).units == 0, "none");
        assertEq(s.state == State.CallDue, canCall && !due, "call due");
        assertEq(s.state == State.Called, s.calledAt != 0 && !due, "called");
        if (s.state == State.SoftLiquidation) assertGe(time(), s.cureEnd, "soft");
        if (s.calledAt != 0) assertLt(time(), s.lapseAt, "lapse");
    }

    /// forge-config: default.fuzz.runs = 500
    function testFuzz_lens_cureIsWhatCalledSays(uint256 seed) public {
        LoanId id = loanFrom(seed);
        if (!callable(id)) return;
        uint256 snapshot = vm.snapshotState();
        CalledEvent memory said = callAndRead(id);
        assertCure(id, said);
        vm.revertToState(snapshot);
        assertCure(id, said);
        cures(id, said, seed);
    }

    /// @dev The repayment alone cures, and so does each top-up; one unit less does not.
    function cures(LoanId id, CalledEvent memory said, uint256 seed) private {
        book.call(id);
        usd.mint(address(this), said.repayment);
        usd.approve(address(book), ANY);
        uint256 snapshot = vm.snapshotState();
        if (said.repayment < said.debt) {
            book.repay(id, said.repayment - 1);
            assertTrue(book.loan(id).called, "one less repaid");
            vm.revertToState(snapshot);
        }
        book.repay(id, said.repayment);
        assertFalse(book.loan(id).called, "repaid");
        vm.revertToState(snapshot);
        uint256 i = seed % said.topUps.length;
        if (said.topUps[i] > 1e30) return;
        pledgeMore(id, book.loan(id).ids[i], said.topUps[i] - 1);
        assertTrue(book.loan(id).called, "one less pledged");
        vm.revertToState(snapshot);
        pledgeMore(id, book.loan(id).ids[i], said.topUps[i]);
        assertFalse(book.loan(id).called, "pledged");
    }

    function pledgeMore(LoanId id, CollateralId collateralId, uint256 amount) private {
        if (amount == 0) return;
        btc.mint(alice, amount);
        eth.mint(alice, amount);
        alt.mint(alice, amount);
        vm.prank(alice);
        book.pledge(id, collateralId, amount);
    }

    /// @dev Amounts, bonus and errors, for any offer. Bad debt to the unit that the creditor's
    ///      totals may round off.
    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_lens_previewIsWhatLiquidateDoes(uint256 seed, uint256 offer) public {
        LoanId id = loanFrom(seed);
        uint256 debt = lens.loanState(id).debt;
        if (offer % 3 == 0) {
            offer = ANY;
        } else {
            offer = bound(offer, offer % 3 == 1 && debt > 250 * USD ? debt - 250 * USD : 0, debt);
        }
        usd.mint(liquidator, debt);
        try lens.previewLiquidate(id, offer) returns (
            uint256 repaid, uint256 seized, uint256 bonusWad, uint256 badDebt
        ) {
            assertEq(bonusWad, lens.loanState(id).bonusWad, "bonus");
            vm.prank(liquidator);
            (uint256 repaid_, uint256 seized_, uint256 badDebt_) =
                book.liquidate(id, offer, 0, liquidator, "");
            assertEq(repaid, repaid_, "repaid");
            assertEq(seized, seized_, "seized");
            assertTrue(badDebt == badDebt_ || badDebt == badDebt_ + 1, "bad debt");
        } catch (bytes memory expected) {
            vm.prank(liquidator);
            try book.liquidate(id, offer, 0, liquidator, "") {
                fail("the book sells what the lens says it would not");
            } catch (bytes memory seen) {
                assertEq(seen, expected, "error");
            }
        }
    }

    /// @dev At the price the loan is inside the limit, one below it is not; the others unchanged.
    /// forge-config: default.fuzz.runs = 500
    function testFuzz_lens_pricesAreExact(uint256 seed) public {
        LoanId id = loanFrom(seed);
        CollateralPrices[] memory prices = lens.pricesOf(id);
        LoanState memory s = lens.loanState(id);
        for (uint256 i = 0; i < prices.length; i++) {
            CollateralPrices memory c = prices[i];
            if (!c.known) continue;
            SettableOracle oracle =
                SettableOracle(book.listing(id.creditorId(), c.collateralId).oracle);
            oracle.setDead(false);
            if (s.priced) {
                assertEq(c.low < c.callPrice, s.debt > s.low.call, "call due");
                assertEq(c.high < c.liquidationPrice, s.debt > s.high.liquidation, "hard");
                assertEq(c.callFractionWad > 1e18, c.low < c.callPrice, "fraction");
            }
            assertTrue(insideCall(id, oracle, c.callPrice), "inside");
            assertFalse(c.callPrice > 1 && insideCall(id, oracle, c.callPrice - 1), "below");
            assertTrue(insideHard(id, oracle, c.liquidationPrice), "inside hard");
            assertFalse(
                c.liquidationPrice > 1 && insideHard(id, oracle, c.liquidationPrice - 1),
                "below hard"
            );
            oracle.set(c.low, c.high);
            oracle.setDead(!c.priced);
        }
    }

    function insideCall(LoanId id, SettableOracle oracle, uint256 price) private returns (bool) {
        oracle.set(price == 0 ? 1 : price, ANY);
        LoanState memory s = lens.loanState(id);
        return s.debt <= s.low.call;
    }

    function insideHard(LoanId id, SettableOracle oracle, uint256 price) private returns (bool) {
        oracle.set(1, price == 0 ? 1 : price);
        LoanState memory s = lens.loanState(id);
        return s.debt <= s.high.liquidation;
    }

    // What the book does, undone

    function callable(LoanId id) private returns (bool ok) {
        uint256 snapshot = vm.snapshotState();
        (ok,) = address(book).call(abi.encodeCall(book.call, (id)));
        vm.revertToState(snapshot);
    }

    function clearable(LoanId id) private returns (bool ok) {
        uint256 snapshot = vm.snapshotState();
        (ok,) = address(book).call(abi.encodeCall(book.clear, (id)));
        vm.revertToState(snapshot);
    }

    function liquidatable(LoanId id) private returns (bool ok) {
        uint256 snapshot = vm.snapshotState();
        usd.mint(liquidator, lens.loanState(id).debt);
        vm.prank(liquidator);
        (ok,) = address(book).call(abi.encodeCall(book.liquidate, (id, ANY, 0, liquidator, "")));
        vm.revertToState(snapshot);
    }
}
