// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Cure} from "../../src/libraries/Cure.sol";
import {Appraisal} from "../../src/libraries/Valuation.sol";
import {CallReason, Loan} from "../../src/types/Loan.sol";
import {LoanId} from "../../src/types/LoanId.sol";
import {UnitCreditor} from "./UnitCreditor.sol";
import {VectorTest} from "./VectorTest.sol";

contract CureVectorsTest is VectorTest {
    UnitCreditor private creditor;

    function setUp() public {
        creditor = new UnitCreditor();
    }

    function test_amounts_areAsInVectors() public {
        Group memory g = group("cure", "amounts");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            creditor.set(given(c, "debt"), given(c, "arrears"));
            creditor.expect(wanted(c, "target"));
            check(c);
        }
    }

    function check(Case memory c) private view {
        (Loan memory loan, Appraisal memory a) = appraised(c);
        a.listings[0].creditor = address(creditor);
        a.listings[0].minDebt = given(c, "minDebt");
        bool byPrice = isText(givenText(c, "reason"), "price");
        loan.reason = byPrice ? CallReason.Price : CallReason.Default;
        Cure.Amounts memory cure = Cure.assess(LoanId.wrap(0), loan, a, byPrice);
        assertEq(cure.debt, given(c, "debt"), c.name);
        assertEq(cure.arrears, given(c, "arrears"), c.name);
        Cure.complete(cure, loan, a);
        assertEq(cure.repayment, wanted(c, "repayment"), c.name);
        assertEq(cure.topUps, wantedList(c, "topUps"), c.name);
    }
}
