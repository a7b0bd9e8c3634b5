// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettableFeed} from "../../local/SettableFeed.sol";
import {MarginCall} from "../../src/libraries/MarginCall.sol";
import {Loan} from "../../src/types/Loan.sol";
import {Listing} from "../../src/types/Terms.sol";
import {VectorTest} from "./VectorTest.sol";

contract MarginCallVectorsTest is VectorTest {
    SettableFeed private feed;

    function setUp() public {
        feed = new SettableFeed(0, 0);
    }

    function test_times_areAsInVectors() public {
        Group memory g = group("margin-call", "times");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            vm.warp(given(c, "now"));
            check(c, sequencer(c));
        }
    }

    function sequencer(Case memory c) private returns (address) {
        string memory kind = givenText(c, "sequencer");
        if (isText(kind, "none")) return address(0);
        // No code is there, so nothing answers.
        if (isText(kind, "silent")) return address(0xdead);
        feed.setAt(isText(kind, "up") ? int128(0) : int128(1), uint64(given(c, "sequencerSince")));
        return address(feed);
    }

    function check(Case memory c, address sequencerFeed) private view {
        Loan memory loan;
        loan.since = given(c, "since");
        loan.called = isText(givenText(c, "called"), "true");
        Listing memory listing;
        (listing.cureWindow, listing.lapse) = (given(c, "cureWindow"), given(c, "lapse"));
        uint256 cureEnd = MarginCall.cureEnd(loan, listing, sequencerFeed);
        assertEq(cureEnd, wanted(c, "cureEnd"), c.name);
        bool isOpen = MarginCall.isOpen(loan, listing, sequencerFeed);
        assertEq(isOpen, isText(wantedText(c, "isOpen"), "true"), c.name);
    }
}
