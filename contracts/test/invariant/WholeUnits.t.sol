// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ladder} from "../../src/types/Terms.sol";
import {Campaign} from "./Campaign.sol";
import {Kind} from "./Probe.sol";
import {ListingSetup, Setup} from "./Setup.sol";

/// @notice The extremes of decimals: collateral that has none, so that one unit is a quarter of an
///         ordinary loan, and a loan token of 27, so that the pool is near the most it can hold.
contract WholeUnitsTest is Campaign {
    function setup() internal pure override returns (Setup memory s) {
        s.loanDecimals = 27;
        s.size = 10e27;
        s.tokenDecimals = new uint8[](2);
        (s.tokenDecimals[0], s.tokenDecimals[1]) = (0, 18);
        Ladder memory ladder = Ladder(5_000, 6_200, 6_400, 7_000, 8_000);
        s.listings = new ListingSetup[](2);
        s.listings[0] = ListingSetup(0, 2.5e27, 0, 500, ladder);
        s.listings[1] = ListingSetup(1, 1e27, 3, 500, Ladder(3_500, 4_800, 5_000, 5_500, 6_500));
    }

    function expects(Kind kind) internal pure override returns (bool) {
        return kind != Kind.CallWithFee && kind != Kind.SequencerMove;
    }
}
