// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ILoanBookErrors} from "../../src/interfaces/ILoanBook.sol";
import {Calling} from "./Calling.sol";
import {Act} from "./Errors.sol";
import {Kind} from "./Probe.sol";
import {Dice, ListingSetup, Setup, Token} from "./Setup.sol";
import {View} from "./Shadow.sol";

/// @dev A sale as its caller wants it, and as it came out.
struct SaleSeen {
    address liquidator;
    uint256 maxRepaid;
    uint256 minSeized;
    bool soft;
    bool hard;
    /// @dev Wad, by the campaign's own reckoning.
    uint256 bonus;
    uint256 price;
    uint256 repaid;
    uint256 seized;
    uint256 badDebt;
    bool soldOut;
}

/// @notice Liquidations and write-offs.
abstract contract Selling is Calling {
    uint256 internal constant WAD = 1e18;

    uint256 public largestSaleGas;

    constructor(Setup memory s) Calling(s) {}

    function liquidate(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        liquidateOn(pick(dice), dice);
    }

    function liquidateOn(uint256 k, Dice memory dice) internal {
        View memory a = before(k);
        SaleSeen memory sale = wanted(k, a, dice);
        loanToken.mint(sale.liquidator, a.debt);
        (bool ok, bytes memory result) = sell(k, sale);
        View memory b = afterwards(k);
        burnBack(loanToken, sale.liquidator);
        requireDueOrNot(k, a, sale, ok, result);
        if (ok) {
            (sale.repaid, sale.seized, sale.badDebt) =
                abi.decode(result, (uint256, uint256, uint256));
            requireSale(a, b, sale);
            count(a, b, sale);
        }
        settleAct(sale.badDebt);
    }

    function writeOff(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        bytes memory data = abi.encodeCall(book.writeOff, (idOf(k)));
        (bool ok, bytes memory result) = attempt(Act.WriteOff, stranger, address(book), data);
        bool worthless = a.item.units != 0 && a.item.since != time && a.priced && a.value == 0;
        assertEq(ok, worthless, "invariant 23: written off exactly when nothing is worth anything");
        View memory b = afterwards(k);
        uint256 badDebt;
        if (ok) {
            badDebt = abi.decode(result, (uint256));
            assertLe(badDebt, a.debt, "invariant 23: more written off than owed");
            assertGe(badDebt + 1, a.debt, "invariant 23: less written off than owed");
            assertEq(b.item.units, 0, "invariant 23: nothing is owed after");
            did(Kind.WriteOff);
        }
        settleAct(badDebt);
    }

    // The sale

    function wanted(uint256 k, View memory a, Dice memory dice)
        internal
        view
        returns (SaleSeen memory sale)
    {
        sale.liquidator = dice.oneIn(12) ? ids[k].borrower() : liquidators[dice.roll(2)];
        sale.maxRepaid = dice.oneIn(3) ? dice.between(0, a.debt) : MAX;
        if (dice.oneIn(12)) sale.minSeized = dice.roll(MAX_HELD);
        if (a.item.units == 0 || !a.priced) return sale;
        sale.hard = a.debt > a.liquidationHigh;
        sale.soft = a.open && time >= a.cureEnd && a.debt > a.callHigh;
        ListingSetup memory terms = listings[positionOf[first(a)]];
        sale.bonus = bonusOf(a, sale, uint256(terms.maxBonusBps) * 1e14);
        sale.price = quotes[positionOf[first(a)]].high;
    }

    /// @dev The larger of the two bonuses in force, within what keeps a solvent loan no worse.
    function bonusOf(View memory a, SaleSeen memory sale, uint256 most)
        private
        view
        returns (uint256 bonus)
    {
        if (sale.soft) {
            uint256 elapsed = min(time - a.cureEnd, RAMP);
            bonus = most * elapsed / RAMP;
        }
        if (sale.hard) {
            uint256 limit = a.liquidationHigh;
            uint256 hard = limit == 0 ? most : min(most, Math.mulDiv(a.debt - limit, WAD, limit));
            if (hard > bonus) bonus = hard;
        }
        if (a.value <= a.debt) return min(FLOOR_BPS * 1e14, most);
        return min(bonus, Math.mulDiv(a.value - a.debt, WAD, a.debt));
    }

    function sell(uint256 k, SaleSeen memory sale) private returns (bool ok, bytes memory result) {
        bool flash = sale.liquidator == liquidators[1];
        bytes memory data = abi.encodeCall(
            book.liquidate,
            (idOf(k), sale.maxRepaid, sale.minSeized, SINK, flash ? bytes("callback") : bytes(""))
        );
        uint256 gasBefore = gasleft();
        (ok, result) = attempt(Act.Liquidate, sale.liquidator, address(book), data);
        uint256 used = gasBefore - gasleft();
        if (ok && used > largestSaleGas) largestSaleGas = used;
        if (ok && flash) did(Kind.SaleWithCallback);
    }

    /// @dev A sale that asks for nothing unusual is granted exactly when one is due.
    function requireDueOrNot(
        uint256 k,
        View memory a,
        SaleSeen memory sale,
        bool ok,
        bytes memory result
    ) private {
        bool due = (sale.soft || sale.hard) && a.item.since != time;
        if (isBorrowerOf(k, sale.liquidator)) due = false;
        if (ok) {
            assertTrue(due, "invariant 8: sold though no sale is due");
            return;
        }
        if (due && sale.maxRepaid == MAX && sale.minSeized == 0) {
            fail(string.concat("invariant 8: a due sale is refused: ", vm.toString(result)));
        }
        if (bytes4(result) != ILoanBookErrors.CureWindowOpen.selector) return;
        assertLt(time, a.cureEnd, "invariant 8: the window is said to be open after its end");
        did(Kind.WindowHeld);
    }

    function requireSale(View memory a, View memory b, SaleSeen memory sale) private {
        sale.soldOut = sale.seized == a.item.amounts[0];
        assertLe(sale.repaid, min(sale.maxRepaid, a.debt), "invariant 7: repaid more than asked");
        assertGe(sale.seized, sale.minSeized, "invariant 7: seized less than asked");
        requireBonus(a, sale);
        requireHoldings(a, b, sale);
        requireLowerLtv(a, b, sale);
        if (!sale.soldOut) requireTarget(a, b, sale);
        if (b.item.units != 0 && !sale.soldOut) {
            assertGe(b.debt, minDebt, "invariant 19: a sale leaves a debt below the minimum");
        }
        requireLoss(a, b, sale);
        requireCallMeasured(a, b, Kind.ClearedBySale);
    }

    /// @dev `seized = floor(repaid * (1 + bonus) / price)`, exactly; or, where that is more than is
    ///      there, all of it, worth no more than that and costing no more than `ceil(worth / (1 +
    ///      bonus))`.
    function requireBonus(View memory a, SaleSeen memory sale) private pure {
        uint256 entitled = sale.repaid * (WAD + sale.bonus);
        if (sale.seized == Math.mulDiv(entitled, WAD, sale.price)) return;
        assertTrue(sale.soldOut, "invariant 7: seized is worth repaid * (1 + bonus)");
        uint256 worth = Math.mulDiv(a.item.amounts[0], sale.price, PRICE_SCALE);
        assertLe(worth * WAD, entitled, "invariant 7: the last of it is worth more than paid for");
        uint256 most = Math.ceilDiv(worth * WAD, WAD + sale.bonus);
        assertLe(sale.repaid, most, "invariant 7: the last of it costs more than it is worth");
    }

    function requireHoldings(View memory a, View memory b, SaleSeen memory sale) private pure {
        uint256 from = sale.soldOut ? 1 : 0;
        assertEq(b.item.count, a.item.count - from, "invariant 14: a sale takes the first alone");
        for (uint256 i = 0; i < b.item.count; i++) {
            (bool held, uint256 spot) = holds(a, b.item.ids[i]);
            assertTrue(held, "invariant 14: a sale brings a collateral");
            uint256 kept = a.item.amounts[spot] - (spot == 0 ? sale.seized : 0);
            assertEq(b.item.amounts[i], kept, "invariant 14: a sale takes the first alone");
        }
    }

    /// @dev `D' / V' <= D / V`, multiplied out; units of the debt and values are rounded.
    function requireLowerLtv(View memory a, View memory b, SaleSeen memory sale) private view {
        assertLe(b.debt, a.debt + 2 * coarsestGrain(), "invariant 6: a sale raises the debt");
        if (a.value <= a.debt || b.debt == 0 || sale.seized == 0) return;
        uint256 slack = 2 * coarsestGrain() * a.value + a.debt + a.value;
        assertLe(b.debt * a.value, a.debt * b.value + slack, "invariant 6: a sale raises the LTV");
    }

    /// @dev From the sale's size: `D' - T'` lies between what the rounded collateral and the
    ///      ceiling of the repayment take away, and the grain of the debt.
    function requireTarget(View memory a, View memory b, SaleSeen memory sale) private view {
        bool whole = b.item.units == 0;
        uint256 target = listings[positionOf[first(a)]].ladder.targetLtvBps;
        uint256 unit = ceilDiv(ceilDiv(sale.price, PRICE_SCALE) * target, BPS);
        if (!whole) {
            assertGe(b.debt + unit + 3, b.targetHigh, "invariant 6: sold beyond the target");
        }
        if (sale.maxRepaid == MAX) {
            assertLe(b.debt, b.targetHigh + b.grain + 3, "invariant 6: stopped before the target");
        }
        uint256 due = sizeOf(a, sale, target);
        assertEq(sale.repaid, min(due, sale.maxRepaid), "invariant 6: a sale of another size");
    }

    /// @dev `ceil((D - T) / (1 - (1 + bonus) * target))`, or all of the debt where that, or what it
    ///      leaves, is below the minimum.
    function sizeOf(View memory a, SaleSeen memory sale, uint256 target)
        private
        view
        returns (uint256 due)
    {
        uint256 kept = WAD * BPS - (WAD + sale.bonus) * target;
        due = Math.ceilDiv((a.debt - a.targetHigh) * WAD * BPS, kept);
        if (a.debt < minDebt || due > a.debt || a.debt - due < minDebt) due = a.debt;
    }

    function requireLoss(View memory a, View memory b, SaleSeen memory sale) private pure {
        bool gone = sale.soldOut && a.item.count == 1;
        if (!gone) {
            assertEq(sale.badDebt, 0, "invariant 23: bad debt though collateral is left");
            return;
        }
        assertEq(b.item.units, 0, "invariant 23: debt without collateral");
        uint256 left = debtAfterRepaying(a, sale.repaid);
        assertLe(sale.badDebt, left, "invariant 23: more written off than was left");
        assertGe(sale.badDebt + 1, left, "invariant 23: less written off than was left");
    }

    function count(View memory a, View memory b, SaleSeen memory sale) private {
        if (sale.soft) did(Kind.SaleSoft);
        if (sale.hard) did(Kind.SaleHard);
        if (sale.soldOut) did(Kind.SaleSoldOut);
        else if (b.item.units == 0) did(Kind.SaleOfWhole);
        else did(sale.maxRepaid == MAX ? Kind.SaleToTarget : Kind.SalePart);
        if (sale.badDebt != 0) did(Kind.SaleWithBadDebt);
        giveBack(first(a), sale.repaid);
        if (b.item.units != 0 && first(a) != first(b)) did(Kind.Reclassified);
    }
}
