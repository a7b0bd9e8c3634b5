// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

import {SettableRate} from "../../local/SettableRate.sol";
import {CheckedBounds} from "../../src/oracles/CheckedBounds.sol";
import {ExchangeRateOracle} from "../../src/oracles/ExchangeRateOracle.sol";
import {TestBase} from "../utils/TestBase.sol";
import {RawSource} from "./RawSource.sol";
import {SettableOracle} from "./SettableOracle.sol";

/// @notice Staked ETH at a rate of 1.2 over ETH at 3,000 USDC (3e27); `low` believes 0.1 % a day.
abstract contract ExchangeRateBase is TestBase {
    uint256 internal constant ETH_PRICE = 3e27;
    uint64 internal constant GROWTH = 0.001e18;

    SettableOracle internal underlying;
    SettableRate internal source;
    ExchangeRateOracle internal oracle;

    function setUp() public {
        underlying = new SettableOracle(ETH_PRICE, ETH_PRICE);
        source = new SettableRate(1.2e18);
        oracle = new ExchangeRateOracle(_config());
    }

    function _config() internal view returns (ExchangeRateOracle.Config memory) {
        return ExchangeRateOracle.Config({
            underlying: underlying,
            rateSource: address(source),
            rateSelector: source.stEthPerToken.selector,
            rateDecimals: 18,
            growthPerDayWad: GROWTH,
            minRate: 0.5e18,
            maxRate: 2e18
        });
    }

    function _assertBounds(uint256 low, uint256 high) internal view {
        (uint256 gotLow, uint256 gotHigh) = oracle.bounds();
        assertEq(gotLow, low, "low");
        assertEq(gotHigh, high, "high");
        assertEq(oracle.price(), low, "price is the low one");
    }

    function _assertAnchor(uint256 rate, uint256 setAt) internal view {
        (uint128 gotRate, uint64 gotSetAt) = oracle.anchor();
        assertEq(gotRate, rate, "anchor rate");
        assertEq(gotSetAt, setAt, "anchor instant");
    }
}

contract ExchangeRateOracleBoundsTest is ExchangeRateBase {
    /// 3e27 * 1.2 = 3.6e27: one token of 18 decimals is worth 3,600 USDC = 3.6e9 units, and
    /// 3.6e9 / 1e18 * 1e36 = 3.6e27.
    function test_bounds_PriceTimesRate() public view {
        _assertBounds(3.6e27, 3.6e27);
    }

    function test_bounds_CarryTheDoubtOfTheUnderlying() public {
        underlying.set(2.9e27, 3e27);
        _assertBounds(3.48e27, 3.6e27);
    }

    /// The anchor is 1.2; half a day at 0.1 % a day lifts the cap to 1.2006.
    function test_bounds_CapHoldsBackLowOnly() public {
        source.set(1.5e18);
        _assertBounds(3.6e27, 4.5e27);
        skipTime(12 hours);
        assertEq(oracle.cap(), 1.2006e18, "cap");
        _assertBounds(3.6018e27, 4.5e27);
    }

    /// A true jump of 5 % is believed whole after 50 days of 0.1 %: delayed, not repriced.
    function test_bounds_CapLetsATrueRateThroughInTime() public {
        source.set(1.26e18);
        skipTime(50 days - 1);
        (uint256 low, uint256 high) = oracle.bounds();
        assertLt(low, high, "a second before");
        skipTime(1);
        _assertBounds(3.78e27, 3.78e27);
    }

    function test_bounds_AFallShowsAtOnce() public {
        source.set(1.1e18);
        _assertBounds(3.3e27, 3.3e27);
    }

    function test_bounds_ASpikeThatEndsLeavesNothing() public {
        source.set(1.9e18);
        skipTime(1 hours);
        source.set(1.2e18);
        _assertBounds(3.6e27, 3.6e27);
    }

    /// One token of 18 decimals holds 1.2 USDC of 6: 1.2e6 / 1e18 = 1.2e-12 base units for one, so
    /// the rate with 27 digits is 1.2e15. USDC in USDC is 1e36, and 1e36 * 1.2e-12 = 1.2e24.
    function test_bounds_RateOfOtherDecimals() public {
        RawSource raw = new RawSource();
        raw.setAnswer(bytes4("rate"), abi.encode(uint256(1.2e15)));
        ExchangeRateOracle.Config memory config = _config();
        underlying.set(1e36, 1e36);
        config.rateSource = address(raw);
        config.rateSelector = bytes4("rate");
        config.rateDecimals = 27;
        config.minRate = 1e15;
        config.maxRate = 2e15;
        oracle = new ExchangeRateOracle(config);
        _assertBounds(1.2e24, 1.2e24);
    }

    function test_bounds_AtTheHardBounds() public {
        source.set(0.5e18);
        _assertBounds(1.5e27, 1.5e27);
        source.set(2e18);
        _assertBounds(3.6e27, 6e27);
    }

    function test_bounds_revertsWhen_RateIsOutOfBounds() public {
        uint256[4] memory rates = [uint256(0), 0.5e18 - 1, 2e18 + 1, type(uint256).max];
        for (uint256 i; i < rates.length; i++) {
            source.set(rates[i]);
            bytes memory expected = abi.encodeWithSelector(
                ExchangeRateOracle.RateOutOfBounds.selector, rates[i], 0.5e18, 2e18
            );
            vm.expectRevert(expected);
            oracle.bounds();
            vm.expectRevert(expected);
            oracle.price();
            vm.expectRevert(expected);
            oracle.rate();
        }
    }

    function test_bounds_revertsWhen_RateSourceFails() public {
        bytes memory expected =
            abi.encodeWithSelector(ExchangeRateOracle.RateSourceFailed.selector, address(source));
        bytes memory rawCode = address(new RawSource()).code;
        vm.etch(address(source), rawCode);
        RawSource raw = RawSource(address(source));
        raw.setRefusing(source.stEthPerToken.selector);
        vm.expectRevert(expected);
        oracle.bounds();
        raw.setAnswer(source.stEthPerToken.selector, new bytes(31));
        vm.expectRevert(expected);
        oracle.bounds();
        vm.etch(address(source), "");
        vm.expectRevert(expected);
        oracle.bounds();
    }

    function test_bounds_revertsWhen_UnderlyingIsDead() public {
        underlying.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        oracle.bounds();
    }

    function test_bounds_revertsWhen_UnderlyingIsInvalid() public {
        underlying.set(2, 1);
        vm.expectRevert(
            abi.encodeWithSelector(CheckedBounds.InvalidBounds.selector, address(underlying), 2, 1)
        );
        oracle.bounds();
    }

    function test_bounds_revertsWhen_PriceVanishes() public {
        source.set(0.9e18);
        underlying.set(1, 3);
        vm.expectRevert(abi.encodeWithSelector(ExchangeRateOracle.ZeroPrice.selector, 1, 0.9e18));
        oracle.bounds();
    }

    function test_bounds_revertsWhen_PriceDoesNotFit() public {
        underlying.set(3e27, type(uint256).max);
        vm.expectRevert(FixedPointMathLib.FullMulDivFailed.selector);
        oracle.bounds();
    }
}

contract ExchangeRateOracleSyncTest is ExchangeRateBase {
    function test_sync_AnyoneMovesTheAnchorToTheRate() public {
        skipTime(1 days);
        source.set(1.2001e18);
        vm.expectEmit(address(oracle));
        emit ExchangeRateOracle.AnchorMoved(1.2e18, 1.2001e18, 1.2001e18);
        vm.prank(makeAddr("anyone"));
        assertEq(oracle.sync(), 1.2001e18);
        _assertAnchor(1.2001e18, blockTime());
        assertEq(oracle.cap(), 1.2001e18, "the cap starts at the anchor");
    }

    function test_sync_DuringASpikeStopsAtTheCap() public {
        skipTime(1 days);
        source.set(1.9e18);
        vm.expectEmit(address(oracle));
        emit ExchangeRateOracle.AnchorMoved(1.2e18, 1.2012e18, 1.9e18);
        assertEq(oracle.sync(), 1.2012e18);
        _assertBounds(3.6036e27, 5.7e27);
    }

    function test_sync_InADipLowersTheAnchor() public {
        skipTime(1 days);
        source.set(1.1e18);
        assertEq(oracle.sync(), 1.1e18);
        source.set(1.2e18);
        _assertBounds(3.3e27, 3.6e27);
    }

    function test_sync_revertsWhen_TooSoon() public {
        uint256 anchoredAt = blockTime();
        vm.warp(anchoredAt + 1 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(ExchangeRateOracle.SyncTooSoon.selector, anchoredAt + 1 days)
        );
        oracle.sync();
        vm.warp(anchoredAt + 1 days);
        oracle.sync();
        vm.expectRevert(
            abi.encodeWithSelector(ExchangeRateOracle.SyncTooSoon.selector, anchoredAt + 2 days)
        );
        oracle.sync();
    }

    function test_sync_revertsWhen_RateIsOutOfBounds() public {
        skipTime(1 days);
        source.set(0);
        vm.expectRevert(
            abi.encodeWithSelector(ExchangeRateOracle.RateOutOfBounds.selector, 0, 0.5e18, 2e18)
        );
        oracle.sync();
    }

    function test_sync_WorksWithoutAnUnderlyingPrice() public {
        underlying.setDead(true);
        skipTime(1 days);
        assertEq(oracle.sync(), 1.2e18);
    }

    /// The true rate steps once a day by 0.01 %. Someone syncs one second before each step: `low`
    /// lags by less than one step, and is level with `high` before the next one.
    function test_sync_JustBeforeEachStepCostsLessThanAStep() public {
        uint256 rate = 1.2e18;
        for (uint256 i; i < 30; i++) {
            skipTime(1 days);
            oracle.sync();
            skipTime(1);
            rate += rate / 10_000;
            source.set(rate);
            (uint256 low, uint256 high) = oracle.bounds();
            assertLt(low, high, "lags");
            assertApproxEqRel(low, high, 0.0001e18, "by at most a step");
            skipTime(3 hours);
            (low, high) = oracle.bounds();
            assertEq(low, high, "level after three hours");
        }
    }

    /// A donation held for ten days with a sync every day gains (1 + 0.1 %)^10 at most.
    function test_sync_CompoundsNoFasterThanTheGrowth() public {
        source.set(1.9e18);
        uint256 most = 1.2e18;
        for (uint256 i; i < 10; i++) {
            skipTime(1 days);
            most += most / 1_000;
            assertLe(oracle.sync(), most, "anchor");
        }
        assertLt(most, 1.2121e18, "ten days");
    }
}

contract ExchangeRateOracleConstructorTest is ExchangeRateBase {
    function test_constructor_AnchorsThePresentRate() public {
        vm.expectEmit();
        emit ExchangeRateOracle.AnchorMoved(0, 1.2e18, 1.2e18);
        oracle = new ExchangeRateOracle(_config());
        _assertAnchor(1.2e18, blockTime());
        assertEq(abi.encode(oracle.config()), abi.encode(_config()), "config");
    }

    function test_constructor_revertsWhen_GrowthIsOutOfRange() public {
        ExchangeRateOracle.Config memory config = _config();
        uint64[2] memory growths = [uint64(0), 0.01e18 + 1];
        for (uint256 i; i < growths.length; i++) {
            config.growthPerDayWad = growths[i];
            vm.expectRevert(
                abi.encodeWithSelector(
                    ExchangeRateOracle.InvalidGrowth.selector, growths[i], 0.01e18
                )
            );
            new ExchangeRateOracle(config);
        }
        config.growthPerDayWad = 0.01e18;
        new ExchangeRateOracle(config);
    }

    function test_constructor_revertsWhen_RateRangeIsEmpty() public {
        ExchangeRateOracle.Config memory config = _config();
        config.minRate = 0;
        vm.expectRevert(
            abi.encodeWithSelector(ExchangeRateOracle.InvalidRateRange.selector, 0, 2e18)
        );
        new ExchangeRateOracle(config);
        config.minRate = 2e18 + 1;
        vm.expectRevert(
            abi.encodeWithSelector(ExchangeRateOracle.InvalidRateRange.selector, 2e18 + 1, 2e18)
        );
        new ExchangeRateOracle(config);
    }

    function test_constructor_revertsWhen_RateDecimalsAreTooMany() public {
        ExchangeRateOracle.Config memory config = _config();
        config.rateDecimals = 37;
        vm.expectRevert(
            abi.encodeWithSelector(ExchangeRateOracle.RateDecimalsTooHigh.selector, 37, 36)
        );
        new ExchangeRateOracle(config);
    }

    /// One rate only, and the most decimals: 1.2e18 / 1e36 * 3e27 = 3.6e9.
    function test_constructor_AcceptsTheEdges() public {
        ExchangeRateOracle.Config memory config = _config();
        config.minRate = 1.2e18;
        config.maxRate = 1.2e18;
        config.rateDecimals = 36;
        oracle = new ExchangeRateOracle(config);
        _assertBounds(3.6e9, 3.6e9);
    }

    function test_constructor_revertsWhen_RateIsOutOfBounds() public {
        ExchangeRateOracle.Config memory config = _config();
        config.minRate = 1.3e18;
        vm.expectRevert(
            abi.encodeWithSelector(
                ExchangeRateOracle.RateOutOfBounds.selector, 1.2e18, 1.3e18, 2e18
            )
        );
        new ExchangeRateOracle(config);
    }

    function test_constructor_revertsWhen_UnderlyingIsDead() public {
        ExchangeRateOracle.Config memory config = _config();
        underlying.setDead(true);
        vm.expectRevert(SettableOracle.Dead.selector);
        new ExchangeRateOracle(config);
    }
}

contract ExchangeRateOraclePropTest is ExchangeRateBase {
    /// low <= high always; low never uses more than the rate or the cap; both follow a fall at
    /// once.
    function testFuzz_bounds_LowIsTheLowerOfRateAndCap(
        uint256 low,
        uint256 high,
        uint256 rate,
        uint256 elapsed
    ) public {
        low = bound(low, 10, 1e58);
        high = bound(high, low, 1e58);
        rate = bound(rate, 0.5e18, 2e18);
        elapsed = bound(elapsed, 0, 100 * 365 days);
        underlying.set(low, high);
        source.set(rate);
        vm.warp(blockTime() + elapsed);
        uint256 cap = 1.2e18 + 1.2e18 * elapsed * GROWTH / 1e18 / 1 days;
        assertApproxEqAbs(oracle.cap(), cap, 1, "cap");
        uint256 believed = rate < oracle.cap() ? rate : oracle.cap();
        _assertBounds(low * believed / 1e18, high * rate / 1e18);
        (uint256 gotLow, uint256 gotHigh) = oracle.bounds();
        assertLe(gotLow, gotHigh, "order");
    }

    /// Any history of rates, waits and syncs: a sync changes neither bound at its instant, and
    /// between two instants the cap grows by at most the daily growth.
    function testFuzz_sync_NeverReprices(uint256[12] memory rates, uint256[12] memory waits)
        public
    {
        for (uint256 i; i < rates.length; i++) {
            uint256 wait = bound(waits[i], 0, 3 days);
            uint256 capBefore = oracle.cap();
            vm.warp(blockTime() + wait);
            uint256 most = capBefore + capBefore * GROWTH * wait / (1e18 * 1 days) + 1;
            assertLe(oracle.cap(), most, "growth of the cap");

            source.set(bound(rates[i], 0.5e18, 2e18));
            (uint256 low, uint256 high) = oracle.bounds();
            uint256 cap = oracle.cap();
            try oracle.sync() returns (uint256 anchorRate) {
                assertLe(anchorRate, cap, "anchor within the cap");
                assertLe(anchorRate, oracle.rate(), "anchor within the rate");
                assertEq(oracle.cap(), anchorRate, "cap restarts");
                _assertAnchor(anchorRate, blockTime());
            } catch (bytes memory reason) {
                assertEq(bytes32(bytes4(reason)), ExchangeRateOracle.SyncTooSoon.selector);
            }
            _assertBounds(low, high);
        }
    }
}
