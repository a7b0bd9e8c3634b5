// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {SettableFeed} from "../../local/SettableFeed.sol";
import {FeedOracle} from "../../src/oracles/FeedOracle.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {FeedOracleBase} from "./FeedOracleBase.sol";

/// @notice For any decimals and answers the oracle either is refused for the right reason or gives
/// the price to the unit, measured by 512-bit products that share nothing with the contract's
/// division.
contract FeedOraclePropTest is FeedOracleBase {
    struct Case {
        uint8 collateralDecimals;
        uint8 loanDecimals;
        uint8 baseDecimals;
        uint8 quoteDecimals;
        bool twoLegs;
        uint128 base;
        uint128 quote;
    }

    function testFuzz_price_EqualsReference(Case memory c) public {
        _normalise(c);
        FeedOracle.Config memory config = _configOf(c);
        // base * up / (quote * down) in the terms of the case, not of the contract.
        int256 power = 36 + int256(uint256(c.loanDecimals)) - int256(uint256(c.baseDecimals))
            - int256(uint256(c.collateralDecimals));
        if (c.twoLegs) power += int256(uint256(c.quoteDecimals));
        if (power > 77) {
            vm.expectRevert(abi.encodeWithSelector(FeedOracle.ScaleOverflow.selector, power, 77));
            new FeedOracle(config);
            return;
        }
        uint256 up = power > 0 ? 10 ** uint256(power) : 1;
        uint256 divisor = uint256(c.quote) * (power < 0 ? 10 ** uint256(-power) : 1);
        (uint256 high, uint256 low) = Math.mul512(c.base, up);
        if (high >= divisor) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    FeedOracle.PriceRangeOverflow.selector, uint256(c.base), uint256(c.quote)
                )
            );
            new FeedOracle(config);
            return;
        }
        if (high == 0 && low / divisor < 1e6) {
            vm.expectRevert(
                abi.encodeWithSelector(FeedOracle.PriceTooCoarse.selector, low / divisor, 1e6)
            );
            new FeedOracle(config);
            return;
        }
        uint256 price = new FeedOracle(config).price();
        _assertFloor(price, divisor, high, low);
    }

    /// The corners computed at construction bound every answer later: no answer inside the bounds
    /// makes the price overflow, vanish or revert, and a higher base or lower quote never lowers
    /// it.
    function testFuzz_price_NeverFailsInsideTheBounds(
        Case memory c,
        uint128 base,
        uint128 quote,
        uint128 width
    ) public {
        _normalise(c);
        width = uint128(bound(width, 1, 1e12));
        FeedOracle.Config memory config = _configOf(c);
        _widen(config.base, width);
        if (c.twoLegs) _widen(config.quote, width);
        try new FeedOracle(config) returns (FeedOracle oracle) {
            uint256 before = oracle.price();
            base = uint128(bound(base, config.base.minAnswer + 1, config.base.maxAnswer - 1));
            SettableFeed(config.base.feed).set(int128(base));
            uint256 price = oracle.price();
            assertGe(price, oracle.MIN_PRICE(), "above the floor");
            if (base >= c.base) assertGe(price, before, "rises with base");
            else assertLe(price, before, "falls with base");
            if (!c.twoLegs) return;
            quote = uint128(bound(quote, config.quote.minAnswer + 1, config.quote.maxAnswer - 1));
            SettableFeed(config.quote.feed).set(int128(quote));
            if (quote >= c.quote) assertLe(oracle.price(), price, "falls with quote");
            else assertGe(oracle.price(), price, "rises as quote falls");
        } catch (bytes memory reason) {
            bytes4 selector = bytes4(reason);
            assertTrue(
                selector == FeedOracle.ScaleOverflow.selector
                    || selector == FeedOracle.PriceRangeOverflow.selector
                    || selector == FeedOracle.PriceTooCoarse.selector,
                "refused for its scale only"
            );
        }
    }

    /// @dev price = floor(numerator / divisor), that is price * divisor <= numerator
    /// < (price + 1) * divisor, where the numerator is `high * 2^256 + low`.
    function _assertFloor(uint256 price, uint256 divisor, uint256 high, uint256 low) private pure {
        (uint256 h, uint256 l) = Math.mul512(price, divisor);
        assertTrue(h < high || (h == high && l <= low), "rounded down");
        // remainder = numerator - price * divisor, below one divisor
        uint256 remainder;
        unchecked {
            remainder = low - l;
            uint256 borrow = low < l ? 1 : 0;
            assertEq(high - h - borrow, 0, "remainder fits a word");
        }
        assertLt(remainder, divisor, "by less than one unit");
    }

    function _normalise(Case memory c) private pure {
        c.collateralDecimals = uint8(bound(c.collateralDecimals, 0, 36));
        c.loanDecimals = uint8(bound(c.loanDecimals, 0, 36));
        c.baseDecimals = uint8(bound(c.baseDecimals, 0, 36));
        c.quoteDecimals = uint8(bound(c.quoteDecimals, 0, 36));
        c.base = uint128(bound(c.base, 2, uint128(type(int128).max)));
        c.quote = c.twoLegs ? uint128(bound(c.quote, 2, uint128(type(int128).max))) : 1;
    }

    /// @dev Bounds that let exactly the one answer through.
    function _configOf(Case memory c) private returns (FeedOracle.Config memory config) {
        config.collateral = address(new PlainToken(c.collateralDecimals));
        config.loanToken = address(new PlainToken(c.loanDecimals));
        address feed = address(new SettableFeed(c.baseDecimals, int128(c.base)));
        config.base = _leg(feed, c.base - 1, c.base + 1);
        if (!c.twoLegs) return config;
        feed = address(new SettableFeed(c.quoteDecimals, int128(c.quote)));
        config.quote = _leg(feed, c.quote - 1, c.quote + 1);
    }

    function _widen(FeedOracle.Leg memory leg, uint128 width) private pure {
        leg.minAnswer = leg.minAnswer > width ? leg.minAnswer - width : 1;
        uint128 most = uint128(type(int128).max);
        leg.maxAnswer = leg.maxAnswer < most - width ? leg.maxAnswer + width : most;
        if (leg.maxAnswer - leg.minAnswer < 2) leg.minAnswer = leg.maxAnswer - 2;
    }
}
