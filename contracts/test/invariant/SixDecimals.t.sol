// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ladder} from "../../src/types/Terms.sol";
import {Campaign} from "./Campaign.sol";
import {Kind} from "./Probe.sol";
import {ListingSetup, Setup} from "./Setup.sol";

/// @notice The ordinary pool: a loan token of 6 decimals, collaterals of 8 and 18, one class.
contract SixDecimalsTest is Campaign {
    function setup() internal pure override returns (Setup memory s) {
        s.loanDecimals = 6;
        s.size = 10_000e6;
        s.tokenDecimals = new uint8[](2);
        (s.tokenDecimals[0], s.tokenDecimals[1]) = (8, 18);
        Ladder memory major = Ladder(5_000, 6_200, 6_400, 7_000, 8_000);
        s.listings = new ListingSetup[](2);
        s.listings[0] = ListingSetup(0, 60_000e6, 0, 500, major);
        s.listings[1] = ListingSetup(1, 2_000e6, 0, 500, Ladder(4_700, 5_900, 6_100, 6_700, 7_700));
    }

    function expects(Kind kind) internal pure override returns (bool) {
        return kind != Kind.CallWithFee && kind != Kind.SequencerMove;
    }
}
