// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ladder} from "../../src/types/Terms.sol";
import {Campaign} from "./Campaign.sol";
import {Kind} from "./Probe.sol";
import {ListingSetup, Setup} from "./Setup.sol";

/// @notice Many collaterals in three classes for a loan token of 18 decimals, two listings of one
///         token among them, and one more than a loan can hold.
contract ThreeClassesTest is Campaign {
    function setup() internal pure override returns (Setup memory s) {
        s.loanDecimals = 18;
        s.size = 10_000e18;
        s.tokenDecimals = new uint8[](6);
        (s.tokenDecimals[0], s.tokenDecimals[1], s.tokenDecimals[2]) = (8, 18, 18);
        (s.tokenDecimals[3], s.tokenDecimals[4], s.tokenDecimals[5]) = (6, 18, 24);
        Ladder memory major = Ladder(5_000, 6_200, 6_400, 7_000, 8_000);
        Ladder memory ether_ = Ladder(4_700, 5_900, 6_100, 6_700, 7_700);
        Ladder memory minor = Ladder(3_500, 4_800, 5_000, 5_500, 6_500);
        s.listings = new ListingSetup[](9);
        s.listings[0] = ListingSetup(0, 60_000e18, 0, 500, major);
        s.listings[1] = ListingSetup(1, 2_000e18, 1, 500, ether_);
        s.listings[2] = ListingSetup(2, 10e18, 2, 800, minor);
        s.listings[3] = ListingSetup(3, 1e18, 0, 200, Ladder(8_000, 8_500, 8_600, 9_000, 9_300));
        s.listings[4] = ListingSetup(1, 2_000e18, 2, 1_000, minor);
        s.listings[5] = ListingSetup(4, 300e18, 1, 500, ether_);
        s.listings[6] = ListingSetup(5, 5e18, 2, 1_500, Ladder(1_000, 1_000, 1_500, 2_000, 3_000));
        s.listings[7] = ListingSetup(2, 10e18, 1, 800, minor);
        s.listings[8] = ListingSetup(0, 60_000e18, 0, 0, major);
    }

    function expects(Kind kind) internal pure override returns (bool) {
        return kind != Kind.CallWithFee && kind != Kind.SequencerMove;
    }
}
