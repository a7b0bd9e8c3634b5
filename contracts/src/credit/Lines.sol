// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPool} from "../interfaces/ILendingPool.sol";
import {Exponential} from "../libraries/Exponential.sol";
import {RISK_CLASSES} from "../types/CollateralId.sol";
import {Base, Clock, Clocks, PremiumClass} from "../types/PoolWords.sol";
import {KinkedRate} from "./rates/KinkedRate.sol";

/// @title Variable-rate lines: how debt grows
/// @notice A class's index is `e^(base accrued + premium accrued)`, a function of two sums of rate
///         times seconds. Nothing is written for a class that is not touched, interest does not
///         depend on how often it is brought up to date, and what all loans owe is exact at every
///         action: `sum over classes of floor(units * index / 1e27)`.
/// @dev Unchecked arithmetic: units, cash and debts are below 2^104 when stored, an index is below
///      2^148, so a product of two is below 2^252 and a sum of eight below 2^255.
abstract contract Lines is ILendingPool {
    uint256 internal constant RAY = 1e27;
    uint256 internal constant MAX_AMOUNT = type(uint104).max;

    /// @dev All lines as of this block, in memory, with one class at hand.
    struct Position {
        uint256 baseAccrued;
        uint256 cash;
        uint256 owed;
        Base base;
        /// @dev Class at hand, its units and its index.
        uint256 k;
        uint256 units;
        uint256 index;
    }

    Clock internal clock_;
    Base internal base_;
    /// @dev Classes 1 to 7; entry 0 is not used.
    PremiumClass[RISK_CLASSES] internal classes_;

    /// @dev Every class as of now, class `k` at hand. Interest rounds down.
    function load(uint256 k) internal view returns (Position memory p) {
        Clock c = clock_;
        p.base = base_;
        p.cash = c.cash();
        p.baseAccrued = accruedBase(c);
        uint256 count = p.base.classCount();
        unchecked {
            for (uint256 i = 0; i < count; i++) {
                (uint256 units, uint256 index) = classAt(p, i);
                p.owed += units * index / RAY;
                if (i == k) (p.k, p.units, p.index) = (k, units, index);
            }
        }
    }

    /// @dev Takes another class to hand.
    function turnTo(Position memory p, uint256 k) internal view {
        p.k = k;
        (p.units, p.index) = classAt(p, k);
    }

    /// @dev Books new units of the class at hand and writes it; the base class is written by
    ///      `store`.
    function setUnits(Position memory p, uint256 units) internal {
        if (units > MAX_AMOUNT) revert AmountAboveBound(units, MAX_AMOUNT);
        unchecked {
            p.owed = p.owed - p.units * p.index / RAY + units * p.index / RAY;
        }
        p.units = units;
        if (p.k == 0) p.base = p.base.withUnits(units);
        else classes_[p.k] = classes_[p.k].withUnits(units);
    }

    /// @dev Writes the clock and the base class, with the rate that follows from the position.
    function store(Position memory p, bool baseTouched) internal returns (uint256 rate) {
        if (p.cash > MAX_AMOUNT) revert AmountAboveBound(p.cash, MAX_AMOUNT);
        (Base b, uint256 cash) = (p.base, p.cash);
        rate = KinkedRate.rate(b.baseBps(), b.slopeBps(), b.steepBps(), b.kinkBps(), p.owed, cash);
        clock_ = Clocks.make(p.baseAccrued, block.timestamp, rate, cash);
        if (baseTouched) base_ = b;
    }

    /// @dev The base class has no premium, so its word need not be read.
    function indexNow(uint256 k) internal view returns (uint256) {
        uint256 accrued = accruedBase(clock_);
        if (k != 0) accrued += accruedPremium(classes_[k]);
        return Exponential.growth(accrued);
    }

    function accruedBase(Clock c) private view returns (uint256) {
        unchecked {
            return
                Exponential.accrue(c.baseAccrued(), c.baseRate(), block.timestamp - c.updatedAt());
        }
    }

    function accruedPremium(PremiumClass class) internal view returns (uint256) {
        unchecked {
            uint256 elapsed = block.timestamp - class.premiumAt();
            return Exponential.accrue(class.premiumAccrued(), class.premium(), elapsed);
        }
    }

    function classAt(Position memory p, uint256 k)
        private
        view
        returns (uint256 units, uint256 index)
    {
        if (k == 0) return (p.base.units(), Exponential.growth(p.baseAccrued));
        PremiumClass class = classes_[k];
        return (class.units(), Exponential.growth(p.baseAccrued + accruedPremium(class)));
    }
}
