// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {Act} from "./Errors.sol";
import {Kind, Probe} from "./Probe.sol";
import {Dice, Setup, Token} from "./Setup.sol";
import {View} from "./Shadow.sol";

/// @notice What a borrower does, and what others may do for them.
abstract contract Borrowing is Probe {
    uint256 internal constant MAX_HELD = type(uint104).max;

    constructor(Setup memory s) Probe(s) {}

    function open(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        address who = actorFor(k, dice);
        CollateralId id = anyListing(dice);
        uint256 amount = amountWorth(id, dice.between(size / 20, 4 * size), dice);
        uint256 most = dice.oneIn(3) ? 2 * minDebt : 2 * size;
        uint256 drawn = dice.between(minDebt / 2, min(most, roomWith(a, id, amount)));
        tokenOf(id).mint(who, amount);
        uint256 had = loanToken.balanceOf(SINK);
        bytes memory data = abi.encodeCall(book.open, (idOf(k), id, amount, drawn, SINK));
        (bool ok,) = attempt(Act.Open, who, address(book), data);
        View memory b = afterwards(k);
        if (ok) {
            assertTrue(operatorHas(k, who, 2), "invariant 25: opened without the right");
            assertFalse(a.open, "invariant 5: drawn or withdrawn while a call is open");
            requirePledged(a, b, id, amount);
            requireNotClosed(a, id);
            requireDrawn(a, b, drawn, loanToken.balanceOf(SINK) - had);
            did(Kind.Open);
        } else {
            burnBack(tokenOf(id), who);
        }
        settleAct(0);
    }

    function pledge(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        address who = actorFor(k, dice);
        CollateralId id = a.item.count != 0 && !dice.oneIn(3)
            ? a.item.ids[dice.roll(a.item.count)]
            : anyListing(dice);
        uint256 amount = amountWorth(id, dice.between(0, size), dice);
        (bool held, uint256 spot) = holds(a, id);
        bool absurd = held && a.item.units == 0 && dice.oneIn(10);
        if (absurd) amount = MAX_HELD - a.item.amounts[spot] + dice.roll(2);
        tokenOf(id).mint(who, amount);
        bytes memory data = abi.encodeCall(book.pledge, (idOf(k), id, amount));
        (bool ok,) = attempt(Act.Pledge, who, address(book), data);
        View memory b = afterwards(k);
        if (held) {
            bool fits = amount != 0 && amount <= MAX_HELD - a.item.amounts[spot];
            assertEq(ok, fits, "invariant 10: a top-up of what is held");
        }
        if (ok) {
            requirePledged(a, b, id, amount);
            requireNotClosed(a, id);
            requireFlow(a, b, 0);
            requireCallMeasured(a, b, Kind.ClearedByPledge);
            if (held) {
                requireNotWorse(a, b);
            } else {
                assertTrue(
                    operatorHas(k, who, 1), "invariant 25: a stranger brings a new collateral"
                );
                bool shielded = a.item.units != 0 && a.priced && !b.priced;
                assertFalse(shielded, "invariant 20: a collateral without a price comes to a debt");
            }
            did(held ? Kind.PledgeHeld : Kind.PledgeNew);
            if (!isBorrowerOf(k, who)) did(Kind.PledgeByAnother);
        } else {
            burnBack(tokenOf(id), who);
        }
        if (absurd && ok) takeBack(k, id, amount);
        settleAct(0);
    }

    function withdraw(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        address who = actorFor(k, dice);
        CollateralId id = a.item.count == 0 || dice.oneIn(12)
            ? anyListing(dice)
            : a.item.ids[dice.roll(a.item.count)];
        (bool held, uint256 spot) = holds(a, id);
        uint256 amount = held ? portion(a.item.amounts[spot], dice) : dice.roll(2);
        bool may = held && amount != 0 && (amount == MAX || amount <= a.item.amounts[spot]);
        may = may && operatorHas(k, who, 4);
        bool led = may && spot == 0 && amount >= a.item.amounts[0];
        bool allowed = may && (a.item.units == 0 || (!a.open && insideWithout(k, spot, amount)));
        uint256 had = tokenOf(id).balanceOf(SINK);
        bytes memory data = abi.encodeCall(book.withdraw, (idOf(k), id, amount, SINK));
        (bool ok,) = attempt(Act.Withdraw, who, address(book), data);
        if (a.item.units == 0) {
            assertEq(ok, allowed, "invariant 21: collateral without debt leaves");
        } else if (!led) {
            assertEq(ok, allowed, "invariant 5: a withdrawal within the open limit");
        }
        View memory b = afterwards(k);
        if (ok) {
            assertTrue(may, "invariant 25: withdrawn without the right or more than held");
            if (amount == MAX) amount = a.item.amounts[spot];
            had = tokenOf(id).balanceOf(SINK) - had;
            assertEq(had, amount, "invariant 1: moved as asked");
            requireLeft(a, b);
        }
        settleAct(0);
    }

    /// @dev The loan without part of a holding, or without a holding that is not its first.
    function insideWithout(uint256 k, uint256 spot, uint256 amount) private view returns (bool) {
        Loan memory item = book.loan(ids[k]);
        if (item.count == 0) return false;
        if (amount < item.amounts[spot]) {
            item.amounts[spot] -= amount;
        } else {
            uint256 end = --item.count;
            (item.ids[spot], item.amounts[spot]) = (item.ids[end], item.amounts[end]);
        }
        View memory v = see(k, item);
        return v.priced && v.debt <= v.openLow;
    }

    function requireLeft(View memory a, View memory b) private {
        if (b.item.units == 0) return did(Kind.WithdrawFree);
        assertFalse(a.open, "invariant 5: drawn or withdrawn while a call is open");
        requireInsideOpen(b);
        requireFlow(a, b, 0);
        did(Kind.WithdrawWithDebt);
    }

    function draw(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        address who = actorFor(k, dice);
        uint256 room = a.openLow > a.debt ? a.openLow - a.debt : 0;
        uint256 amount = dice.between(room > 4 * a.grain ? room - 4 * a.grain : 0, room + 2);
        if (dice.oneIn(2)) amount = dice.between(0, room);
        bool expected = drawable(k, a, who, amount);
        uint256 had = loanToken.balanceOf(SINK);
        bytes memory data = abi.encodeCall(book.draw, (idOf(k), amount, SINK));
        (bool ok,) = attempt(Act.Draw, who, address(book), data);
        assertEq(ok, expected, "invariant 5: a draw is granted exactly when every limit allows it");
        View memory b = afterwards(k);
        if (ok) {
            requireDrawn(a, b, amount, loanToken.balanceOf(SINK) - had);
            did(isBorrowerOf(k, who) ? Kind.Draw : Kind.DrawByOperator);
        }
        settleAct(0);
    }

    function repay(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        address who = dice.oneIn(3) ? stranger : ids[k].borrower();
        uint256 amount = dice.oneIn(4) ? dice.between(a.debt, a.debt + 2) : portion(a.debt, dice);
        if (a.clearLow != 0 && a.debt > a.clearLow && dice.oneIn(2)) amount = a.debt - a.clearLow;
        uint256 left = debtAfterRepaying(a, amount);
        uint256 paid = min(amount, a.debt);
        loanToken.mint(who, paid);
        (bool ok, bytes memory result) =
            attempt(Act.Repay, who, address(book), abi.encodeCall(book.repay, (idOf(k), amount)));
        bool valid = a.item.units != 0 && amount != 0 && (left == 0 || left >= minDebt);
        assertEq(ok, valid, "invariant 10: a valid repayment, whatever the state and the oracle");
        View memory b = afterwards(k);
        if (ok) {
            assertEq(abi.decode(result, (uint256)), paid, "invariant 10: repaid what was offered");
            assertEq(loanToken.balanceOf(who), 0, "invariant 1: taken from who pays, exactly");
            assertEq(b.debt, left, "invariant 10: the debt after a repayment");
            giveBack(first(a), paid);
            requireNotWorse(a, b);
            requireCallMeasured(a, b, Kind.ClearedByRepay);
            did(b.item.units == 0 ? Kind.RepayAll : Kind.RepayPart);
            if (!isBorrowerOf(k, who)) did(Kind.RepayByAnother);
            if (!a.priced) did(Kind.RepayUnpriced);
        } else {
            burnBack(loanToken, who);
        }
        settleAct(0);
    }

    /// @dev Pledges more and draws against it in one transaction; the top-up may cure a call first.
    function multicall(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory a = before(k);
        address who = ids[k].borrower();
        if (a.item.count == 0) return settleAct(0);
        CollateralId id = first(a);
        uint256 amount = amountWorth(id, dice.between(size / 20, size), dice);
        uint256 drawn = dice.between(1, min(size, roomWith(a, id, amount)));
        tokenOf(id).mint(who, amount);
        uint256 had = loanToken.balanceOf(SINK);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(book.pledge, (idOf(k), id, amount));
        calls[1] = abi.encodeCall(book.draw, (idOf(k), drawn, SINK));
        (bool ok,) = attempt(Act.Open, who, address(book), abi.encodeCall(book.multicall, (calls)));
        View memory b = afterwards(k);
        if (ok) {
            requirePledged(a, b, id, amount);
            requireDrawn(a, b, drawn, loanToken.balanceOf(SINK) - had);
            did(Kind.Multicall);
        } else {
            burnBack(tokenOf(id), who);
        }
        settleAct(0);
    }

    // What must hold

    /// @dev Whether the book, the pool and their limits together must grant a draw.
    function drawable(uint256 k, View memory a, address who, uint256 amount)
        internal
        view
        returns (bool)
    {
        if (!operatorHas(k, who, 2) || amount == 0 || a.item.count == 0) return false;
        if (a.open || !a.priced || amount > last.cash) return false;
        uint256 debt = debtAfterDrawing(a, amount);
        if (debt > a.openLow || debt < minDebt) return false;
        (uint256 units,, uint256 ceiling, uint256 hourly) = pool.listingOf(first(a));
        units += ceilDiv(amount * RAY, a.index);
        return ceilDiv(units * a.index, RAY) <= ceiling && flowOf(first(a)) + amount <= hourly;
    }

    function requireInsideOpen(View memory b) internal view {
        assertTrue(b.priced, "invariant 20: drawn or withdrawn without a price");
        assertLe(b.debt, b.openLow, "invariant 5: left above the open limit");
        assertEq(b.item.since, time, "invariant 8: an opened loan is dated");
        assertFalse(b.item.called, "invariant 8: an opened loan has no call");
    }

    function requireDrawn(View memory a, View memory b, uint256 amount, uint256 received)
        internal
    {
        requireInsideOpen(b);
        assertEq(received, amount, "invariant 1: paid out what was drawn");
        assertGe(b.debt, a.debt + amount, "invariant 12: a draw is owed in full");
        uint256 most = a.debt + amount + (first(a) == first(b) ? b.grain : b.grain + b.grain + 1);
        assertLe(b.debt, most, "invariant 12: a draw costs its rounding only");
        assertGe(b.debt, minDebt, "invariant 19: a debt below the minimum");
        requireFlow(a, b, amount);
    }

    function requirePledged(View memory a, View memory b, CollateralId id, uint256 amount)
        internal
        pure
    {
        (bool held, uint256 spot) = holds(a, id);
        (, uint256 to) = holds(b, id);
        uint256 had = held ? a.item.amounts[spot] : 0;
        assertEq(b.item.amounts[to], had + amount, "invariant 1: pledged what was brought");
        assertEq(b.item.count, a.item.count + (held ? 0 : 1), "invariant 19: one holding more");
    }

    function requireNotClosed(View memory a, CollateralId id) private view {
        (bool held,) = holds(a, id);
        bool closed = book.isListingClosed(creditor, id);
        assertTrue(held || !closed, "invariant 14: a closed listing in a loan that had it not");
    }

    // Who, and how much

    /// @dev Mostly the borrower; else an operator of theirs, or whoever.
    function actorFor(uint256 k, Dice memory dice) internal view returns (address who) {
        if (!dice.oneIn(5)) return ids[k].borrower();
        who = dice.oneIn(2) ? stranger : borrowers[dice.roll(4)];
        if (dice.oneIn(2)) return who;
        for (uint256 i = 0; i < 4; i++) {
            if (!isBorrowerOf(k, borrowers[i]) && operatorHas(k, borrowers[i], 7)) {
                return borrowers[i];
            }
        }
    }

    function anyListing(Dice memory dice) internal view returns (CollateralId) {
        if (dice.oneIn(60)) return CollateralId.wrap(uint8(dice.roll(256)));
        return listed[dice.roll(listed.length)];
    }

    /// @dev Collateral worth about `worth` at its first price; rarely one unit or none.
    function amountWorth(CollateralId id, uint256 worth, Dice memory dice)
        internal
        view
        returns (uint256)
    {
        if (dice.oneIn(15)) return dice.roll(3);
        return worth * PRICE_SCALE / basePrices[positionOf[id]];
    }

    /// @dev How much more the loan could owe with `amount` more of a collateral.
    function roomWith(View memory a, CollateralId id, uint256 amount)
        internal
        view
        returns (uint256)
    {
        uint256 spot = positionOf[id];
        uint256 more =
            amount * quotes[spot].low / PRICE_SCALE * listings[spot].ladder.openLtvBps / BPS;
        return a.openLow + more > a.debt ? a.openLow + more - a.debt : 0;
    }

    /// @dev Part of `whole`, all of it, or a little more.
    function portion(uint256 whole, Dice memory dice) internal pure returns (uint256) {
        if (dice.oneIn(6)) return MAX;
        if (dice.oneIn(10)) return dice.between(whole, whole + 1);
        if (dice.oneIn(10)) return dice.roll(2);
        return dice.between(0, whole);
    }

    /// @dev Takes unused tokens out of the world.
    function burnBack(Token token, address who) internal {
        uint256 unused = token.balanceOf(who);
        if (unused == 0) return;
        vm.prank(who);
        token.transfer(address(0xdead), unused);
    }

    /// @dev A holding of 2^104 - 1 would make every later value of the loan absurd.
    function takeBack(uint256 k, CollateralId id, uint256 amount) private {
        vm.prank(ids[k].borrower());
        book.withdraw(idOf(k), id, amount, SINK);
        afterwards(k);
    }
}
