// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    Base,
    Clock,
    Clocks,
    ListingDebt,
    ListingDebts,
    PremiumClass,
    PremiumClasses,
    Shared,
    SharedWords
} from "../../src/types/PoolWords.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice What is packed into a pool's words comes out again, and changing one field changes no
///         other.
contract PoolWordsFuzz is TestBase {
    function testFuzz_clock_roundTrip(uint72 accrued, uint40 time, uint40 rate, uint104 cash)
        public
        pure
    {
        Clock c = Clocks.make(accrued, time, rate, cash);
        assertEq(c.baseAccrued(), accrued);
        assertEq(c.updatedAt(), time);
        assertEq(c.baseRate(), rate);
        assertEq(c.cash(), cash);
    }

    function testFuzz_base_roundTrip(uint104 units, uint16[5] calldata bps, uint8 count)
        public
        pure
    {
        Base b = Base.wrap(0).withUnits(units).withClassCount(count);
        b = b.withRates(bps[0], bps[1], bps[2], bps[3], bps[4]);
        assertBase(b, units, bps, count);
    }

    /// @dev Each of the three ways to change a word that holds anything.
    function testFuzz_base_changesOneField(
        uint256 word,
        uint104 units,
        uint16[5] calldata bps,
        uint8 count
    ) public pure {
        Base b = Base.wrap(word);
        uint16[5] memory was = rates(b);
        assertBase(b.withUnits(units), units, was, b.classCount());
        assertBase(b.withClassCount(count), b.units(), was, count);
        Base after_ = b.withRates(bps[0], bps[1], bps[2], bps[3], bps[4]);
        assertBase(after_, b.units(), bps, b.classCount());
    }

    function rates(Base b) internal pure returns (uint16[5] memory) {
        return [
            uint16(b.baseBps()),
            uint16(b.slopeBps()),
            uint16(b.steepBps()),
            uint16(b.kinkBps()),
            uint16(b.reserveBps())
        ];
    }

    function assertBase(Base b, uint256 units, uint16[5] memory bps, uint256 count) internal pure {
        assertEq(b.units(), units, "units");
        assertEq(b.baseBps(), bps[0], "base");
        assertEq(b.slopeBps(), bps[1], "slope");
        assertEq(b.steepBps(), bps[2], "steep");
        assertEq(b.kinkBps(), bps[3], "kink");
        assertEq(b.reserveBps(), bps[4], "reserve");
        assertEq(b.classCount(), count, "count");
    }

    function testFuzz_premiumClass_roundTrip(
        uint104 units,
        uint72 accrued,
        uint40 time,
        uint40 premium,
        uint104 other
    ) public pure {
        PremiumClass c = PremiumClasses.make(units, accrued, time, premium);
        assertEq(c.units(), units);
        c = c.withUnits(other);
        assertEq(c.units(), other);
        assertEq(c.premiumAccrued(), accrued);
        assertEq(c.premiumAt(), time);
        assertEq(c.premium(), premium);
    }

    function testFuzz_listingDebt_roundTrip(uint104 units, uint104 flow, uint40 time) public pure {
        ListingDebt d = ListingDebts.make(units, flow, time);
        assertEq(d.units(), units);
        assertEq(d.flow(), flow);
        assertEq(d.flowAt(), time);
    }

    function testFuzz_shared_roundTrip(uint104 lenderAssets, uint104 firstLoss) public pure {
        Shared s = SharedWords.make(lenderAssets, firstLoss);
        assertEq(s.lenderAssets(), lenderAssets);
        assertEq(s.firstLoss(), firstLoss);
    }
}
