// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILoanBookErrors, ILoanBookEvents} from "../../../src/interfaces/ILoanBook.sol";
import {CollateralId} from "../../../src/types/CollateralId.sol";
import {CollateralTerms, CreditorTerms, Ladder, Listing} from "../../../src/types/Terms.sol";
import {SettableOracle} from "../../oracles/SettableOracle.sol";
import {BookTest} from "../../utils/BookTest.sol";

/// @notice What a creditor may list, for good; here creditor 2, an ordinary account.
contract ListingsTest is BookTest {
    address internal creditor;

    function setUp() public override {
        super.setUp();
        creditor = makeAddr("creditor");
        vm.prank(creditor);
        book.register(creditorTerms());
    }

    function goodTerms() internal view returns (CollateralTerms memory) {
        return CollateralTerms({
            collateral: address(btc),
            oracle: address(btcOracle),
            ladder: btcLadder(),
            maxBonusBps: 500,
            floorBonusBps: 50,
            slopeBps: 10_000,
            riskClass: 0
        });
    }

    function list(CollateralTerms memory terms) internal returns (CollateralId) {
        vm.prank(creditor);
        return book.list(terms);
    }

    function composed(CollateralTerms memory t) internal view returns (Listing memory) {
        CreditorTerms memory c = creditorTerms();
        return Listing({
            collateral: t.collateral,
            oracle: t.oracle,
            creditor: creditor,
            loanToken: c.loanToken,
            minDebt: c.minDebt,
            callFee: c.callFee,
            openLtvBps: t.ladder.openLtvBps,
            targetLtvBps: t.ladder.targetLtvBps,
            clearLtvBps: t.ladder.clearLtvBps,
            callLtvBps: t.ladder.callLtvBps,
            liquidationLtvBps: t.ladder.liquidationLtvBps,
            maxBonusBps: t.maxBonusBps,
            floorBonusBps: t.floorBonusBps,
            slopeBps: t.slopeBps,
            cureWindow: c.cureWindow,
            ramp: c.ramp,
            lapse: c.lapse
        });
    }

    function test_list_storesEveryField() public {
        CollateralTerms memory terms = goodTerms();
        vm.expectEmit(address(book));
        emit ILoanBookEvents.CollateralListed(2, CollateralId.wrap(8), composed(terms));
        CollateralId id = list(terms);
        assertEq(CollateralId.unwrap(id), 8, "first of class 0: 1 << 3");
        assertEq(abi.encode(book.listing(2, id)), abi.encode(composed(terms)));
        assertFalse(book.isListingClosed(2, id));
    }

    /// @dev Creditor 1 and creditor 2 count apart.
    function test_list_idsAreOfOneCreditor() public {
        CollateralId id = list(goodTerms());
        assertTrue(id == btcId);
        assertEq(book.listing(1, btcId).creditor, address(pool));
        assertEq(book.listing(2, id).creditor, creditor);
        vm.prank(creditor);
        book.closeListing(id);
        assertTrue(book.isListingClosed(2, id));
        assertFalse(book.isListingClosed(1, btcId), "the other's is open");
    }

    function test_list_theSameTokenAgainIsANewListing() public {
        list(goodTerms());
        assertEq(CollateralId.unwrap(list(goodTerms())), 16);
    }

    function test_list_thirtyOneOfAClass() public {
        CollateralTerms memory terms = goodTerms();
        terms.riskClass = 7;
        for (uint256 i = 1; i <= 31; i++) {
            assertEq(CollateralId.unwrap(list(terms)), uint8(i * 8 + 7));
        }
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.TooManyListings.selector, uint256(7), uint256(31)
            )
        );
        list(terms);
        terms.riskClass = 6;
        assertEq(CollateralId.unwrap(list(terms)), 14, "other classes have room");
    }

    function test_list_revertsWhen_NotACreditor() public {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NotACreditor.selector, bob));
        vm.prank(bob);
        book.list(goodTerms());
    }

    // The ladder: 0 < open <= target <= clear < call < liquidation < 1, open < clear

    function tryLadder(Ladder memory ladder, bool ok) internal {
        CollateralTerms memory terms = goodTerms();
        (terms.ladder, terms.maxBonusBps, terms.floorBonusBps) = (ladder, 0, 0);
        if (!ok) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILoanBookErrors.LadderOutOfOrder.selector,
                    uint256(ladder.openLtvBps),
                    uint256(ladder.targetLtvBps),
                    uint256(ladder.clearLtvBps),
                    uint256(ladder.callLtvBps),
                    uint256(ladder.liquidationLtvBps)
                )
            );
        }
        list(terms);
    }

    function test_list_ladderAtItsBounds() public {
        tryLadder(Ladder(1, 1, 2, 3, 4), true);
        tryLadder(Ladder(5_000, 6_400, 6_400, 7_000, 8_000), true);
        tryLadder(Ladder(9_996, 9_996, 9_997, 9_998, 9_999), true);
    }

    function test_list_revertsWhen_LadderOutOfOrder() public {
        tryLadder(Ladder(0, 6_200, 6_400, 7_000, 8_000), false);
        tryLadder(Ladder(6_201, 6_200, 6_400, 7_000, 8_000), false);
        tryLadder(Ladder(5_000, 6_401, 6_400, 7_000, 8_000), false);
        tryLadder(Ladder(6_400, 6_400, 6_400, 7_000, 8_000), false);
        tryLadder(Ladder(5_000, 6_200, 7_000, 7_000, 8_000), false);
        tryLadder(Ladder(5_000, 6_200, 6_400, 8_000, 8_000), false);
        tryLadder(Ladder(5_000, 6_200, 6_400, 7_000, 10_000), false);
        tryLadder(Ladder(5_000, 6_200, 6_400, 7_000, 65_535), false);
    }

    // The bonus: (1 + max / slope) * (1 + max) * liquidation <= 1, floor <= max, slope <= 5

    function tryBonus(uint16 most, uint16 floor, uint16 slope, bool ok) internal {
        CollateralTerms memory terms = goodTerms();
        (terms.maxBonusBps, terms.floorBonusBps, terms.slopeBps) = (most, floor, slope);
        if (!ok) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    ILoanBookErrors.BonusOutOfRange.selector,
                    uint256(most),
                    uint256(floor),
                    uint256(slope),
                    uint256(8_000)
                )
            );
        }
        list(terms);
    }

    /// @dev At a slope of 1, 1.118^2 * 0.8 = 0.99994; at 5, 5.2015 / 5 * 1.2015 * 0.8 = 0.99994; at
    ///      5 %, 0.3125 / 0.2625 * 1.05 * 0.8 = 1.
    function test_list_bonusAtItsBounds() public {
        tryBonus(1_180, 1_180, 10_000, true);
        tryBonus(1_181, 0, 10_000, false);
        tryBonus(2_015, 50, 50_000, true);
        tryBonus(2_016, 50, 50_000, false);
        tryBonus(500, 50, 2_625, true);
        tryBonus(500, 50, 2_624, false);
        tryBonus(0, 0, 0, true);
        tryBonus(1, 0, 0, false);
        tryBonus(500, 501, 10_000, false);
        tryBonus(500, 50, 50_001, false);
        tryBonus(600, 50, 65_535, false);
        tryBonus(65_535, 50, 65_535, false);
    }

    function test_list_riskClassBounds() public {
        CollateralTerms memory terms = goodTerms();
        terms.riskClass = 8;
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.RiskClassOutOfRange.selector, uint256(8), uint256(7)
            )
        );
        list(terms);
        terms.riskClass = 7;
        assertEq(list(terms).riskClass(), 7);
    }

    function test_list_revertsWhen_CollateralHasNoCode() public {
        CollateralTerms memory terms = goodTerms();
        terms.collateral = bob;
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoCode.selector, bob));
        list(terms);
    }

    function test_list_revertsWhen_OracleHasNoCode() public {
        CollateralTerms memory terms = goodTerms();
        terms.oracle = bob;
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NoCode.selector, bob));
        list(terms);
    }

    function test_list_revertsWhen_OracleDoesNotAnswer() public {
        CollateralTerms memory terms = goodTerms();
        btcOracle.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        list(terms);
    }

    function test_list_revertsWhen_OracleAnswersNonsense() public {
        CollateralTerms memory terms = goodTerms();
        btcOracle.set(0, 5);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.OracleUnusable.selector, btcOracle, uint256(0), uint256(5)
            )
        );
        list(terms);
        btcOracle.set(6, 5);
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.OracleUnusable.selector, btcOracle, uint256(6), uint256(5)
            )
        );
        list(terms);
        btcOracle.set(1, 1);
        list(terms);
    }

    // Closing

    function test_closeListing_emitsAndStaysClosed() public {
        CollateralId id = list(goodTerms());
        vm.expectEmit(address(book));
        emit ILoanBookEvents.ListingClosed(2, id);
        vm.prank(creditor);
        book.closeListing(id);
        vm.prank(creditor);
        book.closeListing(id);
        assertTrue(book.isListingClosed(2, id));
    }

    /// @dev One bit each: closing 255, the last of class 7, touches no other.
    function test_closeListing_touchesNoOther() public {
        CollateralTerms memory terms = goodTerms();
        terms.riskClass = 7;
        CollateralId last;
        for (uint256 i = 0; i < 31; i++) {
            last = list(terms);
        }
        assertEq(CollateralId.unwrap(last), 255);
        vm.prank(creditor);
        book.closeListing(last);
        for (uint256 i = 0; i < 256; i++) {
            assertEq(book.isListingClosed(2, CollateralId.wrap(uint8(i))), i == 255);
        }
    }

    function test_closeListing_revertsWhen_Unknown() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.UnknownListing.selector, uint32(2), CollateralId.wrap(8)
            )
        );
        vm.prank(creditor);
        book.closeListing(CollateralId.wrap(8));
    }

    function test_closeListing_revertsWhen_NotACreditor() public {
        vm.expectRevert(abi.encodeWithSelector(ILoanBookErrors.NotACreditor.selector, bob));
        vm.prank(bob);
        book.closeListing(btcId);
    }

    function test_listing_revertsWhen_Unknown() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                ILoanBookErrors.UnknownListing.selector, uint32(3), CollateralId.wrap(8)
            )
        );
        book.listing(3, CollateralId.wrap(8));
    }

    /// @dev The oracle is asked when listing, never after: later trouble changes no listing.
    function test_listing_outlivesItsOracle() public {
        CollateralId id = list(goodTerms());
        btcOracle.setDead(true);
        assertEq(book.listing(2, id).oracle, address(btcOracle));
    }
}
