// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Multicallable} from "solady/utils/Multicallable.sol";
import {ReentrancyGuardTransient} from "solady/utils/ReentrancyGuardTransient.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ICreditor} from "./credit/ICreditor.sol";
import {ILiquidationCallback} from "./interfaces/ILiquidationCallback.sol";
import {Cure} from "./libraries/Cure.sol";
import {Holdings} from "./libraries/Holdings.sol";
import {Listings} from "./libraries/Listings.sol";
import {LoanStore} from "./libraries/LoanStore.sol";
import {MarginCall} from "./libraries/MarginCall.sol";
import {Sale} from "./libraries/Sale.sol";
import {SaleDue} from "./libraries/SaleDue.sol";
import {Appraisal, Rung, Valuation} from "./libraries/Valuation.sol";
import {Operators} from "./Operators.sol";
import {Registry} from "./Registry.sol";
import {CollateralId} from "./types/CollateralId.sol";
import {CallReason, Loan, MAX_COLLATERALS} from "./types/Loan.sol";
import {LoanId} from "./types/LoanId.sol";
import {Listing} from "./types/Terms.sol";

/// @title LoanBook
/// @notice Every loan: its collateral, its margin call, its liquidation. Holds collateral and can
///      never lend it.
///
/// Loans. A loan is one borrower's debt to one creditor with up to 8 collaterals, stored in one
///   word (`LoanStore`). The book keeps the loan's units; the creditor turns units into debt
///   (`ICreditor`).
///
/// Ladder. `open <= target <= clear < call < liquidation`, in bps of collateral value, frozen when
///   the collateral is listed and stored as contract code (`Listings`). A limit is `sum of
///   floor(value_i * ltv_i)`; a loan is inside it when debt <= limit.
///
/// Calls. Above the call limit anyone may make a margin call, which starts a cure window of hours.
///   It ends by measured health only: debt within the clear limit (or arrears paid), inside
///   `repay`, `pledge`, `liquidate` or by `clear`. It cannot be renewed, moved or shortened while
///   open; it lapses some time after its window, and then a new one may be made.
///
/// Liquidation. Soft, after the window and while debt is above the call limit: bonus from zero,
///   growing over the ramp. Hard, above the liquidation limit at any time: the larger of the soft
///   bonus and one that grows with the excess. Either sells the first collateral only as far as the
///   target (`Sale`). What is owed when no collateral is left is bad debt of the creditor. A sale
///   for default (arrears reported by the creditor) follows the same window and stops at the
///   arrears.
///
/// Rounding. Always against who acts: debt and repayments up, values, limits, seized collateral and
/// bonuses down.
///
/// Oracles. Each answers `(low, high)`. Drawing, withdrawing, calling and clearing use low; a
///   seizure needs its condition at high, and takes collateral at high. Without a price nothing is
///   drawn, called or seized, and no new collateral comes to a debt, but repayments and top-ups
///   work.
///
/// Tokens. Exact transfers in, checked by balance: what takes a fee is refused. Balances that
///   change by themselves are not seen, so rebasing tokens must not be listed. Missing return
///   values are accepted, re-entrant tokens meet a lock on every entry and every view. Amounts are
///   below 2^104 base units. Balances are never read as amounts, so a stray transfer changes
///   nothing.
///
/// Liveness. No one can stop a repayment, a top-up of a held collateral, or the withdrawal of
///   collateral without debt. While the chain's sequencer is down, and for a full window after, no
///   cure window ends.
///
/// Roles. None: no owner, no pause, no upgrade. A creditor can list and close listings for new
/// loans, and nothing else.
///
/// Warning: creditors and oracles are permissionless. A bad one can harm the loans of its own
/// listings, no others.
contract LoanBook is Registry, Operators, Multicallable, ReentrancyGuardTransient {
    using Holdings for Loan;
    using LoanStore for LoanStore.Layout;
    using SafeTransferLib for address;
    using Valuation for Appraisal;

    address public immutable override sequencerFeed;

    LoanStore.Layout private store;

    constructor(address sequencerFeed_) {
        sequencerFeed = sequencerFeed_;
    }

    // Pledge, withdraw, draw, repay

    function open(
        LoanId id,
        CollateralId collateralId,
        uint256 pledged,
        uint256 drawn,
        address receiver
    ) external override nonReentrant {
        Loan memory item = store.load(id);
        addCollateral(id, item, collateralId, pledged);
        increaseDebt(id, item, drawn, receiver);
        store.save(id, item);
    }

    function pledge(LoanId id, CollateralId collateralId, uint256 amount)
        external
        override
        nonReentrant
    {
        Loan memory item = store.load(id);
        addCollateral(id, item, collateralId, amount);
        if (item.called) {
            Appraisal memory a = appraise(id, item);
            (uint256 debt,) = debtOf(id, item, a.listings[0].creditor);
            clearIfHealthy(id, item, a.listings[0], a, debt);
        }
        store.save(id, item);
    }

    function withdraw(LoanId id, CollateralId collateralId, uint256 amount, address receiver)
        external
        override
        nonReentrant
        returns (uint256 withdrawn)
    {
        requireRight(id, RIGHT_WITHDRAW);
        if (receiver == address(0)) revert ZeroAddress();
        Loan memory item = store.load(id);
        uint256 i = item.indexOf(collateralId);
        if (i == item.count) revert NotHeld(id, collateralId);
        uint256 held = item.amounts[i];
        withdrawn = amount == type(uint256).max ? held : amount;
        if (withdrawn == 0) revert ZeroAmount();
        if (withdrawn > held) {
            revert InsufficientCollateral(id, collateralId, withdrawn, held);
        }
        item.amounts[i] = held - withdrawn;
        Listing memory terms = readListing(id.creditorId(), collateralId)[0];
        if (item.units != 0) requireNoOpenCall(id, item, terms);
        if (withdrawn == held) removeCollateral(id, item, i, terms.creditor, true);
        if (item.units != 0) requireInsideOpenLimit(id, item, terms.creditor);
        store.save(id, item);
        emit Withdrawn(id, collateralId, receiver, withdrawn);
        terms.collateral.safeTransfer(receiver, withdrawn);
    }

    function draw(LoanId id, uint256 amount, address receiver) external override nonReentrant {
        Loan memory item = store.load(id);
        increaseDebt(id, item, amount, receiver);
        store.save(id, item);
    }

    function repay(LoanId id, uint256 amount)
        external
        override
        nonReentrant
        returns (uint256 repaid)
    {
        if (amount == 0) revert ZeroAmount();
        Loan memory item = store.load(id);
        if (item.units == 0) revert NoDebt(id);
        Listing memory terms = readListing(id.creditorId(), item.ids[0])[0];
        uint256 debt;
        (item.units, debt, repaid) =
            ICreditor(terms.creditor).repay(id, item.ids[0], item.units, amount);
        if (repaid > amount) revert Overcharged(terms.creditor, repaid, amount);
        if (debt != 0 && debt < terms.minDebt) revert DebtBelowMinimum(id, debt, terms.minDebt);
        emit Repaid(id, msg.sender, repaid, item.units);
        if (item.called) clearIfHealthy(id, item, terms, appraise(id, item), debt);
        store.save(id, item);
        pull(terms.loanToken, terms.creditor, repaid);
    }

    // Margin calls

    function call(LoanId id) external override nonReentrant {
        Loan memory item = store.load(id);
        if (item.units == 0) revert NoDebt(id);
        Appraisal memory a = appraise(id, item);
        if (MarginCall.isOpen(item, a.listings[0], sequencerFeed)) {
            revert CallOpen(id, item.since);
        }
        bool priced = a.tryReadPrices();
        Cure.Amounts memory cure = Cure.assess(id, item, a, priced);
        item.reason = requireCallable(id, a, priced, cure);
        (item.called, item.since) = (true, block.timestamp);
        uint256 fee;
        if (a.listings[0].callFee != 0 && priced) {
            fee = chargeCallFee(id, item, a, cure.debt);
            if (fee != 0) cure = Cure.assess(id, item, a, priced);
        }
        store.save(id, item);
        Cure.complete(cure, item, a);
        emitCalled(id, item, cure, fee);
    }

    function clear(LoanId id) external override nonReentrant {
        Loan memory item = store.load(id);
        if (!item.called) revert NoOpenCall(id);
        Appraisal memory a = appraise(id, item);
        if (!MarginCall.isOpen(item, a.listings[0], sequencerFeed)) revert NoOpenCall(id);
        (uint256 debt, uint256 arrears) = debtOf(id, item, a.listings[0].creditor);
        if (item.reason == CallReason.Default) {
            if (arrears != 0) revert ArrearsRemain(id, arrears);
        } else {
            a.readPrices();
            uint256 limit = Valuation.limit(item, a.listings, a.low, Rung.Clear);
            if (debt > limit) revert NotClear(id, debt, limit);
        }
        endCall(id, item);
        store.save(id, item);
    }

    // Liquidation

    function liquidate(
        LoanId id,
        uint256 maxRepaid,
        uint256 minSeized,
        address receiver,
        bytes calldata data
    ) external override nonReentrant returns (uint256 repaid, uint256 seized, uint256 badDebt) {
        if (receiver == address(0)) revert ZeroAddress();
        if (msg.sender == id.borrower()) revert SelfLiquidation(id);
        Loan memory item = store.load(id);
        if (item.units == 0) revert NoDebt(id);
        if (item.since == block.timestamp) revert SameBlock(id);
        Appraisal memory a = appraise(id, item);
        a.readPrices();
        Listing memory terms = a.listings[0];
        (repaid, seized, badDebt) = sell(id, item, a, maxRepaid, minSeized);
        store.save(id, item);
        if (seized != 0) terms.collateral.safeTransfer(receiver, seized);
        if (data.length != 0) {
            ILiquidationCallback(msg.sender).onLiquidate(id, repaid, seized, data);
        }
        pull(terms.loanToken, terms.creditor, repaid);
    }

    function writeOff(LoanId id) external override nonReentrant returns (uint256 badDebt) {
        Loan memory item = store.load(id);
        if (item.units == 0) revert NoDebt(id);
        if (item.since == block.timestamp) revert SameBlock(id);
        Appraisal memory a = appraise(id, item);
        a.readPrices();
        uint256 value = Valuation.totalValue(item, a.high);
        if (value != 0) revert NotWorthless(id, value);
        badDebt = ICreditor(a.listings[0].creditor).writeOff(id, item.ids[0], item.units);
        item.units = 0;
        store.save(id, item);
        emit WrittenOff(id, badDebt);
    }

    function loan(LoanId id) external view override nonReadReentrant returns (Loan memory) {
        return store.load(id);
    }

    // Collateral in and out of a loan in memory

    function addCollateral(LoanId id, Loan memory item, CollateralId collateralId, uint256 amount)
        private
    {
        if (amount == 0) revert ZeroAmount();
        Listing[] memory one = readListing(id.creditorId(), collateralId);
        Listing memory terms = one[0];
        uint256 i = item.indexOf(collateralId);
        if (i == item.count) i = bringCollateral(id, item, collateralId, one);
        uint256 room = LoanStore.MAX_AMOUNT - item.amounts[i];
        if (amount > room) revert AmountTooLarge(amount, room);
        item.amounts[i] += amount;
        emit Pledged(id, collateralId, msg.sender, amount);
        pull(terms.collateral, address(this), amount);
    }

    /// @dev A collateral the loan does not hold yet: the borrower's to choose. To a loan with debt
    ///      it comes with a price, or one whose oracle is dead would be brought to stop a sale. If
    ///      it is riskier than the first, the debt moves to its listing, within that listing's
    ///      limits.
    function bringCollateral(
        LoanId id,
        Loan memory item,
        CollateralId collateralId,
        Listing[] memory one
    ) private returns (uint256 i) {
        requireRight(id, RIGHT_PLEDGE);
        if (isListingClosed(id.creditorId(), collateralId)) {
            revert ListingIsClosed(id.creditorId(), collateralId);
        }
        if (item.count == MAX_COLLATERALS) revert TooManyCollaterals(id, MAX_COLLATERALS);
        if (item.units != 0) {
            Appraisal memory a;
            a.listings = one;
            a.readPrices();
        }
        CollateralId from = item.ids[0];
        i = item.insert(collateralId);
        if (i == 0) reclassify(id, item, one[0].creditor, from, true);
    }

    function removeCollateral(
        LoanId id,
        Loan memory item,
        uint256 i,
        address creditor,
        bool limited
    ) private {
        CollateralId from = item.ids[0];
        item.remove(i);
        store.trim(id, item.count);
        if (item.count == 0) {
            if (limited && item.units != 0) revert NoCollateral(id);
        } else if (item.ids[0] != from) {
            reclassify(id, item, creditor, from, limited);
        }
    }

    function reclassify(
        LoanId id,
        Loan memory item,
        address creditor,
        CollateralId from,
        bool limited
    ) private {
        if (item.units == 0) return;
        CollateralId to = item.ids[0];
        (item.units,) = ICreditor(creditor).reclassify(id, from, to, item.units, limited);
        emit Reclassified(id, from, to, item.units);
    }

    // Debt

    function increaseDebt(LoanId id, Loan memory item, uint256 amount, address receiver) private {
        requireRight(id, RIGHT_DRAW);
        if (amount == 0) revert ZeroAmount();
        if (receiver == address(0)) revert ZeroAddress();
        if (item.count == 0) revert NoCollateral(id);
        Appraisal memory a = appraise(id, item);
        Listing memory terms = a.listings[0];
        requireNoOpenCall(id, item, terms);
        a.readPrices();
        uint256 debt;
        (item.units, debt) =
            ICreditor(terms.creditor).draw(id, item.ids[0], item.units, amount, receiver);
        uint256 limit = Valuation.limit(item, a.listings, a.low, Rung.Open);
        if (debt > limit) revert AboveOpenLimit(id, debt, limit);
        if (debt < terms.minDebt) revert DebtBelowMinimum(id, debt, terms.minDebt);
        mark(item);
        emit Drawn(id, receiver, amount, item.units);
    }

    function requireInsideOpenLimit(LoanId id, Loan memory item, address creditor) private view {
        Appraisal memory a = appraise(id, item);
        a.readPrices();
        (uint256 debt, uint256 arrears) = debtOf(id, item, creditor);
        if (arrears != 0) revert InArrears(id, arrears);
        uint256 limit = Valuation.limit(item, a.listings, a.low, Rung.Open);
        if (debt > limit) revert AboveOpenLimit(id, debt, limit);
        mark(item);
    }

    function debtOf(LoanId id, Loan memory item, address creditor)
        private
        view
        returns (uint256 debt, uint256 arrears)
    {
        return ICreditor(creditor).debtOf(id, item.ids[0], item.units);
    }

    // Margin calls

    function requireNoOpenCall(LoanId id, Loan memory item, Listing memory terms) private view {
        if (MarginCall.isOpen(item, terms, sequencerFeed)) {
            revert CallOpen(id, item.since);
        }
    }

    /// @dev Price before default. Without a price only a default can be called; else the oracle's
    ///      own error says why.
    function requireCallable(LoanId id, Appraisal memory a, bool priced, Cure.Amounts memory cure)
        private
        view
        returns (CallReason)
    {
        if (priced && cure.debt > cure.callLimit) return CallReason.Price;
        if (cure.arrears != 0) return CallReason.Default;
        if (!priced) a.readPrices();
        revert NotCallable(id, cure.debt, cure.callLimit);
    }

    /// @dev No fee may itself bring the loan to the liquidation limit: there it is left out.
    function chargeCallFee(LoanId id, Loan memory item, Appraisal memory a, uint256 debt)
        private
        returns (uint256 paid)
    {
        Listing memory terms = a.listings[0];
        uint256 limit = Valuation.limit(item, a.listings, a.low, Rung.Liquidation);
        if (debt + terms.callFee >= limit) return 0;
        (item.units, paid) = ICreditor(terms.creditor)
            .payCallFee(id, item.ids[0], item.units, terms.callFee, msg.sender);
    }

    function emitCalled(LoanId id, Loan memory item, Cure.Amounts memory cure, uint256 fee)
        private
    {
        emit Called(
            id, msg.sender, item.reason, cure.debt, fee, item.units, cure.repayment, cure.topUps
        );
    }

    /// @dev Inside `repay`, `pledge` and `liquidate`. The first two must work in every state, so
    ///      without a price the call simply stays.
    /// @param terms Any listing of the loan's creditor: they share the window.
    /// @param a Of what the loan holds now; prices are read if they were not.
    /// @param debt As it is now.
    function clearIfHealthy(
        LoanId id,
        Loan memory item,
        Listing memory terms,
        Appraisal memory a,
        uint256 debt
    ) private {
        if (!MarginCall.isOpen(item, terms, sequencerFeed)) return;
        if (item.units != 0) {
            if (item.reason == CallReason.Default) {
                (, uint256 arrears) = debtOf(id, item, terms.creditor);
                if (arrears != 0) return;
            } else {
                if (!a.tryReadPrices()) return;
                if (debt > Valuation.limit(item, a.listings, a.low, Rung.Clear)) return;
            }
        }
        endCall(id, item);
    }

    function endCall(LoanId id, Loan memory item) private {
        mark(item);
        emit Cleared(id);
    }

    // Liquidation

    /// @dev Sizes the sale that is due and books it; reverts when none is.
    function sell(
        LoanId id,
        Loan memory item,
        Appraisal memory a,
        uint256 maxRepaid,
        uint256 minSeized
    ) private returns (uint256 repaid, uint256 seized, uint256 badDebt) {
        Listing memory terms = a.listings[0];
        (uint256 debt, uint256 arrears) = debtOf(id, item, terms.creditor);
        SaleDue.Verdict memory due = SaleDue.verdict(item, a, debt, arrears, sequencerFeed);
        SaleDue.requireDue(id, due, debt);
        due.sale.maxRepaid = maxRepaid;
        Sale.Result memory sold = Sale.size(terms, due.sale);
        if (sold.repaid == 0 && sold.seized == 0) revert ZeroAmount();
        if (sold.seized < minSeized) revert SeizedBelowMinimum(sold.seized, minSeized);
        settle(id, item, a, sold);
        return (sold.repaid, sold.seized, sold.badDebt);
    }

    /// @dev Books a sale: the repayment, the collateral, bad debt if none is left, and the call if
    ///      the loan is healthy again.
    function settle(LoanId id, Loan memory item, Appraisal memory a, Sale.Result memory sold)
        private
    {
        Listing memory terms = a.listings[0];
        ICreditor creditor = ICreditor(terms.creditor);
        CollateralId first = item.ids[0];
        uint256 left;
        uint256 asked;
        (item.units, left, asked) = creditor.repay(id, first, item.units, sold.repaid);
        if (asked != sold.repaid) revert Overcharged(terms.creditor, asked, sold.repaid);
        item.amounts[0] -= sold.seized;
        bool soldOut = item.amounts[0] == 0;
        if (!soldOut && left != 0 && left < terms.minDebt) {
            revert DebtBelowMinimum(id, left, terms.minDebt);
        }
        if (soldOut && item.count == 1 && item.units != 0) {
            sold.badDebt = creditor.writeOff(id, first, item.units);
            item.units = 0;
        }
        emitLiquidated(id, first, sold, item.units);
        if (soldOut) {
            removeCollateral(id, item, 0, terms.creditor, false);
            if (item.called) {
                a = appraise(id, item);
                if (item.units != 0) (left,) = debtOf(id, item, terms.creditor);
            }
        }
        if (item.called) clearIfHealthy(id, item, terms, a, left);
    }

    function emitLiquidated(LoanId id, CollateralId first, Sale.Result memory sold, uint256 units)
        private
    {
        emit Liquidated(
            id, first, msg.sender, sold.repaid, sold.seized, sold.bonusWad, sold.badDebt, units
        );
    }

    // Shared

    /// @dev Dates the loan: no liquidation in this second, and no call in force.
    function mark(Loan memory item) private view {
        (item.since, item.called, item.reason) = (block.timestamp, false, CallReason.Price);
    }

    /// @dev The listings of what the loan holds; prices are read after.
    function appraise(LoanId id, Loan memory item) private view returns (Appraisal memory a) {
        a.listings = Listings.readAll(id.creditorId(), item);
    }

    /// @dev Brings exactly `amount` from the caller to `to`.
    function pull(address token, address to, uint256 amount) private {
        if (amount == 0) return;
        uint256 before = token.balanceOf(to);
        token.safeTransferFrom(msg.sender, to, amount);
        uint256 later = token.balanceOf(to);
        if (later != before + amount) {
            revert TransferMismatch(token, amount, later > before ? later - before : 0);
        }
    }

    function _useTransientReentrancyGuardOnlyOnMainnet() internal pure override returns (bool) {
        return false;
    }
}
