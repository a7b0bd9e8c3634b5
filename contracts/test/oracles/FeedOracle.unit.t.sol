// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettableFeed} from "../../local/SettableFeed.sol";
import {FeedOracle} from "../../src/oracles/FeedOracle.sol";
import {IAggregatorFeed} from "../../src/oracles/StaticRead.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {FeedOracleBase} from "./FeedOracleBase.sol";
import {RawSource} from "./RawSource.sol";

contract FeedOraclePriceTest is FeedOracleBase {
    /// 1 BTC = 1e8 units is worth 60,000 USDC = 60_000e6 units: 60_000e6 / 1e8 * 1e36
    /// = 6e10 / 1e8 * 1e36 = 600 * 1e36 = 6e38.
    function test_price_BtcInUsdc() public {
        FeedOracle oracle = _oracle();
        assertEq(oracle.price(), 6e38);
        // Two BTC at that price are 120,000 USDC, to the unit.
        assertEq(2e8 * oracle.price() / 1e36, 120_000e6, "value of two BTC");
    }

    /// A dollar-pegged loan token at 0.90 USD: 60,000 / 0.9 = 66,666.666... USDC for one BTC, so
    /// 6e38 / 0.9 = 6.666...e38, rounded down: 39 digits, all of them sixes.
    function test_price_FollowsLoanTokenOffItsPeg() public {
        FeedOracle oracle = _oracle();
        usdcFeed.set(0.9e8);
        assertEq(oracle.price(), 666_666_666_666_666_666_666_666_666_666_666_666_666);
    }

    /// 1 ETH = 1e18 units is worth 3,000e6 units: 3e9 / 1e18 * 1e36 = 3e27.
    function test_price_EthInUsdc() public {
        SettableFeed ethFeed = new SettableFeed(8, 3_000e8);
        FeedOracle.Config memory config = _config();
        config.collateral = address(new PlainToken(18));
        config.base = _leg(address(ethFeed), 100e8, 100_000e8);
        assertEq(new FeedOracle(config).price(), 3e27);
    }

    /// 1 BTC = 20 ETH: 20e18 / 1e8 * 1e36 = 2e47.
    function test_price_BtcInEth() public {
        SettableFeed ethFeed = new SettableFeed(8, 3_000e8);
        FeedOracle.Config memory config = _config();
        config.loanToken = address(new PlainToken(18));
        config.quote = _leg(address(ethFeed), 100e8, 100_000e8);
        assertEq(new FeedOracle(config).price(), 2e47);
    }

    /// The same quantity from one feed that is in ETH already, with 18 decimals.
    function test_price_OneLeg() public {
        SettableFeed btcInEth = new SettableFeed(18, 20e18);
        FeedOracle.Config memory config = _config();
        config.loanToken = address(new PlainToken(18));
        config.base = _leg(address(btcInEth), 1e18, 1_000e18);
        config.quote = _noLeg();
        assertEq(new FeedOracle(config).price(), 2e47);
    }

    /// 1 USDC in ETH at 3,000 USD, the inverse direction: 1e18 / 3000 / 1e6 * 1e36 = 1e48 / 3000,
    /// rounded down.
    function test_price_UsdcInEth() public {
        SettableFeed ethFeed = new SettableFeed(8, 3_000e8);
        FeedOracle.Config memory config = _config();
        config.collateral = address(usdc);
        config.loanToken = address(new PlainToken(18));
        config.base = _leg(address(usdcFeed), 0.5e8, 2e8);
        config.quote = _leg(address(ethFeed), 100e8, 100_000e8);
        assertEq(
            new FeedOracle(config).price(),
            333_333_333_333_333_333_333_333_333_333_333_333_333_333_333
        );
    }

    /// Feeds of 18 and 8 decimals mixed: 60_000e18 * 10^(36+8+6-18-8) / 1e8 = 6e22 * 1e24 / 1e8 =
    /// 6e38.
    function test_price_FeedsOfDifferentDecimals() public {
        SettableFeed btcFeed18 = new SettableFeed(18, 60_000e18);
        FeedOracle.Config memory config = _config();
        config.base = _leg(address(btcFeed18), 1_000e18, 1_000_000e18);
        assertEq(new FeedOracle(config).price(), 6e38);
    }

    /// 36-decimal collateral and a 36-decimal feed with a 6-decimal loan token and no quote leg:
    /// the exponent is 36 + 6 - 36 - 36 = -30, so the scale goes down: 100e36 / 1e30 = 1e8.
    function test_price_ScaleDown() public {
        SettableFeed feed36 = new SettableFeed(36, 100e36);
        FeedOracle.Config memory config = _config();
        config.collateral = address(new PlainToken(36));
        config.base = _leg(address(feed36), 1e36, 150e36);
        config.quote = _noLeg();
        FeedOracle oracle = new FeedOracle(config);
        assertEq(oracle.price(), 1e8);
        (uint256 up, uint256 down) = oracle.scale();
        assertEq(up, 1, "up");
        assertEq(down, 1e30, "down");
    }

    /// 0-decimal collateral, 36-decimal loan token: 60_000e36 / 1 * 1e36 = 6e76, near the top of
    /// 256 bits, and the product on the way (6e12 * 1e72) is far beyond them.
    function test_price_ProductBeyond256Bits() public {
        FeedOracle.Config memory config = _config();
        config.collateral = address(new PlainToken(0));
        config.loanToken = address(new PlainToken(36));
        config.base.maxAnswer = 61_000e8;
        config.quote.minAnswer = 0.9e8;
        assertEq(new FeedOracle(config).price(), 6e76);
    }

    function test_bounds_OneSourceHasNoDoubt() public {
        FeedOracle oracle = _oracle();
        btcFeed.set(61_234.56789e8);
        (uint256 low, uint256 high) = oracle.bounds();
        assertEq(low, high, "low and high");
        assertEq(low, oracle.price(), "bounds and price");
        assertEq(low, 612_345_678_900_000_000_000_000_000_000_000_000_000);
    }

    function test_config_IsWhatWasGiven() public {
        SettableFeed sequencer = new SettableFeed(0, 0);
        skipTime(2 hours);
        btcFeed.set(60_000e8);
        usdcFeed.set(1e8);
        FeedOracle.Config memory config = _config();
        config.sequencer = address(sequencer);
        config.grace = 1 hours;
        config.quote.maxAge = 25 hours;
        FeedOracle oracle = new FeedOracle(config);
        assertEq(abi.encode(oracle.config()), abi.encode(config));
        (uint256 up, uint256 down) = oracle.scale();
        assertEq(up, 1e34, "up");
        assertEq(down, 1, "down");
    }

    function test_price_DecimalsAreFrozen() public {
        RawSource feed = new RawSource();
        feed.setAnswer(IAggregatorFeed.decimals.selector, abi.encode(uint8(8)));
        bytes memory round =
            abi.encode(uint80(1), int256(60_000e8), blockTime(), blockTime(), uint80(1));
        feed.setAnswer(IAggregatorFeed.latestRoundData.selector, round);
        FeedOracle.Config memory config = _config();
        config.base.feed = address(feed);
        FeedOracle oracle = new FeedOracle(config);

        feed.setAnswer(IAggregatorFeed.decimals.selector, abi.encode(uint8(18)));
        assertEq(oracle.price(), 6e38, "same answers, same price");

        round = abi.encode(uint80(2), int256(60_000e18), blockTime(), blockTime(), uint80(2));
        feed.setAnswer(IAggregatorFeed.latestRoundData.selector, round);
        vm.expectRevert(
            abi.encodeWithSelector(
                FeedOracle.PriceOutOfBounds.selector,
                address(feed),
                60_000e18,
                1_000e8,
                1_000_000e8
            )
        );
        oracle.price();
    }

    /// The field is deprecated: an old value in it must not stop the oracle.
    function test_price_IgnoresAnsweredInRound() public {
        RawSource feed = new RawSource();
        feed.setAnswer(IAggregatorFeed.decimals.selector, abi.encode(uint8(8)));
        feed.setAnswer(
            IAggregatorFeed.latestRoundData.selector,
            abi.encode(uint80(9), int256(60_000e8), blockTime(), blockTime(), uint80(0))
        );
        FeedOracle.Config memory config = _config();
        config.base.feed = address(feed);
        assertEq(new FeedOracle(config).price(), 6e38);
    }
}

contract FeedOracleAnswerTest is FeedOracleBase {
    FeedOracle internal oracle;

    function setUp() public override {
        super.setUp();
        skipTime(30 days);
        btcFeed.set(60_000e8);
        usdcFeed.set(1e8);
        oracle = _oracle();
    }

    function _expectRevertOfBoth(bytes memory expected) private {
        vm.expectRevert(expected);
        oracle.price();
        vm.expectRevert(expected);
        oracle.bounds();
    }

    function test_price_AcceptsTheOldestAllowedAnswer() public {
        vm.warp(blockTime() + MAX_AGE);
        assertEq(oracle.price(), 6e38);
    }

    function test_price_revertsWhen_BaseIsStale() public {
        btcFeed.setAt(60_000e8, uint64(blockTime() - MAX_AGE - 1));
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.StalePrice.selector, address(btcFeed), MAX_AGE + 1, MAX_AGE
            )
        );
    }

    function test_price_revertsWhen_QuoteIsStale() public {
        usdcFeed.setAt(1e8, uint64(blockTime() - MAX_AGE - 1));
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.StalePrice.selector, address(usdcFeed), MAX_AGE + 1, MAX_AGE
            )
        );
    }

    function test_price_UsesTheAgeOfEachFeed() public {
        FeedOracle.Config memory config = _config();
        config.quote.maxAge = 25 hours;
        oracle = new FeedOracle(config);
        vm.warp(blockTime() + 24 hours);
        btcFeed.set(60_000e8);
        assertEq(oracle.price(), 6e38);
        vm.warp(blockTime() + MAX_AGE + 1);
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.StalePrice.selector, address(btcFeed), MAX_AGE + 1, MAX_AGE
            )
        );
    }

    /// The age counts from `updatedAt`; when the round began does not matter.
    function test_price_IgnoresStartedAt() public {
        vm.etch(address(btcFeed), address(new RawSource()).code);
        RawSource raw = RawSource(address(btcFeed));
        uint256 time = blockTime();
        bytes memory round = abi.encode(uint80(1), int256(60_000e8), 1, time, uint80(1));
        raw.setAnswer(IAggregatorFeed.latestRoundData.selector, round);
        assertEq(oracle.price(), 6e38);
        round = abi.encode(uint80(1), int256(60_000e8), time, time - MAX_AGE - 1, uint80(1));
        raw.setAnswer(IAggregatorFeed.latestRoundData.selector, round);
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.StalePrice.selector, address(btcFeed), MAX_AGE + 1, MAX_AGE
            )
        );
    }

    function test_price_revertsWhen_AnswerIsFromTheFuture() public {
        btcFeed.setAt(60_000e8, uint64(blockTime() + 1));
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.AnswerFromFuture.selector,
                address(btcFeed),
                blockTime() + 1,
                blockTime()
            )
        );
    }

    function test_price_revertsWhen_RoundIsIncomplete() public {
        usdcFeed.setAt(1e8, 0);
        _expectRevertOfBoth(
            abi.encodeWithSelector(FeedOracle.IncompleteRound.selector, address(usdcFeed))
        );
    }

    function test_price_revertsWhen_AnswerIsZero() public {
        btcFeed.set(0);
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.NonPositiveAnswer.selector, address(btcFeed), int256(0)
            )
        );
    }

    function test_price_revertsWhen_AnswerIsNegative() public {
        usdcFeed.set(-1);
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.NonPositiveAnswer.selector, address(usdcFeed), int256(-1)
            )
        );
    }

    function test_price_AcceptsAnswersJustInsideTheBounds() public {
        btcFeed.set(1_000e8 + 1);
        assertGt(oracle.price(), 1e37);
        btcFeed.set(1_000_000e8 - 1);
        assertLt(oracle.price(), 1e40);
    }

    /// An aggregator that truncates to 1,000 answers exactly 1,000: that is no price.
    function test_price_revertsWhen_AnswerIsTruncatedLow() public {
        btcFeed.set(1_000e8);
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.PriceOutOfBounds.selector,
                address(btcFeed),
                1_000e8,
                1_000e8,
                1_000_000e8
            )
        );
    }

    function test_price_revertsWhen_AnswerIsTruncatedHigh() public {
        usdcFeed.set(2e8);
        _expectRevertOfBoth(
            abi.encodeWithSelector(
                FeedOracle.PriceOutOfBounds.selector, address(usdcFeed), 2e8, 0.5e8, 2e8
            )
        );
    }

    function test_price_revertsWhen_FeedHasNoCode() public {
        vm.etch(address(btcFeed), "");
        _expectRevertOfBoth(
            abi.encodeWithSelector(FeedOracle.FeedFailed.selector, address(btcFeed))
        );
    }

    function test_price_revertsWhen_FeedReverts() public {
        RawSource dead = new RawSource();
        vm.etch(address(usdcFeed), address(dead).code);
        RawSource(address(usdcFeed)).setRefusing(IAggregatorFeed.latestRoundData.selector);
        _expectRevertOfBoth(
            abi.encodeWithSelector(FeedOracle.FeedFailed.selector, address(usdcFeed))
        );
    }

    function test_price_revertsWhen_FeedAnswersTooLittle() public {
        RawSource short = new RawSource();
        vm.etch(address(usdcFeed), address(short).code);
        RawSource(address(usdcFeed))
            .setAnswer(IAggregatorFeed.latestRoundData.selector, new bytes(0x9f));
        _expectRevertOfBoth(
            abi.encodeWithSelector(FeedOracle.FeedFailed.selector, address(usdcFeed))
        );
    }

    /// A megabyte of answer costs the feed, not the reader: nothing beyond five words is copied.
    function test_price_CopesWithALongAnswer() public {
        uint256 time = blockTime();
        bytes memory round = abi.encode(uint80(1), int256(1e8), time, time, uint80(1));
        RawSource long = new RawSource();
        vm.etch(address(usdcFeed), address(long).code);
        RawSource(address(usdcFeed))
            .setAnswer(
                IAggregatorFeed.latestRoundData.selector, bytes.concat(round, new bytes(10_000))
            );
        assertEq(oracle.price(), 6e38);
    }
}
