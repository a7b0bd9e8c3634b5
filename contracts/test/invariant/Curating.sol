// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RateConfig} from "../../src/credit/rates/KinkedRate.sol";
import {CollateralId} from "../../src/types/CollateralId.sol";
import {Act} from "./Errors.sol";
import {Lending} from "./Lending.sol";
import {Kind} from "./Probe.sol";
import {Dice, ListingSetup, Setup} from "./Setup.sol";

/// @notice What the curator may change: limits, rates, listings. No loan and no listing's terms.
abstract contract Curating is Lending {
    uint256 private constant MOST_LISTINGS = 12;

    constructor(Setup memory s) Lending(s) {}

    function curate(uint256 seed) external step {
        Dice memory dice = Dice(seed);
        uint256 choice = dice.roll(12);
        if (choice < 3) setLimits(dice);
        else if (choice < 6) lowerLimits(dice);
        else if (choice < 8) setRates(dice);
        else if (choice < 10) setPremium(dice);
        else if (choice == 10 && dice.oneIn(6)) closeListing(dice);
        else if (choice == 11 && dice.oneIn(6)) listAnother(dice);
        settleMarket();
        for (uint256 i = 0; i < listed.length; i++) {
            assertEq(hashOfTerms(i), termsHashes[i], "invariant 14: a listing's terms changed");
        }
    }

    function setLimits(Dice memory dice) private {
        CollateralId id = listed[dice.roll(listed.length)];
        uint104 ceiling = uint104(dice.between(10 * size, 200 * size));
        uint104 hourly = uint104(dice.between(2 * size, 50 * size));
        uint256 flow = flowOf(id);
        curated(abi.encodeCall(pool.setLimits, (id, ceiling, hourly)), Kind.SetLimits);
        setFlow(id, flow);
    }

    function lowerLimits(Dice memory dice) private {
        CollateralId id = listed[dice.roll(listed.length)];
        (,, uint256 ceiling, uint256 hourly) = pool.listingOf(id);
        uint104 less = uint104(dice.between(ceiling * 9 / 10, ceiling + ceiling / 50));
        uint104 slower = uint104(dice.between(hourly * 9 / 10, hourly));
        uint256 flow = flowOf(id);
        bool ok = curated(abi.encodeCall(pool.lowerLimits, (id, less, slower)), Kind.LowerLimits);
        if (ok) setFlow(id, flow);
        assertEq(ok, less <= ceiling, "invariant 25: limits are lowered, and only lowered");
    }

    /// @dev Rates that cannot multiply a debt by more than the room that is left for it.
    function setRates(Dice memory dice) private {
        RateConfig memory rates = RateConfig({
            baseBps: uint16(dice.roll(300)),
            slopeBps: uint16(dice.roll(1_000)),
            steepBps: uint16(dice.roll(6_000)),
            kinkBps: uint16(dice.between(1, 10_050)),
            reserveBps: uint16(dice.between(0, 5_200))
        });
        bool ok = curated(abi.encodeCall(pool.setRates, (rates)), Kind.SetRates);
        bool within = rates.kinkBps < 10_000 && rates.reserveBps <= 5_000;
        assertEq(ok, within, "invariant 25: rates within their bounds");
    }

    function setPremium(Dice memory dice) private {
        uint256 riskClass = dice.roll(9);
        uint16 premium = uint16(dice.roll(1_000));
        bool ok = curated(abi.encodeCall(pool.setPremium, (riskClass, premium)), Kind.SetPremium);
        bool within = riskClass < 8 && (riskClass != 0 || premium == 0);
        assertEq(ok, within, "invariant 25: premiums within their bounds");
    }

    /// @dev Never the first, so that loans can always begin.
    function closeListing(Dice memory dice) private {
        uint256 i = dice.roll(listed.length);
        if (i == 0) return;
        bool ok = curated(abi.encodeCall(pool.closeListing, (listed[i])), Kind.CloseListing);
        assertTrue(ok, "invariant 25: a listing is closed at once");
    }

    /// @dev The same token and ladder again under another id, after a closed one for instance.
    function listAnother(Dice memory dice) private {
        if (listings.length >= MOST_LISTINGS) return;
        uint256 i = dice.roll(listings.length);
        ListingSetup memory setup = listings[i];
        uint256 whole = setup.value * PRICE_SCALE / basePrices[i];
        addListing(setup, whole);
        did(Kind.ListCollateral);
    }

    function curated(bytes memory data, Kind kind) private returns (bool ok) {
        (ok,) = attempt(Act.Curator, curator, address(pool), data);
        if (ok) did(kind);
    }
}
