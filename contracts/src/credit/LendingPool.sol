// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {ILoanBook} from "../interfaces/ILoanBook.sol";
import {CollateralId} from "../types/CollateralId.sol";
import {LoanId} from "../types/LoanId.sol";
import {ListingDebt, ListingDebts} from "../types/PoolWords.sol";
import {CreditorTerms} from "../types/Terms.sol";
import {ICreditor} from "./ICreditor.sol";
import {PoolCuration} from "./PoolCuration.sol";
import {PoolShares} from "./PoolShares.sol";

/// @title LendingPool
/// @notice Lends one token against the collaterals its curator lists. Lenders hold ERC-4626 shares
///         (`PoolShares`); loans are lines at a variable rate (`Lines`); the curator's and the
///         guardian's powers are in `PoolCuration`.
///
/// Units. A line's units are a share of its class's index: `debt = ceil(units * index / 1e27)`. A
///   draw adds units rounded up, a repayment removes units rounded down, so the pool never loses to
///   rounding: cash + owed never falls but by a write-off or a lender's withdrawal.
///
/// Limits. A ceiling binds the debt of all loans led by a collateral; the hourly limit is a level
///   that each new debt raises, each repayment lowers and time drains at `hourly` an hour, so that
///   debt grows by no more than `hourly` at once and no more than twice that in any hour, and
///   nobody can use the limit up without leaving the debt there. Debt that a sale moves to the
///   next collateral changes no level.
///
/// Losses. Bad debt is taken from the first loss, then from the lenders' assets, in the transaction
/// of the last sale.
contract LendingPool is PoolShares, PoolCuration, ICreditor {
    using FixedPointMathLib for uint256;
    using SafeTransferLib for address;

    modifier onlyBook() {
        if (msg.sender != book) revert NotBook(msg.sender);
        _;
    }

    constructor(
        ILoanBook book_,
        CreditorTerms memory terms,
        address authority_,
        string memory name_,
        string memory symbol_
    ) PoolShares(terms.loanToken, name_, symbol_) PoolCuration(book_, terms, authority_) {}

    function draw(LoanId, CollateralId first, uint256 units, uint256 amount, address receiver)
        external
        override
        onlyBook
        returns (uint256 newUnits, uint256 debt)
    {
        Position memory p = load(first.riskClass());
        if (amount > p.cash) revert NotEnoughCash(amount, p.cash);
        newUnits = units + lend(p, first, amount, true);
        debt = toDebt(newUnits, p.index);
        asset().safeTransfer(receiver, amount);
    }

    function repay(LoanId, CollateralId first, uint256 units, uint256 amount)
        external
        override
        onlyBook
        returns (uint256 newUnits, uint256 debt, uint256 repaid)
    {
        Position memory p = load(first.riskClass());
        debt = toDebt(units, p.index);
        unchecked {
            if (amount < debt) {
                repaid = amount;
                newUnits = units - amount * RAY / p.index;
                debt = toDebt(newUnits, p.index);
            } else {
                (repaid, debt) = (debt, 0);
            }
            p.cash += repaid;
        }
        uint256 gone = units - newUnits;
        setUnits(p, p.units - gone);
        release(first, gone, repaid);
        emit Accrued(store(p, p.k == 0));
    }

    function reclassify(LoanId, CollateralId from, CollateralId to, uint256 units, bool limited)
        external
        override
        onlyBook
        returns (uint256 newUnits, uint256 debt)
    {
        Position memory p = load(from.riskClass());
        debt = toDebt(units, p.index);
        setUnits(p, p.units - units);
        release(from, units, limited ? debt : 0);
        newUnits = units;
        if (to.riskClass() != p.k) {
            turnTo(p, to.riskClass());
            newUnits = (debt * RAY).divUp(p.index);
        }
        setUnits(p, p.units + newUnits);
        count(to, newUnits, debt, p.index, limited);
        emit Accrued(store(p, true));
    }

    function payCallFee(LoanId, CollateralId first, uint256 units, uint256 fee, address receiver)
        external
        override
        onlyBook
        returns (uint256 newUnits, uint256 paid)
    {
        Position memory p = load(first.riskClass());
        paid = fee.min(p.cash);
        newUnits = units + lend(p, first, paid, false);
        if (paid != 0) asset().safeTransfer(receiver, paid);
    }

    function writeOff(LoanId, CollateralId first, uint256 units)
        external
        override
        onlyBook
        returns (uint256 badDebt)
    {
        Position memory p = load(first.riskClass());
        (uint256 lenderAssets, uint256 firstLoss_) = share(p);
        badDebt = p.owed;
        setUnits(p, p.units - units);
        badDebt -= p.owed;
        release(first, units, 0);
        uint256 borne = badDebt.min(firstLoss_);
        conclude(p, lenderAssets - (badDebt - borne), firstLoss_ - borne, p.k == 0);
        emit BadDebtBooked(badDebt, borne);
    }

    function debtOf(LoanId, CollateralId first, uint256 units)
        external
        view
        override
        returns (uint256 debt, uint256 arrears)
    {
        return (toDebt(units, indexNow(first.riskClass())), 0);
    }

    /// @dev At most `floor(target * RAY / index)` units may stay; the repayment that removes the
    ///      rest is rounded up, so that flooring it to units again removes at least as many.
    function assess(LoanId, CollateralId first, uint256 units, uint256 target)
        external
        view
        override
        returns (uint256 debt, uint256 arrears, uint256 repayment, uint256 left)
    {
        uint256 index = indexNow(first.riskClass());
        debt = toDebt(units, index);
        if (debt <= target) return (debt, 0, 0, debt);
        uint256 kept = target.fullMulDiv(RAY, index);
        repayment = toDebt(units - kept, index);
        left = repayment < debt ? toDebt(units - repayment * RAY / index, index) : 0;
        arrears = 0;
    }

    /// @dev Lends in memory and writes it: units rounded up, cash out, limits where they apply.
    function lend(Position memory p, CollateralId first, uint256 amount, bool limited)
        private
        returns (uint256 added)
    {
        unchecked {
            added = (amount * RAY).divUp(p.index);
            p.cash -= amount;
        }
        setUnits(p, p.units + added);
        count(first, added, amount, p.index, limited);
        emit Accrued(store(p, p.k == 0));
    }

    /// @dev Counts new debt of a listing, against its limits where they apply.
    function count(CollateralId id, uint256 added, uint256 amount, uint256 index, bool limited)
        private
    {
        ListingDebt d = debts[id];
        uint256 units = d.units() + added;
        (uint256 flow, uint256 flowAt) = (d.flow(), d.flowAt());
        if (limited) {
            Limits storage l = limits[id];
            (uint256 ceiling, uint256 hourly) = (l.ceiling, l.hourly);
            uint256 debt = toDebt(units, index);
            if (debt > ceiling) revert CeilingExceeded(id, debt, ceiling);
            uint256 level = drained(d, hourly);
            uint256 available = hourly.zeroFloorSub(level);
            if (amount > available) revert HourlyLimitExceeded(id, amount, available);
            (flow, flowAt) = (level + amount, block.timestamp);
        }
        debts[id] = ListingDebts.make(units, flow, flowAt);
    }

    /// @dev Takes units off a listing's debt, which counts no fewer than each loan it leads has,
    ///      and gives back to the hourly limit what was repaid.
    function release(CollateralId id, uint256 units, uint256 repaid) private {
        ListingDebt d = debts[id];
        debts[id] = ListingDebts.make(d.units() - units, d.flow().zeroFloorSub(repaid), d.flowAt());
    }

    function toDebt(uint256 units, uint256 index) private pure returns (uint256) {
        unchecked {
            return (units * index).divUp(RAY);
        }
    }
}
