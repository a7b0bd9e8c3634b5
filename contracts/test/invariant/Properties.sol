// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CollateralId, RISK_CLASSES} from "../../src/types/CollateralId.sol";
import {Loan, MAX_COLLATERALS} from "../../src/types/Loan.sol";
import {Setup, Token} from "./Setup.sol";
import {Money, View} from "./Shadow.sol";
import {Trespass} from "./Trespass.sol";

/// @dev Sums over all loans.
struct Sums {
    uint256[RISK_CLASSES] classUnits;
    uint256[] listingUnits;
    uint256[] pledged;
    uint256 debts;
    uint256 debtors;
}

/// @notice What holds at any time.
abstract contract Properties is Trespass {
    uint256[RISK_CLASSES] private lastIndex;
    /// @dev The date of a call that was seen to have lapsed.
    uint256[LOANS] private lapsedSince;

    constructor(Setup memory s) Trespass(s) {
        for (uint256 i = 0; i < RISK_CLASSES; i++) {
            lastIndex[i] = RAY;
        }
    }

    function checkAll() external {
        vm.warp(time);
        Sums memory sums;
        sums.listingUnits = new uint256[](listed.length);
        sums.pledged = new uint256[](tokens.length);
        for (uint256 k = 0; k < LOANS; k++) {
            View memory v = look(k);
            require22(k, v.item);
            requireWellFormed(v);
            requireLapseKept(k, v);
            add(sums, v);
        }
        requireTotals(sums);
        requireBalances(sums);
        requireMoney();
    }

    function add(Sums memory sums, View memory v) private view {
        if (v.item.units != 0) {
            sums.classUnits[first(v).riskClass()] += v.item.units;
            sums.listingUnits[positionOf[first(v)]] += v.item.units;
            sums.debts += v.debt;
            sums.debtors++;
        }
        for (uint256 i = 0; i < v.item.count; i++) {
            sums.pledged[listings[positionOf[v.item.ids[i]]].token] += v.item.amounts[i];
        }
    }

    function requireTotals(Sums memory sums) private {
        uint256 classes;
        for (uint256 c = 0; c < RISK_CLASSES; c++) {
            (uint256 units,,,) = pool.classOf(c);
            assertEq(units, sums.classUnits[c], "invariant 3: a class's units are its loans'");
            if (units != 0) classes++;
        }
        for (uint256 i = 0; i < listed.length; i++) {
            (uint256 units, uint256 flow,,) = pool.listingOf(listed[i]);
            assertEq(flow, flowOf(listed[i]), "invariant 18: the level of the hourly limit");
            assertEq(units, sums.listingUnits[i], "invariant 3: a listing's units are its loans'");
            uint256 c = listed[i].riskClass();
            uint256 index = pool.indexOf(c);
            assertGe(index, lastIndex[c], "invariant 16: an index falls");
            lastIndex[c] = index;
        }
        uint256 owed = pool.owed();
        assertGe(sums.debts, owed, "invariant 3: the loans owe less than the pool is owed");
        uint256 most = owed + sums.debtors + classes;
        assertLe(sums.debts, most, "invariant 3: the loans owe more than rounding beyond");
    }

    function requireBalances(Sums memory sums) private view {
        for (uint256 i = 0; i < tokens.length; i++) {
            Token token = tokens[i];
            uint256 held = token.balanceOf(address(book)) - donated[token][address(book)];
            assertEq(held, sums.pledged[i], "invariant 1: the book holds what is pledged");
            uint256 stray = donated[token][address(pool)];
            assertEq(token.balanceOf(address(pool)), stray, "invariant 1: a token gone astray");
        }
        uint256 cash = loanToken.balanceOf(address(pool)) - donated[loanToken][address(pool)];
        assertEq(cash, pool.cash(), "invariant 1: the pool holds its cash");
        uint256 left = donated[loanToken][address(book)];
        assertEq(loanToken.balanceOf(address(book)), left, "invariant 1: loan tokens in the book");
    }

    function requireMoney() private view {
        Money memory m = money();
        assertEq(pool.totalAssets(), m.assets, "invariant 2: lenders' assets");
        assertEq(pool.firstLoss(), m.firstLoss, "invariant 2: the first loss");
        assertEq(m.cash + m.owed, m.assets + m.firstLoss, "invariant 2: nothing is nobody's");
        assertEq(m.cash, last.cash, "invariant 22: cash moved between actions");
        assertEq(m.supply, last.supply, "invariant 22: shares moved between actions");
        uint256 shares;
        for (uint256 i = 0; i < 3; i++) {
            shares += pool.balanceOf(lenders[i]);
        }
        assertEq(shares, m.supply, "invariant 3: balances of shares are their supply");
        assertLe(pool.convertToAssets(m.supply), m.assets, "invariant 3: shares promise more");
    }

    function requireWellFormed(View memory v) private view {
        Loan memory item = v.item;
        assertLe(item.count, MAX_COLLATERALS, "invariant 19: too many collaterals");
        assertLe(item.units, MAX_HELD, "invariant 19: units above 2^104");
        for (uint256 i = 0; i < MAX_COLLATERALS; i++) {
            CollateralId id = item.ids[i];
            if (i >= item.count) {
                assertTrue(
                    id.isNone() && item.amounts[i] == 0, "invariant 19: a holding past the end"
                );
                continue;
            }
            assertTrue(item.amounts[i] != 0, "invariant 19: an empty holding");
            assertLe(item.amounts[i], MAX_HELD, "invariant 19: an amount above 2^104");
            assertTrue(listed[positionOf[id]] == id, "invariant 19: an unlisted holding");
            bool ordered = id.riskClass() <= item.ids[0].riskClass();
            assertTrue(ordered, "invariant 19: the first holding is not the riskiest");
            for (uint256 j = 0; j < i; j++) {
                assertTrue(item.ids[j] != id, "invariant 19: a collateral held twice");
            }
        }
        if (item.units == 0) {
            assertTrue(item.since == 0 && !item.called, "invariant 19: a call without a debt");
            return;
        }
        assertTrue(item.count != 0, "invariant 19: a debt without collateral");
        assertTrue(item.since != 0 && item.since <= time, "invariant 19: a debt without a date");
        (uint256 debt, uint256 arrears) = pool.debtOf(ids[0], first(v), item.units);
        assertEq(debt, v.debt, "invariant 3: the pool's debt of a loan");
        assertEq(arrears, 0, "invariant 3: a line has no arrears");
    }

    /// @dev Open for its own time at least; once void, void until it is made anew, unless the feed
    ///      says late that the sequencer came up before the call was.
    function requireLapseKept(uint256 k, View memory v) private {
        if (!v.item.called) return;
        uint256 end = v.item.since + CURE + LAPSE;
        if (time < end) {
            assertTrue(v.open, "invariant 17: a call ends before its time");
            return;
        }
        if (!sequencerKnown) return;
        if (lapsedSince[k] == v.item.since) {
            assertFalse(v.open, "invariant 17: a lapsed call is in force again");
        }
        if (!v.open && time >= end + FEED_DELAY) lapsedSince[k] = v.item.since;
    }

    // The end of a story: everyone leaves

    /// @dev Without a price, without a sequencer, whatever is called: debts are repaid, collateral
    ///      leaves, and lenders get their cash. What stays is the first loss and rounding.
    function runOff() external {
        vm.warp(time);
        for (uint256 i = 0; i < oracles.length; i++) {
            oracles[i].setDead(true);
        }
        if (address(feed) != address(0)) feed.setAt(1, uint64(time));
        for (uint256 k = 0; k < LOANS; k++) {
            depart(k);
        }
        assertEq(pool.owed(), 0, "invariant 28: something is owed by nobody");
        uint256 assets = pool.totalAssets();
        uint256 paid = 0;
        // Twice: what the others' rounding left can make dust worth a unit.
        for (uint256 i = 0; i < 6; i++) {
            address lender = lenders[i % 3];
            uint256 shares = pool.maxRedeem(lender);
            if (shares == 0) continue;
            vm.prank(lender);
            paid += pool.redeem(shares, SINK, lender);
        }
        assertLe(paid, assets, "invariant 28: lenders are paid more than is theirs");
        assertEq(pool.cash(), pool.totalAssets() + pool.firstLoss(), "invariant 28: cash is left");
        for (uint256 i = 0; i < 3; i++) {
            uint256 left = pool.convertToAssets(pool.balanceOf(lenders[i]));
            assertEq(left, 0, "invariant 28: a lender is left behind");
        }
    }

    function depart(uint256 k) private {
        Loan memory item = book.loan(ids[k]);
        address borrower = ids[k].borrower();
        if (item.units != 0) {
            loanToken.mint(borrower, look(k).debt);
            vm.prank(borrower);
            book.repay(ids[k], MAX);
        }
        for (uint256 i = 0; i < item.count; i++) {
            vm.prank(borrower);
            book.withdraw(ids[k], item.ids[i], MAX, SINK);
        }
    }
}
