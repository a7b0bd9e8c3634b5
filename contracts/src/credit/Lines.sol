// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILendingPool} from "../interfaces/ILendingPool.sol";
import {Exponential} from "../libraries/Exponential.sol";
import {RISK_CLASSES} from "../types/CollateralId.sol";
import {KinkedRate, RateConfig} from "./rates/KinkedRate.sol";

/// @title Variable-rate lines: how debt grows
/// @notice A class's index is `e^(base accrued + premium accrued)`, a function of two sums of rate
///         times seconds. Nothing is written for a class that is not touched, interest does not
///         depend on how often it is brought up to date, and what all loans owe is exact at every
///         action: `sum over classes of floor(units * index / 1e27)`.
abstract contract Lines is ILendingPool {
    uint256 internal constant RAY = 1e27;
    uint256 internal constant MAX_AMOUNT = type(uint104).max;

    struct Clock {
        uint72 baseAccrued;
        uint40 updatedAt;
        uint40 baseRate;
        uint104 cash;
    }

    struct Class {
        uint104 units;
        uint72 premiumAccrued;
        uint40 premiumAt;
        uint40 premium;
    }

    /// @dev One word: the curator's settings, and the highest class in use plus one.
    struct Settings {
        uint16 baseBps;
        uint16 slopeBps;
        uint16 steepBps;
        uint16 kinkBps;
        uint16 reserveBps;
        uint8 classCount;
    }

    /// @dev The state of all lines as of this block, in memory.
    struct Position {
        uint256 baseAccrued;
        uint256 cash;
        uint256 owed;
        uint256[] indexes;
        Class[] classes;
        Settings settings;
    }

    Clock internal clock_;
    Class[RISK_CLASSES] internal classes_;
    Settings internal settings_;

    /// @dev Every class as of now. Interest rounds down.
    function load() internal view returns (Position memory p) {
        Clock memory c = clock_;
        p.settings = settings_;
        p.cash = c.cash;
        p.baseAccrued = accruedBase(c);
        uint256 count = p.settings.classCount;
        p.indexes = new uint256[](count);
        p.classes = new Class[](count);
        for (uint256 k = 0; k < count; k++) {
            Class memory class = classes_[k];
            p.classes[k] = class;
            p.indexes[k] = index(p.baseAccrued, class);
            p.owed += class.units * p.indexes[k] / RAY;
        }
    }

    /// @dev Books a class's new units and writes the class.
    function setUnits(Position memory p, uint256 k, uint256 units) internal {
        if (units > MAX_AMOUNT) revert AmountAboveBound(units, MAX_AMOUNT);
        Class memory class = p.classes[k];
        p.owed = p.owed - class.units * p.indexes[k] / RAY + units * p.indexes[k] / RAY;
        class.units = uint104(units);
        classes_[k] = class;
    }

    /// @dev Writes the clock with the rate that follows from the position.
    function store(Position memory p) internal {
        if (p.cash > MAX_AMOUNT) revert AmountAboveBound(p.cash, MAX_AMOUNT);
        uint256 rate = KinkedRate.rate(configOf(p.settings), p.owed, p.cash);
        clock_ = Clock({
            baseAccrued: uint72(p.baseAccrued),
            updatedAt: uint40(block.timestamp),
            baseRate: uint40(rate),
            cash: uint104(p.cash)
        });
        emit Accrued(p.baseAccrued, rate);
    }

    /// @dev The base class has no premium, so its word need not be read.
    function indexNow(uint256 k) internal view returns (uint256) {
        Class memory class;
        if (k != 0) class = classes_[k];
        return index(accruedBase(clock_), class);
    }

    function accruedBase(Clock memory c) private view returns (uint256) {
        return Exponential.accrue(c.baseAccrued, c.baseRate, block.timestamp - c.updatedAt);
    }

    function accruedPremium(Class memory class) internal view returns (uint256) {
        return
            Exponential.accrue(
                class.premiumAccrued, class.premium, block.timestamp - class.premiumAt
            );
    }

    function index(uint256 baseAccrued, Class memory class) private view returns (uint256) {
        uint256 accrued = baseAccrued;
        if (class.premium != 0 || class.premiumAccrued != 0) accrued += accruedPremium(class);
        if (accrued > Exponential.MAX_ACCRUED) accrued = Exponential.MAX_ACCRUED;
        return Exponential.growth(accrued);
    }

    function configOf(Settings memory s) internal pure returns (RateConfig memory) {
        return RateConfig(s.baseBps, s.slopeBps, s.steepBps, s.kinkBps, s.reserveBps);
    }
}
