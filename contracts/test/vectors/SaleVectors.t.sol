// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Sale} from "../../src/libraries/Sale.sol";
import {Listing} from "../../src/types/Terms.sol";
import {VectorTest} from "./VectorTest.sol";

contract SaleVectorsTest is VectorTest {
    function test_softBonus_isAsInVectors() public view {
        Group memory g = group("sale", "softBonus");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            Listing memory listing;
            (listing.maxBonusBps, listing.ramp) = (given(c, "maxBonusBps"), given(c, "ramp"));
            assertEq(Sale.softBonus(listing, given(c, "elapsed")), wanted(c, "bonus"), c.name);
        }
    }

    function test_hardBonus_isAsInVectors() public view {
        Group memory g = group("sale", "hardBonus");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            Listing memory listing;
            (listing.maxBonusBps, listing.slopeBps) =
            (given(c, "maxBonusBps"), given(c, "slopeBps"));
            uint256 bonus = Sale.hardBonus(listing, given(c, "debt"), given(c, "limit"));
            assertEq(bonus, wanted(c, "bonus"), c.name);
        }
    }

    function test_capBonus_isAsInVectors() public view {
        Group memory g = group("sale", "capBonus");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            Listing memory listing;
            listing.floorBonusBps = given(c, "floorBonusBps");
            uint256 bonus =
                Sale.capBonus(listing, given(c, "bonus"), given(c, "debt"), given(c, "value"));
            assertEq(bonus, wanted(c, "bonus"), c.name);
        }
    }

    function test_size_isAsInVectors() public view {
        Group memory g = group("sale", "size");
        for (uint256 i = 0; i < g.count; i++) {
            Case memory c = caseAt(g, i);
            Listing memory listing;
            listing.minDebt = given(c, "minDebt");
            listing.targetLtvBps = given(c, "targetLtvBps");
            Sale.Result memory sold = Sale.size(listing, termsOf(c));
            assertEq(sold.repaid, wanted(c, "repaid"), string.concat(c.name, ", repaid"));
            assertEq(sold.seized, wanted(c, "seized"), string.concat(c.name, ", seized"));
            assertEq(sold.bonusWad, given(c, "bonus"), c.name);
            assertEq(sold.badDebt, 0, c.name);
        }
    }

    function termsOf(Case memory c) private pure returns (Sale.Terms memory t) {
        t.debt = given(c, "debt");
        t.targetLimit = given(c, "targetLimit");
        t.arrears = given(c, "arrears");
        t.bonusWad = given(c, "bonus");
        t.amount = given(c, "amount");
        t.price = given(c, "price");
        t.maxRepaid = given(c, "maxRepaid");
    }
}
