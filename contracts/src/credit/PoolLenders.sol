// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {Shared, SharedWords} from "../types/PoolWords.sol";
import {Lines} from "./Lines.sol";
import {KinkedRate} from "./rates/KinkedRate.sol";

/// @title How interest and losses are shared between lenders and the first loss
/// @notice `cash + owed` belongs to lenders and to the first loss. It grows by interest alone (and
///         a few units of rounding), so what came since the last lender action is the interest to
///         share: the reserve's part, rounded down, to the first loss, the rest to lenders.
///         Borrowers' actions need not write any of it.
abstract contract PoolLenders is Lines {
    using FixedPointMathLib for uint256;

    uint256 private constant BPS = 1e4;

    Shared private shared_;

    function accrue() external override {
        emit Accrued(store(load(0), false));
    }

    function cash() external view override returns (uint256) {
        return clock_.cash();
    }

    function owed() external view override returns (uint256) {
        return load(0).owed;
    }

    function firstLoss() external view override returns (uint256) {
        (, uint256 firstLoss_) = share(load(0));
        return firstLoss_;
    }

    function shared() external view override returns (uint256, uint256) {
        Shared s = shared_;
        return (s.lenderAssets(), s.firstLoss());
    }

    function utilisation() external view override returns (uint256) {
        Position memory p = load(0);
        return KinkedRate.utilisation(p.owed, p.cash);
    }

    /// @dev What belongs to whom with interest up to now, each within its bound; `conclude`
    ///      writes it. Unchecked, since what `Lines` bounds times `reserveBps`, below 2^16, fits,
    ///      and `cut` is part of `gain`.
    function share(Position memory p)
        internal
        view
        returns (uint256 lenderAssets, uint256 firstLoss_)
    {
        Shared s = shared_;
        (lenderAssets, firstLoss_) = (s.lenderAssets(), s.firstLoss());
        unchecked {
            uint256 gain = (p.cash + p.owed).zeroFloorSub(lenderAssets + firstLoss_);
            uint256 cut = gain * p.base.reserveBps() / BPS;
            firstLoss_ = bounded(firstLoss_ + cut);
            lenderAssets = bounded(lenderAssets + gain - cut);
        }
    }

    /// @dev Writes both sides of the pool after an action on the lenders' side.
    /// @param lenderAssets Within its bound, as is `firstLoss_`.
    function conclude(
        Position memory p,
        uint256 lenderAssets,
        uint256 firstLoss_,
        bool baseTouched
    ) internal {
        shared_ = SharedWords.make(lenderAssets, firstLoss_);
        uint256 rate = store(p, baseTouched);
        emit InterestShared(rate, lenderAssets, firstLoss_);
    }

    function bounded(uint256 value) internal pure returns (uint256) {
        if (value > MAX_AMOUNT) revert AmountAboveBound(value, MAX_AMOUNT);
        return value;
    }
}
