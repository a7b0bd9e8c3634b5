// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Sale} from "../../src/libraries/Sale.sol";
import {Valuation} from "../../src/libraries/Valuation.sol";
import {Listing} from "../../src/types/Terms.sol";
import {TestBase} from "../utils/TestBase.sol";

/// @notice One sale of one collateral, beside others that are not sold: any ladder the registry
///         accepts, any amounts and prices, sized by `Sale` alone.
contract SaleFuzz is TestBase {
    uint256 internal constant WAD = 1e18;
    uint256 internal constant BPS = 1e4;

    struct Case {
        Listing listing;
        Sale.Terms terms;
        /// @dev Value and target limit of the collaterals not on sale, loan-token units.
        uint256 otherValue;
        uint256 otherLimit;
        bool hard;
    }

    /// @dev A loan above its call limit (soft) or its liquidation limit (hard), solvent or not.
    function draw(uint256 seed) internal pure returns (Case memory c) {
        Listing memory l = c.listing;
        l.targetLtvBps = bound(next(seed, 0), 1, 9_000);
        l.callLtvBps = bound(next(seed, 1), l.targetLtvBps + 1, 9_400);
        l.liquidationLtvBps = bound(next(seed, 2), l.callLtvBps + 1, 9_500);
        uint256 most = (BPS * BPS - 1) / l.liquidationLtvBps - BPS;
        l.maxBonusBps = bound(next(seed, 3), 0, most);
        l.floorBonusBps = bound(next(seed, 4), 0, l.maxBonusBps);
        l.slopeBps = bound(next(seed, 5), 0, 50_000);
        l.ramp = 1 hours;
        c.terms.amount = bound(next(seed, 6), 1, 10 ** bound(next(seed, 7), 1, 27));
        // The value of it between 1 unit and 1e24.
        uint256 value = bound(next(seed, 8), 1, 10 ** bound(next(seed, 9), 1, 24));
        c.terms.price = value * 1e36 / c.terms.amount;
        if (c.terms.price == 0) c.terms.price = 1;
        value = Valuation.value(c.terms.amount, c.terms.price);
        c.otherValue = next(seed, 10) % 3 == 0 ? bound(next(seed, 11), 0, 2 * value) : 0;
        c.otherLimit = c.otherValue * l.targetLtvBps / BPS;
        c.terms.value = value + c.otherValue;
        c.terms.targetLimit = value * l.targetLtvBps / BPS + c.otherLimit;
        c.hard = next(seed, 12) % 2 == 0;
        uint256 ltv = c.hard ? l.liquidationLtvBps : l.callLtvBps;
        uint256 limit = value * ltv / BPS + c.otherValue * ltv / BPS;
        c.terms.debt = bound(next(seed, 13), limit + 1, 2 * c.terms.value + 2);
        l.minDebt = bound(next(seed, 14), 1, 1 + c.terms.debt / 4);
        uint256 bonus = c.hard
            ? Sale.hardBonus(l, c.terms.debt, limit)
            : Sale.softBonus(l, bound(next(seed, 15), 0, 2 hours));
        c.terms.bonusWad = Sale.capBonus(l, bonus, c.terms.debt, c.terms.value);
        c.terms.maxRepaid = type(uint256).max;
    }

    function next(uint256 seed, uint256 i) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, i)));
    }

    function valueAfter(Case memory c, Sale.Result memory r) internal pure returns (uint256) {
        return Valuation.value(c.terms.amount - r.seized, c.terms.price) + c.otherValue;
    }

    function testFuzz_sale_takesNoMoreThanThereIs(uint256 seed, uint256 maxRepaid) public pure {
        Case memory c = draw(seed);
        c.terms.maxRepaid = maxRepaid;
        Sale.Result memory r = Sale.size(c.listing, c.terms);
        assertLe(r.repaid, c.terms.debt, "debt");
        assertLe(r.repaid, maxRepaid, "what was offered");
        assertLe(r.seized, c.terms.amount, "collateral");
    }

    /// @dev Seized value <= repaid * (1 + bonus), and the bonus is at most the listing's.
    function testFuzz_sale_paysNoMoreThanTheBonus(uint256 seed, uint256 maxRepaid) public pure {
        Case memory c = draw(seed);
        c.terms.maxRepaid = bound(maxRepaid, 0, 2 * c.terms.debt);
        Sale.Result memory r = Sale.size(c.listing, c.terms);
        assertLe(r.bonusWad, c.listing.maxBonusBps * 1e14);
        uint256 seizedValue = Valuation.value(r.seized, c.terms.price);
        assertLe(seizedValue * WAD, r.repaid * (WAD + r.bonusWad));
    }

    /// @dev A solvent loan's LTV never rises: debt' / value' <= debt / value, one unit of value for
    ///      the rounding of what is left.
    function testFuzz_sale_lowersTheLtv(uint256 seed, uint256 maxRepaid) public pure {
        Case memory c = draw(seed);
        if (c.terms.value <= c.terms.debt) return;
        c.terms.maxRepaid = bound(maxRepaid, 0, 2 * c.terms.debt);
        Sale.Result memory r = Sale.size(c.listing, c.terms);
        uint256 debt = c.terms.debt - r.repaid;
        assertLe(debt * c.terms.value, c.terms.debt * (valueAfter(c, r) + 1));
    }

    /// @dev A sale to target that was not cut short ends at the target: what is left owes no less
    ///      than the target supports but for rounding (a unit of debt, one of the collateral), and
    ///      no more.
    function testFuzz_sale_endsAtTheTarget(uint256 seed) public pure {
        Case memory c = draw(seed);
        Sale.Result memory r = Sale.size(c.listing, c.terms);
        uint256 debt = c.terms.debt - r.repaid;
        if (debt == 0 || r.seized == c.terms.amount) return;
        uint256 own = Valuation.value(c.terms.amount - r.seized, c.terms.price);
        uint256 limit = own * c.listing.targetLtvBps / BPS + c.otherLimit;
        uint256 grain = c.terms.price / 1e36 + 2;
        assertGe(debt + grain, limit, "not below the target");
        assertLe(debt, limit + 2, "nor above it");
        assertGe(debt, c.listing.minDebt, "no dust");
    }

    /// @dev Closed whole only where less than the minimum would stay or the target needs all.
    function testFuzz_sale_closesOnlyWhereItMust(uint256 seed) public pure {
        Case memory c = draw(seed);
        Sale.Result memory r = Sale.size(c.listing, c.terms);
        if (r.repaid < c.terms.debt) return;
        uint256 lif = WAD + r.bonusWad;
        uint256 part = WAD * BPS - lif * c.listing.targetLtvBps;
        uint256 need = (c.terms.debt - c.terms.targetLimit) * (WAD * BPS);
        // debt - need / part < minDebt
        assertGt(need + c.listing.minDebt * part, (c.terms.debt - 1) * part);
    }

    /// @dev All of the collateral is taken for no less than its value over 1 + bonus.
    function testFuzz_sale_takesAllForItsWorth(uint256 seed) public pure {
        Case memory c = draw(seed);
        Sale.Result memory r = Sale.size(c.listing, c.terms);
        if (r.seized < c.terms.amount) return;
        uint256 value = Valuation.value(c.terms.amount, c.terms.price);
        assertGe(r.repaid * (WAD + r.bonusWad), value * WAD);
        // Nor for more than that and what one unit of the collateral is worth, which is what
        // rounding the seizure down may hide.
        uint256 grain = c.terms.price / 1e36 + 2;
        assertLe(r.repaid * (WAD + r.bonusWad), (value + grain) * WAD + WAD + r.bonusWad);
    }

    /// @dev In two parts at the same bonus: no more collateral for the same or a larger repayment.
    function testFuzz_sale_inTwoPartsNeverPays(uint256 seed, uint256 cut) public pure {
        Case memory c = draw(seed);
        Sale.Result memory once = Sale.size(c.listing, c.terms);
        if (once.repaid == 0) return;
        c.terms.maxRepaid = bound(cut, 0, once.repaid);
        Sale.Result memory first = Sale.size(c.listing, c.terms);
        c.terms.debt -= first.repaid;
        c.terms.amount -= first.seized;
        uint256 own = Valuation.value(c.terms.amount, c.terms.price);
        c.terms.value = own + c.otherValue;
        c.terms.targetLimit = own * c.listing.targetLtvBps / BPS + c.otherLimit;
        if (c.terms.debt <= c.terms.targetLimit) return;
        c.terms.maxRepaid = type(uint256).max;
        Sale.Result memory second = Sale.size(c.listing, c.terms);
        uint256 seized = first.seized + second.seized;
        uint256 gain = Valuation.value(seized, c.terms.price);
        uint256 paid = first.repaid + second.repaid;
        // What was gained over what was paid, against the same at once: never above by more than
        // what rounding to a unit of the collateral took there.
        uint256 onceGain = Valuation.value(once.seized, c.terms.price);
        assertLe(gain + once.repaid, onceGain + paid + c.terms.price / 1e36 + 2);
    }

    /// @dev The soft bonus grows with time and the hard one with the excess; neither passes its
    ///      maximum, and the cap leaves a solvent loan solvent.
    function testFuzz_bonus_bounds(uint256 seed, uint256 a, uint256 b) public pure {
        Case memory c = draw(seed);
        (a, b) = (bound(a, 0, 2 hours), bound(b, 0, 2 hours));
        if (a > b) (a, b) = (b, a);
        uint256 most = c.listing.maxBonusBps * 1e14;
        assertLe(Sale.softBonus(c.listing, a), Sale.softBonus(c.listing, b));
        assertLe(Sale.softBonus(c.listing, b), most);
        assertEq(Sale.softBonus(c.listing, 0), 0);
        assertEq(Sale.softBonus(c.listing, 1 hours), most);
        uint256 limit = bound(seed, 0, c.terms.debt - 1);
        assertLe(Sale.hardBonus(c.listing, c.terms.debt, limit), most);
        assertLe(
            Sale.hardBonus(c.listing, c.terms.debt, limit),
            Sale.hardBonus(c.listing, c.terms.debt + 1, limit)
        );
        if (c.terms.value > c.terms.debt) {
            assertLe(c.terms.debt * (WAD + c.terms.bonusWad), c.terms.value * WAD);
        } else {
            assertEq(c.terms.bonusWad, c.listing.floorBonusBps * 1e14);
        }
    }
}
