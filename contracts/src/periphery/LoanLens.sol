// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {ICreditor} from "../credit/ICreditor.sol";
import {ILendingPool} from "../interfaces/ILendingPool.sol";
import {ILoanBook, ILoanBookErrors} from "../interfaces/ILoanBook.sol";
import {
    CollateralPrices,
    ILoanLens,
    Limits,
    LoanState,
    Market,
    State
} from "../interfaces/ILoanLens.sol";
import {Cure} from "../libraries/Cure.sol";
import {MarginCall} from "../libraries/MarginCall.sol";
import {Sale} from "../libraries/Sale.sol";
import {Due, SaleDue} from "../libraries/SaleDue.sol";
import {Appraisal, Rung, Valuation} from "../libraries/Valuation.sol";
import {SequencerUptime} from "../oracles/SequencerUptime.sol";
import {CollateralId} from "../types/CollateralId.sol";
import {CallReason, Loan} from "../types/Loan.sol";
import {LoanId} from "../types/LoanId.sol";
import {Listing} from "../types/Terms.sol";

/// @title LoanLens
/// @notice No state, no privileges, nothing to trust: every answer follows from the book, its
///         creditors and its oracles in the same block.
contract LoanLens is ILoanLens {
    using FixedPointMathLib for uint256;
    using Valuation for Appraisal;

    uint256 private constant WAD = 1e18;
    uint256 private constant RAY = 1e27;

    address public immutable override book;
    address private immutable sequencerFeed;

    constructor(ILoanBook book_) {
        book = address(book_);
        sequencerFeed = book_.sequencerFeed();
    }

    function loanState(LoanId id) public view override returns (LoanState memory s) {
        Loan memory loan = ILoanBook(book).loan(id);
        Appraisal memory a = appraise(id, loan);
        s.priced = a.tryReadPrices();
        if (s.priced) fillValues(s, loan, a);
        if (loan.units == 0) return s;
        (s.debt, s.arrears) = debtOf(id, loan, a.listings[0].creditor);
        fillCall(s, loan, a.listings[0]);
        Due due;
        if (s.priced) {
            s.ltvWad = ratioUp(s.debt, s.valueLow);
            SaleDue.Verdict memory v = SaleDue.verdict(loan, a, s.debt, s.arrears, sequencerFeed);
            (due, s.bonusWad) = (v.due, v.sale.bonusWad);
        }
        s.state = stateOf(s, due);
    }

    function loanStates(LoanId[] calldata ids)
        external
        view
        override
        returns (LoanState[] memory states)
    {
        states = new LoanState[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) {
            states[i] = loanState(ids[i]);
        }
    }

    function cure(LoanId id)
        external
        view
        override
        returns (CallReason reason, uint256 debt, uint256 repayment, uint256[] memory topUps)
    {
        Loan memory loan = loanWithDebt(id);
        Appraisal memory a = appraise(id, loan);
        bool priced = a.tryReadPrices();
        reason = reasonOf(id, loan, a, priced);
        if (reason == CallReason.Price && !priced) a.readPrices();
        loan.reason = reason;
        Cure.Amounts memory c = Cure.assess(id, loan, a, priced);
        Cure.complete(c, loan, a);
        (debt, repayment, topUps) = (c.debt, c.repayment, c.topUps);
    }

    function previewLiquidate(LoanId id, uint256 maxRepaid)
        external
        view
        override
        returns (uint256 repaid, uint256 seized, uint256 bonusWad, uint256 badDebt)
    {
        Loan memory loan = loanWithDebt(id);
        if (loan.since == block.timestamp) revert ILoanBookErrors.SameBlock(id);
        Appraisal memory a = appraise(id, loan);
        a.readPrices();
        Listing memory terms = a.listings[0];
        (uint256 debt, uint256 arrears) = debtOf(id, loan, terms.creditor);
        SaleDue.Verdict memory v = SaleDue.verdict(loan, a, debt, arrears, sequencerFeed);
        SaleDue.requireDue(id, v, debt);
        v.sale.maxRepaid = maxRepaid;
        Sale.Result memory sold = Sale.size(terms, v.sale);
        if (sold.repaid == 0 && sold.seized == 0) revert ILoanBookErrors.ZeroAmount();
        badDebt = badDebtAfter(id, loan, terms, debt, sold);
        (repaid, seized, bonusWad) = (sold.repaid, sold.seized, sold.bonusWad);
    }

    function pricesOf(LoanId id) external view override returns (CollateralPrices[] memory out) {
        Loan memory loan = ILoanBook(book).loan(id);
        Appraisal memory a = appraise(id, loan);
        uint256 debt;
        if (loan.units != 0) (debt,) = debtOf(id, loan, a.listings[0].creditor);
        out = new CollateralPrices[](loan.count);
        uint256 pricedCount;
        for (uint256 i = 0; i < loan.count; i++) {
            (out[i].collateralId, out[i].amount) = (loan.ids[i], loan.amounts[i]);
            (out[i].priced, a.low[i], a.high[i]) = tryPrice(a.listings[i]);
            (out[i].low, out[i].high) = (a.low[i], a.high[i]);
            if (out[i].priced) pricedCount++;
        }
        for (uint256 i = 0; i < loan.count; i++) {
            CollateralPrices memory c = out[i];
            c.known = pricedCount + (c.priced ? 0 : 1) == loan.count;
            if (!c.known) continue;
            c.callPrice = triggerPrice(loan, a.listings, a.low, Rung.Call, i, debt);
            c.liquidationPrice = triggerPrice(loan, a.listings, a.high, Rung.Liquidation, i, debt);
            if (!c.priced) continue;
            c.callFractionWad = ratioUp(c.callPrice, c.low);
            c.liquidationFractionWad = ratioUp(c.liquidationPrice, c.high);
        }
    }

    function market(address pool, CollateralId collateralId)
        external
        view
        override
        returns (Market memory m)
    {
        ILendingPool from = ILendingPool(pool);
        uint32 creditorId = from.creditorId();
        if (ILoanBook(book).creditorOf(creditorId) != pool) {
            revert ILoanBookErrors.NotACreditor(pool);
        }
        m.listing = ILoanBook(book).listing(creditorId, collateralId);
        m.closed = ILoanBook(book).isListingClosed(creditorId, collateralId);
        (m.debt, m.flow, m.ceiling, m.hourly) = from.listingOf(collateralId);
        uint256 riskClass = collateralId.riskClass();
        m.debt = m.debt.fullMulDivUp(from.indexOf(riskClass), RAY);
        (m.cash, m.owed, m.firstLoss) = (from.cash(), from.owed(), from.firstLoss());
        (m.utilisationWad, m.rate) = (from.utilisation(), from.rateOf(riskClass));
        m.rates = from.rates();
        (m.priced, m.low, m.high) = tryPrice(m.listing);
    }

    // What a loan holds and owes

    function loanWithDebt(LoanId id) private view returns (Loan memory loan) {
        loan = ILoanBook(book).loan(id);
        if (loan.units == 0) revert ILoanBookErrors.NoDebt(id);
    }

    function appraise(LoanId id, Loan memory loan) private view returns (Appraisal memory a) {
        a.listings = new Listing[](loan.count);
        uint32 creditorId = id.creditorId();
        for (uint256 i = 0; i < loan.count; i++) {
            a.listings[i] = ILoanBook(book).listing(creditorId, loan.ids[i]);
        }
    }

    function debtOf(LoanId id, Loan memory loan, address creditor)
        private
        view
        returns (uint256 debt, uint256 arrears)
    {
        return ICreditor(creditor).debtOf(id, loan.ids[0], loan.units);
    }

    // Where it stands

    function fillValues(LoanState memory s, Loan memory loan, Appraisal memory a) private pure {
        s.valueLow = Valuation.totalValue(loan, a.low);
        s.valueHigh = Valuation.totalValue(loan, a.high);
        s.low = limits(loan, a.listings, a.low);
        s.high = limits(loan, a.listings, a.high);
    }

    function limits(Loan memory loan, Listing[] memory listings, uint256[8] memory prices)
        private
        pure
        returns (Limits memory)
    {
        return Limits({
            open: Valuation.limit(loan, listings, prices, Rung.Open),
            target: Valuation.limit(loan, listings, prices, Rung.Target),
            clear: Valuation.limit(loan, listings, prices, Rung.Clear),
            call: Valuation.limit(loan, listings, prices, Rung.Call),
            liquidation: Valuation.limit(loan, listings, prices, Rung.Liquidation)
        });
    }

    /// @dev A call lapses as `MarginCall.isOpen` has it: by its own clock where the sequencer's
    ///      feed names no instant.
    function fillCall(LoanState memory s, Loan memory loan, Listing memory terms) private view {
        if (!MarginCall.isOpen(loan, terms, sequencerFeed)) return;
        (s.calledAt, s.reason) = (loan.since, loan.reason);
        s.cureEnd = MarginCall.cureEnd(loan, terms, sequencerFeed);
        (, uint256 since) = SequencerUptime.upSince(sequencerFeed);
        s.lapseAt = since == 0
            ? loan.since + terms.cureWindow + terms.lapse
            : s.cureEnd.saturatingAdd(terms.lapse);
    }

    function stateOf(LoanState memory s, Due due) private pure returns (State) {
        if (due == Due.Hard) return State.HardLiquidation;
        if (due == Due.Soft) return State.SoftLiquidation;
        if (s.calledAt != 0) return State.Called;
        bool callDue = s.arrears != 0 || (s.priced && s.debt > s.low.call);
        return callDue ? State.CallDue : State.Healthy;
    }

    /// @dev As the book decides it: price before default.
    function reasonOf(LoanId id, Loan memory loan, Appraisal memory a, bool priced)
        private
        view
        returns (CallReason)
    {
        if (MarginCall.isOpen(loan, a.listings[0], sequencerFeed)) return loan.reason;
        (uint256 debt, uint256 arrears) = debtOf(id, loan, a.listings[0].creditor);
        if (arrears == 0) return CallReason.Price;
        if (priced && debt > Valuation.limit(loan, a.listings, a.low, Rung.Call)) {
            return CallReason.Price;
        }
        return CallReason.Default;
    }

    // What a sale leaves

    /// @dev The book's rules after a sale: no dust, and bad debt when the last collateral is gone.
    function badDebtAfter(
        LoanId id,
        Loan memory loan,
        Listing memory terms,
        uint256 debt,
        Sale.Result memory sold
    ) private view returns (uint256 badDebt) {
        bool soldOut = sold.seized == loan.amounts[0];
        bool last = soldOut && loan.count == 1;
        bool small = !soldOut && debt - sold.repaid < terms.minDebt;
        if (sold.repaid == debt || (!last && !small)) return 0;
        uint256 left = debtAfter(id, loan, terms.creditor, debt, sold.repaid);
        if (last) return left;
        if (left < terms.minDebt) {
            revert ILoanBookErrors.DebtBelowMinimum(id, left, terms.minDebt);
        }
    }

    /// @dev What a repayment leaves is the smallest debt that needs no larger one. A creditor's
    ///      rounding can leave more than `debt - repaid`, so it is searched from there.
    function debtAfter(LoanId id, Loan memory loan, address creditor, uint256 debt, uint256 repaid)
        private
        view
        returns (uint256 least)
    {
        least = debt - repaid;
        uint256 most = debt;
        while (least < most) {
            uint256 middle = least.avg(most);
            (,, uint256 needed,) = ICreditor(creditor).assess(id, loan.ids[0], loan.units, middle);
            if (needed <= repaid) most = middle;
            else least = middle + 1;
        }
    }

    // Prices

    function tryPrice(Listing memory listing)
        private
        view
        returns (bool priced, uint256 low, uint256 high)
    {
        Appraisal memory one;
        one.listings = new Listing[](1);
        one.listings[0] = listing;
        priced = one.tryReadPrices();
        if (priced) (low, high) = (one.low[0], one.high[0]);
    }

    /// @dev The smallest price of collateral i at which `debt <= limit`. With `need = debt - limit
    ///      of the others`: `floor(v * ltv / 1e4) >= need` from `v = ceil(need * 1e4 / ltv)` on,
    ///      and `floor(amount * p / 1e36) >= v` from `p = ceil(v * 1e36 / amount)` on. Worked: debt
    ///      30,000 against 1 unit at 70 %: v = 42,857.15 (to the cent), p = 42,857.15.
    function triggerPrice(
        Loan memory loan,
        Listing[] memory listings,
        uint256[8] memory prices,
        Rung rung,
        uint256 i,
        uint256 debt
    ) private pure returns (uint256) {
        uint256 price = prices[i];
        prices[i] = 0;
        uint256 others = Valuation.limit(loan, listings, prices, rung);
        prices[i] = price;
        if (debt <= others) return 0;
        uint256 ltvBps = Valuation.ltvBps(listings[i], rung);
        uint256 value = (debt - others).fullMulDivUp(Valuation.BPS, ltvBps);
        uint256 amount = loan.amounts[i];
        if (value > Valuation.value(amount, type(uint256).max)) return type(uint256).max;
        return value.fullMulDivUp(Valuation.PRICE_SCALE, amount);
    }

    /// @dev `a / b`, wad, rounded up; 2^256 - 1 where it does not fit or `a` is that already.
    function ratioUp(uint256 a, uint256 b) private pure returns (uint256) {
        uint256 most = type(uint256).max;
        if (a == 0) return 0;
        if (a == most || b == 0 || a / b >= most / WAD) return most;
        return a.fullMulDivUp(WAD, b);
    }
}
