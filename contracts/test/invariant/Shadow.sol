// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {MarginCall} from "../../src/libraries/MarginCall.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {Ladder} from "../../src/types/Terms.sol";
import {Setup} from "./Setup.sol";
import {World} from "./World.sol";

/// @dev A loan as the campaign values it, from its own prices and ladders, in plain divisions.
struct View {
    Loan item;
    /// @dev Loan-token units, rounded up.
    uint256 debt;
    /// @dev Of the loan's class, ray.
    uint256 index;
    /// @dev What one unit of debt is worth, loan-token units, rounded up: the grain of the debt.
    uint256 grain;
    /// @dev Every oracle of the loan answers; without, what follows is zero.
    bool priced;
    uint256 value;
    uint256 openLow;
    uint256 clearLow;
    uint256 callLow;
    uint256 liquidationLow;
    uint256 targetHigh;
    uint256 callHigh;
    uint256 liquidationHigh;
    /// @dev A margin call is in force.
    bool open;
    /// @dev 2^256 - 1 while the sequencer is down.
    uint256 cureEnd;
}

/// @dev The pool's own account of itself.
struct Money {
    uint256 cash;
    uint256 owed;
    uint256 supply;
    uint256 assets;
    uint256 firstLoss;
}

/// @dev Where a loan stands, as DESIGN's table of the ladder has it; a line is never in default.
enum Stand {
    WithoutDebt,
    Healthy,
    CallDue,
    Called,
    Soft,
    Hard,
    Lapsed
}

/// @notice Health and money from first principles: what the contracts answer is compared with this.
abstract contract Shadow is World {
    uint256 internal constant PRICE_SCALE = 1e36;

    constructor(Setup memory s) World(s) {}

    function look(uint256 k) internal view returns (View memory v) {
        return see(k, book.loan(ids[k]));
    }

    /// @dev A loan as it is, or as it would be.
    function see(uint256 k, Loan memory item) internal view returns (View memory v) {
        v.item = item;
        if (v.item.count == 0) return v;
        v.index = pool.indexOf(v.item.ids[0].riskClass());
        v.grain = ceilDiv(v.index, RAY);
        v.debt = ceilDiv(v.item.units * v.index, RAY);
        v.priced = true;
        for (uint256 i = 0; i < v.item.count && v.priced; i++) {
            v.priced = quotes[positionOf[v.item.ids[i]]].health == Health.Alive;
        }
        if (v.priced) value(v);
        v.cureEnd = cureEndOf(v.item.since);
        v.open = isOpen(k, v.item);
    }

    function value(View memory v) private view {
        for (uint256 i = 0; i < v.item.count; i++) {
            uint256 spot = positionOf[v.item.ids[i]];
            Quote memory q = quotes[spot];
            Ladder memory l = listings[spot].ladder;
            uint256 low = Math.mulDiv(v.item.amounts[i], q.low, PRICE_SCALE);
            uint256 high = Math.mulDiv(v.item.amounts[i], q.high, PRICE_SCALE);
            v.value += high;
            v.openLow += low * l.openLtvBps / BPS;
            v.clearLow += low * l.clearLtvBps / BPS;
            v.callLow += low * l.callLtvBps / BPS;
            v.liquidationLow += low * l.liquidationLtvBps / BPS;
            v.targetHigh += high * l.targetLtvBps / BPS;
            v.callHigh += high * l.callLtvBps / BPS;
            v.liquidationHigh += high * l.liquidationLtvBps / BPS;
        }
    }

    /// @dev Without a sequencer a matter of two instants; with one, the contract's own rule, whose
    ///      bounds and one-way course `Properties` checks.
    function isOpen(uint256 k, Loan memory item) internal view returns (bool) {
        if (!item.called) return false;
        if (address(feed) == address(0)) return time < item.since + CURE + LAPSE;
        return
            MarginCall.isOpen(item, book.listing(ids[k].creditorId(), item.ids[0]), address(feed));
    }

    function cureEndOf(uint256 calledAt) internal view returns (uint256) {
        if (!sequencerUp) return MAX;
        return (sequencerSince > calledAt ? sequencerSince : calledAt) + CURE;
    }

    function stand(View memory v) internal view returns (Stand) {
        if (v.item.units == 0) return Stand.WithoutDebt;
        if (v.priced && v.debt > v.liquidationHigh) return Stand.Hard;
        if (v.open) {
            if (time < v.cureEnd) return Stand.Called;
            return v.priced && v.debt > v.callHigh ? Stand.Soft : Stand.Called;
        }
        if (v.item.called) return Stand.Lapsed;
        return v.priced && v.debt > v.callLow ? Stand.CallDue : Stand.Healthy;
    }

    /// @dev What the loan would owe after `repaid`; units leave rounded down.
    function debtAfterRepaying(View memory v, uint256 repaid) internal pure returns (uint256) {
        if (repaid >= v.debt) return 0;
        return ceilDiv((v.item.units - repaid * RAY / v.index) * v.index, RAY);
    }

    /// @dev What the loan would owe after `drawn`; units come rounded up.
    function debtAfterDrawing(View memory v, uint256 drawn) internal pure returns (uint256) {
        return ceilDiv((v.item.units + ceilDiv(drawn * RAY, v.index)) * v.index, RAY);
    }

    /// @dev Interest since the lenders' last action is shared here and not asked for.
    function money() internal view returns (Money memory m) {
        (m.cash, m.owed, m.supply) = (pool.cash(), pool.owed(), pool.totalSupply());
        (m.assets, m.firstLoss) = pool.shared();
        uint256 stored = m.assets + m.firstLoss;
        assertGe(m.cash + m.owed, stored, "invariant 2: cash + owed >= what is promised");
        uint256 gain = m.cash + m.owed - stored;
        uint256 cut = gain * pool.rates().reserveBps / BPS;
        (m.assets, m.firstLoss) = (m.assets + gain - cut, m.firstLoss + cut);
    }

    /// @dev The largest grain of any class, so that a debt may change class in between.
    function coarsestGrain() internal view returns (uint256 grain) {
        for (uint256 i = 0; i < listed.length; i++) {
            uint256 own = ceilDiv(pool.indexOf(listed[i].riskClass()), RAY);
            if (own > grain) grain = own;
        }
    }

    function ceilDiv(uint256 a, uint256 b) internal pure returns (uint256) {
        return a == 0 ? 0 : (a - 1) / b + 1;
    }

    function min(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    function first(View memory v) internal pure returns (CollateralId) {
        return v.item.ids[0];
    }

    function holds(View memory v, CollateralId id) internal pure returns (bool, uint256) {
        for (uint256 i = 0; i < v.item.count; i++) {
            if (v.item.ids[i] == id) return (true, i);
        }
        return (false, v.item.count);
    }

    function idOf(uint256 k) internal view returns (LoanId) {
        return ids[k];
    }
}
