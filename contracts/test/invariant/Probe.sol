// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {CollateralId} from "../../src/types/CollateralId.sol";
import {Loan} from "../../src/types/Loan.sol";
import {Act, Errors} from "./Errors.sol";
import {Dice, Setup} from "./Setup.sol";
import {Money, Shadow, Stand, View} from "./Shadow.sol";

/// @dev What succeeded, counted so that no campaign can pass by doing nothing.
enum Kind {
    Open,
    PledgeHeld,
    PledgeNew,
    PledgeByAnother,
    WithdrawFree,
    WithdrawWithDebt,
    Draw,
    DrawByOperator,
    RepayPart,
    RepayAll,
    RepayByAnother,
    RepayUnpriced,
    Multicall,
    Operator,
    OperatorBySignature,
    Call,
    CallWithFee,
    Clear,
    ClearedByRepay,
    ClearedByPledge,
    ClearedBySale,
    SaleSoft,
    SaleHard,
    SalePart,
    SaleToTarget,
    SaleSoldOut,
    SaleOfWhole,
    SaleWithBadDebt,
    SaleWithCallback,
    WindowHeld,
    Reclassified,
    WriteOff,
    Deposit,
    Mint,
    WithdrawAssets,
    Redeem,
    TransferShares,
    FundFirstLoss,
    Accrue,
    SetLimits,
    LowerLimits,
    SetRates,
    SetPremium,
    CloseListing,
    ListCollateral,
    Register,
    Price,
    OracleOut,
    Pass,
    SequencerMove,
    Donate,
    SplitBorrower,
    SplitLender,
    SplitSale,
    Refused
}

/// @notice How an action is made and looked at: who acts, what may go wrong, and what must hold
///         after any action whatever it was.
abstract contract Probe is Shadow, Errors {
    uint256 internal constant VIRTUAL_SHARES = 1e6;

    uint256[64] public done;
    uint256[8] public seen;
    uint256 public actions;
    /// @dev What the last action left, so that nothing can change between actions.
    bytes32[LOANS] internal loanHash;
    Money internal last;
    /// @dev New debt that counts against a listing's hourly limit, as of an instant.
    mapping(CollateralId => uint256) private flowLevel;
    mapping(CollateralId => uint256) private flowSince;
    uint256 private focus;

    constructor(Setup memory s) Shadow(s) {
        bytes32 none = hashOf(book.loan(ids[0]));
        for (uint256 k = 0; k < LOANS; k++) {
            loanHash[k] = none;
        }
        last = money();
    }

    /// @dev The clock is the campaign's own.
    modifier step() {
        vm.warp(time);
        actions++;
        _;
    }

    function did(Kind kind) internal {
        done[uint256(kind)]++;
    }

    /// @dev Most actions stay with one loan for a while, so that stories reach their end.
    function pick(Dice memory dice) internal returns (uint256 k) {
        if (dice.oneIn(12)) focus = dice.roll(LOANS);
        return dice.oneIn(4) ? dice.roll(LOANS) : focus;
    }

    /// @dev The loan before an action: as the last action on it left it.
    function before(uint256 k) internal returns (View memory v) {
        v = look(k);
        require22(k, v.item);
        seen[uint256(stand(v))]++;
    }

    function afterwards(uint256 k) internal returns (View memory v) {
        v = look(k);
        loanHash[k] = hashOf(v.item);
        seen[uint256(stand(v))]++;
    }

    function require22(uint256 k, Loan memory item) internal view {
        assertEq(hashOf(item), loanHash[k], "invariant 22: a loan changed without an act on it");
    }

    function hashOf(Loan memory item) internal pure returns (bytes32) {
        return keccak256(abi.encode(item));
    }

    /// @dev Calls as `who`; a failure must be by name, and one of the names this act may give.
    function attempt(Act act, address who, address to, bytes memory data)
        internal
        returns (bool ok, bytes memory result)
    {
        vm.prank(who);
        (ok, result) = to.call(data);
        if (!ok) {
            requireNamed(act, result);
            did(Kind.Refused);
        }
    }

    // The hourly limit: a level that new debt raises, and repayments and time lower

    function flowOf(CollateralId id) internal view returns (uint256) {
        (,,, uint256 hourly) = pool.listingOf(id);
        uint256 gone = hourly * (time - flowSince[id]) / 1 hours;
        return flowLevel[id] > gone ? flowLevel[id] - gone : 0;
    }

    function setFlow(CollateralId id, uint256 level) internal {
        (flowLevel[id], flowSince[id]) = (level, time);
    }

    function giveBack(CollateralId id, uint256 repaid) internal {
        flowLevel[id] -= min(flowLevel[id], repaid);
    }

    /// @dev Debt that a borrower's act brought under the loan's first collateral: what moved there
    ///      with the lead, and what was drawn.
    function requireFlow(View memory a, View memory b, uint256 drawn) internal {
        CollateralId id = first(b);
        if (a.item.units != 0 && first(a) != id) {
            drawn += a.debt;
            giveBack(first(a), a.debt);
            did(Kind.Reclassified);
        }
        if (drawn == 0) return;
        setFlow(id, flowOf(id) + drawn);
        (uint256 units, uint256 flow, uint256 ceiling, uint256 hourly) = pool.listingOf(id);
        assertEq(flow, flowOf(id), "invariant 18: the level of the hourly limit");
        assertLe(flow, hourly, "invariant 18: above the hourly limit");
        assertLe(ceilDiv(units * b.index, RAY), ceiling, "invariant 18: above the ceiling");
    }

    function isBorrowerOf(uint256 k, address who) internal view returns (bool) {
        return ids[k].borrower() == who;
    }

    function operatorHas(uint256 k, address who, uint8 right) internal view returns (bool) {
        if (isBorrowerOf(k, who)) return true;
        (uint8 rights, uint40 expiry) = book.operatorOf(ids[k].borrower(), who);
        return rights & right != 0 && time <= expiry;
    }

    // What holds after any action

    /// @dev After an act on a loan: what the pool has and is owed grows by rounding at most, and
    ///      falls by bad debt alone.
    function settleAct(uint256 badDebt) internal {
        Money memory m = money();
        uint256 most = 2 * coarsestGrain() + 4;
        uint256 was = last.cash + last.owed;
        uint256 sum = m.cash + m.owed + badDebt;
        assertGe(sum, was, "invariant 2: an act on a loan takes from the pool");
        assertLe(sum, was + most, "invariant 2: an act on a loan gives more than rounding");
        assertEq(m.supply, last.supply, "invariant 3: shares change without a lender's act");
        uint256 borne = min(badDebt, last.firstLoss);
        if (badDebt > borne) {
            assertGe(m.assets + (badDebt - borne) + 1, last.assets, "invariant 23: lenders' loss");
        } else {
            requirePriceKept(m);
        }
        assertGe(
            m.firstLoss + borne + 1, last.firstLoss, "invariant 23: first loss beyond its part"
        );
        last = m;
    }

    /// @dev After a lender's act: exactly what was brought or taken.
    function settleLender(uint256 brought, uint256 taken) internal {
        Money memory m = money();
        assertEq(m.cash + taken, last.cash + brought, "invariant 2: cash after a lender's act");
        assertEq(m.owed, last.owed, "invariant 2: a lender's act changes what is owed");
        requirePriceKept(m);
        last = m;
    }

    /// @dev After time, a price move, a setting: nothing but interest.
    function settleMarket() internal {
        Money memory m = money();
        assertEq(m.cash, last.cash, "invariant 2: cash without a transfer");
        assertGe(m.owed, last.owed, "invariant 16: what is owed falls by itself");
        assertEq(m.supply, last.supply, "invariant 3: shares change without a lender's act");
        assertGe(m.assets, last.assets, "invariant 11: lenders' assets fall by themselves");
        requirePriceKept(m);
        last = m;
    }

    /// @dev `(assets + 1) / (supply + 1e6)` not lower, compared without dividing.
    function requirePriceKept(Money memory m) private view {
        (uint256 newHigh, uint256 newLow) = Math.mul512(m.assets + 1, last.supply + VIRTUAL_SHARES);
        (uint256 oldHigh, uint256 oldLow) = Math.mul512(last.assets + 1, m.supply + VIRTUAL_SHARES);
        bool kept = newHigh > oldHigh || (newHigh == oldHigh && newLow >= oldLow);
        assertTrue(kept, "invariant 11: the share price fell");
    }

    /// @dev A third party's act: not more debt, not less collateral, the same holdings.
    function requireNotWorse(View memory a, View memory b) internal pure {
        assertLe(b.debt, a.debt, "invariant 4: a third party's act raises the debt");
        assertEq(b.item.count, a.item.count, "invariant 4: a third party's act changes holdings");
        for (uint256 i = 0; i < a.item.count; i++) {
            assertTrue(b.item.ids[i] == a.item.ids[i], "invariant 4: another order of holdings");
            assertGe(b.item.amounts[i], a.item.amounts[i], "invariant 4: less collateral");
        }
    }

    /// @dev How an open call must stand after the loan's health was measured.
    function requireCallMeasured(View memory a, View memory b, Kind cleared) internal {
        bool healthy = b.item.units == 0 || (b.priced && b.debt <= b.clearLow);
        if (a.open && healthy) {
            assertFalse(b.item.called, "invariant 9: healthy, and the call stays");
            if (b.item.units != 0) {
                assertEq(b.item.since, time, "invariant 9: a cleared call dates the loan");
            }
            did(cleared);
        } else if (b.item.units != 0) {
            assertEq(b.item.called, a.item.called, "invariant 9: the call ends without health");
            assertEq(b.item.since, a.item.since, "invariant 24: the date of a call moved");
        }
    }
}
