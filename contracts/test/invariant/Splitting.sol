// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId} from "../../src/types/CollateralId.sol";
import {Curating} from "./Curating.sol";
import {Kind} from "./Probe.sol";
import {Dice, ListingSetup, Setup} from "./Setup.sol";
import {View} from "./Shadow.sol";
import {SaleSeen} from "./Selling.sol";

/// @dev What an actor and a loan have after a trial.
struct Outcome {
    uint256 loanTokens;
    uint256 collateral;
    uint256 shares;
    uint256 debt;
}

/// @notice An action made in one piece and in two, from the same state: two pieces never pay better
///         (invariant 12). Both are trials that leave nothing behind.
abstract contract Splitting is Curating {
    error Trial(Outcome outcome);
    /// @dev The first piece sold the first collateral out: the second sells another.
    error AnotherCollateral();

    constructor(Setup memory s) Curating(s) {}

    function splitBorrowing(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 k = pick(dice);
        View memory v = before(k);
        address who = ids[k].borrower();
        bool drawing = dice.oneIn(2);
        uint256 whole = drawing
            ? dice.between(2, v.openLow > v.debt ? v.openLow - v.debt : 0)
            : dice.between(2, v.debt + 1);
        uint256 part = dice.between(1, whole - 1);
        bytes[3] memory calls;
        for (uint256 i = 0; i < 3; i++) {
            uint256 amount = [whole, part, whole - part][i];
            calls[i] = drawing
                ? abi.encodeCall(book.draw, (idOf(k), amount, who))
                : abi.encodeCall(book.repay, (idOf(k), amount));
        }
        (bool okOne, Outcome memory one) = trial(k, who, address(book), calls[0], "");
        (bool okTwo, Outcome memory two) = trial(k, who, address(book), calls[1], calls[2]);
        settleAct(0);
        if (!okOne || !okTwo) return;
        assertLe(two.loanTokens, one.loanTokens, "invariant 12: two pieces cost the payer less");
        assertGe(two.debt, one.debt, "invariant 12: two pieces leave less debt");
        did(Kind.SplitBorrower);
    }

    function splitLending(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        address who = lenders[dice.roll(3)];
        uint256 choice = dice.roll(3);
        uint256 most =
            [min(pool.maxDeposit(who), size), pool.maxWithdraw(who), pool.maxRedeem(who)][choice];
        uint256 whole = dice.between(2, most);
        uint256 part = dice.between(1, whole - 1);
        bytes[3] memory calls;
        for (uint256 i = 0; i < 3; i++) {
            uint256 amount = [whole, part, whole - part][i];
            if (choice == 0) calls[i] = abi.encodeCall(pool.deposit, (amount, who));
            if (choice == 1) calls[i] = abi.encodeCall(pool.withdraw, (amount, who, who));
            if (choice == 2) calls[i] = abi.encodeCall(pool.redeem, (amount, who, who));
        }
        (bool okOne, Outcome memory one) = trial(0, who, address(pool), calls[0], "");
        (bool okTwo, Outcome memory two) = trial(0, who, address(pool), calls[1], calls[2]);
        settleLender(0, 0);
        if (!okOne || !okTwo) return;
        assertLe(two.loanTokens, one.loanTokens, "invariant 12: two pieces pay the lender more");
        assertLe(two.shares, one.shares, "invariant 12: two pieces give the lender more shares");
        did(Kind.SplitLender);
    }

    /// @dev Profit is collateral at the high price less the repayment, times 1e36.
    function splitSale(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        splitSaleOf(pick(dice), dice);
    }

    function splitSaleOf(uint256 k, Dice memory dice) internal {
        View memory v = before(k);
        SaleSeen memory sale = wanted(k, v, dice);
        if (!(sale.soft || sale.hard) || v.item.since == time || v.debt < 2) {
            return settleAct(0);
        }
        bytes[2] memory calls;
        for (uint256 i = 0; i < 2; i++) {
            uint256 most = i == 0 ? MAX : dice.between(1, v.debt - 1);
            calls[i] = abi.encodeCall(book.liquidate, (idOf(k), most, 0, liquidators[0], ""));
        }
        (bool okOne, Outcome memory one) = trial(k, liquidators[0], address(book), calls[0], "");
        (bool okTwo, Outcome memory two) =
            trial(k, liquidators[0], address(book), calls[1], calls[0]);
        settleAct(0);
        assertTrue(okOne, "invariant 8: a due sale is refused in a trial");
        if (!okTwo) return;
        int256 gain = profit(two, sale) - profit(one, sale);
        assertLe(gain, allowance(v, sale, one), "invariant 12: two sales pay more than one");
        did(Kind.SplitSale);
    }

    function profit(Outcome memory o, SaleSeen memory sale) private pure returns (int256) {
        return int256(o.collateral * sale.price) + int256(o.loanTokens * PRICE_SCALE);
    }

    /// @dev What two sales may gain by rounding: the part of a collateral unit that one sale rounds
    ///      down; the bonus on what the grain of the debt adds to the second sale, or on the rest
    ///      where that falls below the minimum; 1e-18 of the debt, the grain of the bonus; and the
    ///      floor bonus on a rest that the grain brings across the line of solvency, `rest / debt *
    ///      (value - debt) <= grain`.
    function allowance(View memory v, SaleSeen memory sale, Outcome memory one)
        private
        view
        returns (int256)
    {
        ListingSetup memory terms = listings[positionOf[first(v)]];
        uint256 keptBps = BPS - (BPS + terms.maxBonusBps) * terms.ladder.targetLtvBps / BPS;
        uint256 more = (2 * v.grain + 6) * BPS / keptBps + 2;
        if (one.debt != 0 && one.debt < minDebt + more) more += minDebt;
        uint256 units = more * terms.maxBonusBps / BPS + v.debt / WAD + 2;
        if (v.value > v.debt) {
            uint256 rest = (v.grain + v.item.count + 3) * v.debt / (v.value - v.debt);
            units += min(rest, v.debt) * FLOOR_BPS / BPS + 1;
        }
        return int256(sale.price + units * PRICE_SCALE);
    }

    // Trials

    function trial(uint256 k, address who, address to, bytes memory one, bytes memory two)
        private
        returns (bool ok, Outcome memory outcome)
    {
        try this.tryOut(k, who, to, one, two) {}
        catch (bytes memory result) {
            if (bytes4(result) != Trial.selector) return (false, outcome);
            assembly ("memory-safe") {
                outcome := add(result, 36)
            }
            return (true, outcome);
        }
    }

    /// @dev Reverts with what came of it, so that the state is as before.
    function tryOut(uint256 k, address who, address to, bytes memory one, bytes memory two)
        external
    {
        uint256 purse = 4 * size + look(k).debt;
        CollateralId sold = book.loan(ids[k]).ids[0];
        loanToken.mint(who, purse);
        run(who, to, one);
        if (two.length != 0) {
            if (book.loan(ids[k]).ids[0] != sold) revert AnotherCollateral();
            run(who, to, two);
        }
        Outcome memory outcome;
        outcome.loanTokens = loanToken.balanceOf(who);
        outcome.collateral = tokenOf(sold).balanceOf(who);
        outcome.shares = pool.balanceOf(who);
        outcome.debt = look(k).debt;
        revert Trial(outcome);
    }

    function run(address who, address to, bytes memory data) private {
        vm.prank(who);
        (bool ok, bytes memory result) = to.call(data);
        if (ok) return;
        assembly ("memory-safe") {
            revert(add(result, 32), mload(result))
        }
    }
}
