// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ladder} from "../../src/types/Terms.sol";
import {Campaign} from "./Campaign.sol";
import {Kind} from "./Probe.sol";
import {ListingSetup, Setup} from "./Setup.sol";

/// @notice A rollup whose sequencer stops and starts, a fee for who calls, and tokens that answer
///         nothing from a transfer.
contract FeeAndSequencerTest is Campaign {
    function setup() internal pure override returns (Setup memory s) {
        s.loanDecimals = 6;
        s.size = 10_000e6;
        s.silentTokens = true;
        s.sequencer = true;
        s.callFee = true;
        s.tokenDecimals = new uint8[](2);
        (s.tokenDecimals[0], s.tokenDecimals[1]) = (8, 18);
        Ladder memory major = Ladder(5_000, 6_200, 6_400, 7_000, 8_000);
        s.listings = new ListingSetup[](2);
        s.listings[0] = ListingSetup(0, 60_000e6, 0, 500, major);
        s.listings[1] = ListingSetup(1, 2_000e6, 1, 800, Ladder(3_500, 4_800, 5_000, 5_500, 6_500));
    }

    function expects(Kind) internal pure override returns (bool) {
        return true;
    }
}
