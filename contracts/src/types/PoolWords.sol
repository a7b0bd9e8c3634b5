// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// What a pool stores, one value type a storage word, fields named from the low end. As value types
// they stay on the stack: a struct would be unpacked to memory and packed again in every action.

/// @dev `baseAccrued (72) | updatedAt (40) | baseRate (40) | cash (104)`
type Clock is uint256;

/// @dev The base class has no premium; its word carries the curator's settings instead, and the
///      highest class in use plus one: `units (104) | baseBps (16) | slopeBps (16) | steepBps (16)
///      | kinkBps (16) | reserveBps (16) | classCount (8)`
type Base is uint256;

/// @dev Classes 1 to 7: `units (104) | premiumAccrued (72) | premiumAt (40) | premium (40)`
type PremiumClass is uint256;

/// @dev `units (104) | flow (104) | flowAt (40)`
type ListingDebt is uint256;

/// @dev `lenderAssets (104) | firstLoss (104)`
type Shared is uint256;

using Clocks for Clock global;
using Bases for Base global;
using PremiumClasses for PremiumClass global;
using ListingDebts for ListingDebt global;
using SharedWords for Shared global;

uint256 constant MASK_16 = 2 ** 16 - 1;
uint256 constant MASK_40 = 2 ** 40 - 1;
uint256 constant MASK_72 = 2 ** 72 - 1;
uint256 constant MASK_104 = 2 ** 104 - 1;

library Clocks {
    /// @dev The caller knows that each value fits.
    function make(uint256 baseAccrued_, uint256 updatedAt_, uint256 baseRate_, uint256 cash_)
        internal
        pure
        returns (Clock)
    {
        return Clock.wrap(baseAccrued_ | (updatedAt_ << 72) | (baseRate_ << 112) | (cash_ << 152));
    }

    function baseAccrued(Clock c) internal pure returns (uint256) {
        return Clock.unwrap(c) & MASK_72;
    }

    function updatedAt(Clock c) internal pure returns (uint256) {
        return (Clock.unwrap(c) >> 72) & MASK_40;
    }

    function baseRate(Clock c) internal pure returns (uint256) {
        return (Clock.unwrap(c) >> 112) & MASK_40;
    }

    function cash(Clock c) internal pure returns (uint256) {
        return Clock.unwrap(c) >> 152;
    }
}

library Bases {
    function units(Base b) internal pure returns (uint256) {
        return Base.unwrap(b) & MASK_104;
    }

    function baseBps(Base b) internal pure returns (uint256) {
        return (Base.unwrap(b) >> 104) & MASK_16;
    }

    function slopeBps(Base b) internal pure returns (uint256) {
        return (Base.unwrap(b) >> 120) & MASK_16;
    }

    function steepBps(Base b) internal pure returns (uint256) {
        return (Base.unwrap(b) >> 136) & MASK_16;
    }

    function kinkBps(Base b) internal pure returns (uint256) {
        return (Base.unwrap(b) >> 152) & MASK_16;
    }

    function reserveBps(Base b) internal pure returns (uint256) {
        return (Base.unwrap(b) >> 168) & MASK_16;
    }

    function classCount(Base b) internal pure returns (uint256) {
        return (Base.unwrap(b) >> 184) & 0xff;
    }

    function withUnits(Base b, uint256 units_) internal pure returns (Base) {
        return Base.wrap((Base.unwrap(b) & ~MASK_104) | units_);
    }

    function withClassCount(Base b, uint256 count) internal pure returns (Base) {
        return Base.wrap((Base.unwrap(b) & ~(uint256(0xff) << 184)) | (count << 184));
    }

    function withRates(
        Base b,
        uint256 baseBps_,
        uint256 slopeBps_,
        uint256 steepBps_,
        uint256 kinkBps_,
        uint256 reserveBps_
    ) internal pure returns (Base) {
        uint256 kept = Base.unwrap(b) & (MASK_104 | (uint256(0xff) << 184));
        return Base.wrap(
            kept | (baseBps_ << 104) | (slopeBps_ << 120) | (steepBps_ << 136) | (kinkBps_ << 152)
                | (reserveBps_ << 168)
        );
    }
}

library PremiumClasses {
    function make(uint256 units_, uint256 premiumAccrued_, uint256 premiumAt_, uint256 premium_)
        internal
        pure
        returns (PremiumClass)
    {
        return PremiumClass.wrap(
            units_ | (premiumAccrued_ << 104) | (premiumAt_ << 176) | (premium_ << 216)
        );
    }

    function units(PremiumClass c) internal pure returns (uint256) {
        return PremiumClass.unwrap(c) & MASK_104;
    }

    function premiumAccrued(PremiumClass c) internal pure returns (uint256) {
        return (PremiumClass.unwrap(c) >> 104) & MASK_72;
    }

    function premiumAt(PremiumClass c) internal pure returns (uint256) {
        return (PremiumClass.unwrap(c) >> 176) & MASK_40;
    }

    function premium(PremiumClass c) internal pure returns (uint256) {
        return PremiumClass.unwrap(c) >> 216;
    }

    function withUnits(PremiumClass c, uint256 units_) internal pure returns (PremiumClass) {
        return PremiumClass.wrap((PremiumClass.unwrap(c) & ~MASK_104) | units_);
    }
}

library ListingDebts {
    function make(uint256 units_, uint256 flow_, uint256 flowAt_)
        internal
        pure
        returns (ListingDebt)
    {
        return ListingDebt.wrap(units_ | (flow_ << 104) | (flowAt_ << 208));
    }

    function units(ListingDebt d) internal pure returns (uint256) {
        return ListingDebt.unwrap(d) & MASK_104;
    }

    function flow(ListingDebt d) internal pure returns (uint256) {
        return (ListingDebt.unwrap(d) >> 104) & MASK_104;
    }

    function flowAt(ListingDebt d) internal pure returns (uint256) {
        return ListingDebt.unwrap(d) >> 208;
    }
}

library SharedWords {
    /// @dev The caller knows that each value fits.
    function make(uint256 lenderAssets_, uint256 firstLoss_) internal pure returns (Shared) {
        return Shared.wrap(lenderAssets_ | (firstLoss_ << 104));
    }

    function lenderAssets(Shared s) internal pure returns (uint256) {
        return Shared.unwrap(s) & MASK_104;
    }

    function firstLoss(Shared s) internal pure returns (uint256) {
        return Shared.unwrap(s) >> 104;
    }
}
