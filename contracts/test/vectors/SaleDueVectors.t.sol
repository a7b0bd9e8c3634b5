// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Due, SaleDue} from "../../src/libraries/SaleDue.sol";
import {Appraisal} from "../../src/libraries/Valuation.sol";
import {CallReason, Loan} from "../../src/types/Loan.sol";
import {Listing} from "../../src/types/Terms.sol";
import {VectorTest} from "./VectorTest.sol";

contract SaleDueVectorsTest is VectorTest {
    function test_verdict_isAsInVectors() public {
        Group memory g = group("sale-due", "verdict");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            vm.warp(given(c, "now"));
            check(c);
        }
    }

    function check(Case memory c) private view {
        (Loan memory loan, Appraisal memory a) = appraised(c);
        loan.since = given(c, "since");
        loan.called = isText(givenText(c, "called"), "true");
        if (isText(givenText(c, "reason"), "default")) loan.reason = CallReason.Default;
        for (uint256 i = 0; i < loan.count; i++) {
            addTerms(c, a.listings[i]);
        }
        SaleDue.Verdict memory v =
            SaleDue.verdict(loan, a, given(c, "debt"), given(c, "arrears"), address(0));
        assertEq(nameOf(v.due), wantedText(c, "due"), c.name);
        assertEq(v.sale.bonusWad, wanted(c, "bonus"), c.name);
    }

    function addTerms(Case memory c, Listing memory listing) private pure {
        listing.maxBonusBps = given(c, "maxBonusBps");
        listing.floorBonusBps = given(c, "floorBonusBps");
        listing.slopeBps = given(c, "slopeBps");
        listing.cureWindow = given(c, "cureWindow");
        listing.ramp = given(c, "ramp");
        listing.lapse = given(c, "lapse");
    }

    function nameOf(Due due) private pure returns (string memory) {
        if (due == Due.None) return "none";
        if (due == Due.Waiting) return "waiting";
        return due == Due.Soft ? "soft" : "hard";
    }
}
