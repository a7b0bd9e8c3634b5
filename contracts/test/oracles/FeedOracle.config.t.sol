// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SettableFeed} from "../../local/SettableFeed.sol";
import {FeedOracle} from "../../src/oracles/FeedOracle.sol";
import {SequencerUptime} from "../../src/oracles/SequencerUptime.sol";
import {IAggregatorFeed} from "../../src/oracles/StaticRead.sol";
import {PlainToken} from "../tokens/PlainToken.sol";
import {FeedOracleBase} from "./FeedOracleBase.sol";
import {RawSource} from "./RawSource.sol";

contract FeedOracleSequencerTest is FeedOracleBase {
    uint32 internal constant GRACE = 30 minutes;

    SettableFeed internal sequencer;
    FeedOracle internal oracle;

    function setUp() public override {
        super.setUp();
        sequencer = new SettableFeed(0, 0);
        skipTime(1 days);
        btcFeed.set(60_000e8);
        usdcFeed.set(1e8);
        FeedOracle.Config memory config = _config();
        config.sequencer = address(sequencer);
        config.grace = GRACE;
        oracle = new FeedOracle(config);
    }

    function test_price_WhenSequencerIsUp() public view {
        assertEq(oracle.price(), 6e38);
    }

    function test_price_revertsWhen_SequencerIsDown() public {
        sequencer.set(1);
        uint256 downSince = blockTime();
        vm.expectRevert(abi.encodeWithSelector(SequencerUptime.SequencerDown.selector, downSince));
        oracle.price();
    }

    function test_price_revertsWhen_SequencerIsJustUp() public {
        uint256 upSince = blockTime();
        sequencer.set(0);
        vm.warp(upSince + GRACE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(SequencerUptime.SequencerGrace.selector, upSince, GRACE)
        );
        oracle.bounds();
        vm.warp(upSince + GRACE);
        assertEq(oracle.price(), 6e38, "after the grace time");
    }

    function test_constructor_revertsWhen_SequencerIsDown() public {
        sequencer.set(1);
        FeedOracle.Config memory config = oracle.config();
        uint256 downSince = blockTime();
        vm.expectRevert(abi.encodeWithSelector(SequencerUptime.SequencerDown.selector, downSince));
        new FeedOracle(config);
    }
}

contract FeedOracleConstructorTest is FeedOracleBase {
    function _refuses(FeedOracle.Config memory config, bytes memory expected) private {
        vm.expectRevert(expected);
        new FeedOracle(config);
    }

    function test_constructor_revertsWhen_NoBaseFeed() public {
        FeedOracle.Config memory config = _config();
        config.base = _noLeg();
        _refuses(config, abi.encodeWithSelector(FeedOracle.NoBaseFeed.selector));
    }

    function test_constructor_revertsWhen_QuoteLimitsWithoutFeed() public {
        FeedOracle.Config memory config = _config();
        config.quote.feed = address(0);
        _refuses(
            config,
            abi.encodeWithSelector(FeedOracle.QuoteWithoutFeed.selector, MAX_AGE, 0.5e8, 2e8)
        );
        config.quote = FeedOracle.Leg(address(0), 0, 1, 0);
        _refuses(config, abi.encodeWithSelector(FeedOracle.QuoteWithoutFeed.selector, 0, 1, 0));
        config.quote = FeedOracle.Leg(address(0), 0, 0, 1);
        _refuses(config, abi.encodeWithSelector(FeedOracle.QuoteWithoutFeed.selector, 0, 0, 1));
    }

    function test_constructor_revertsWhen_MaxAgeIsOutOfRange() public {
        FeedOracle.Config memory config = _config();
        uint32[2] memory ages = [uint32(0), 30 days + 1];
        for (uint256 i; i < ages.length; i++) {
            config.quote.maxAge = ages[i];
            _refuses(
                config,
                abi.encodeWithSelector(
                    FeedOracle.InvalidMaxAge.selector, address(usdcFeed), ages[i], 30 days
                )
            );
        }
        config.quote.maxAge = 30 days;
        assertEq(new FeedOracle(config).price(), 6e38);
    }

    function test_constructor_revertsWhen_BoundsAreEmpty() public {
        FeedOracle.Config memory config = _config();
        uint128[2][4] memory ranges =
            [[uint128(0), 2e8], [uint128(2e8), 1e8], [uint128(1e8), 1e8], [uint128(1e8), 1e8 + 1]];
        for (uint256 i; i < ranges.length; i++) {
            config.base = _leg(address(btcFeed), ranges[i][0], ranges[i][1]);
            _refuses(
                config,
                abi.encodeWithSelector(
                    FeedOracle.InvalidAnswerRange.selector,
                    address(btcFeed),
                    ranges[i][0],
                    ranges[i][1]
                )
            );
        }
    }

    function test_constructor_revertsWhen_GraceWithoutSequencer() public {
        FeedOracle.Config memory config = _config();
        config.grace = 1 hours;
        _refuses(
            config, abi.encodeWithSelector(FeedOracle.InvalidGrace.selector, address(0), 1 hours)
        );
    }

    function test_constructor_revertsWhen_SequencerWithoutGrace() public {
        FeedOracle.Config memory config = _config();
        config.sequencer = address(usdcFeed);
        _refuses(
            config, abi.encodeWithSelector(FeedOracle.InvalidGrace.selector, address(usdcFeed), 0)
        );
    }

    function test_constructor_revertsWhen_NoDecimals() public {
        address nobody = makeAddr("nobody");
        FeedOracle.Config memory config = _config();
        config.collateral = nobody;
        _refuses(config, abi.encodeWithSelector(FeedOracle.NoDecimals.selector, nobody));

        RawSource refusing = new RawSource();
        refusing.setRefusing(IAggregatorFeed.decimals.selector);
        config = _config();
        config.loanToken = address(refusing);
        _refuses(config, abi.encodeWithSelector(FeedOracle.NoDecimals.selector, refusing));
    }

    function test_constructor_revertsWhen_DecimalsAreTooMany() public {
        FeedOracle.Config memory config = _config();
        config.loanToken = address(new PlainToken(37));
        _refuses(
            config,
            abi.encodeWithSelector(FeedOracle.DecimalsTooHigh.selector, config.loanToken, 37, 36)
        );
    }

    /// 264 cut to eight bits would be 8, a believable number.
    function test_constructor_revertsWhen_DecimalsAreNoByte() public {
        RawSource wide = new RawSource();
        wide.setAnswer(IAggregatorFeed.decimals.selector, abi.encode(uint256(264)));
        FeedOracle.Config memory config = _config();
        config.base.feed = address(wide);
        _refuses(
            config,
            abi.encodeWithSelector(FeedOracle.DecimalsTooHigh.selector, address(wide), 264, 36)
        );
    }

    /// 36 + 36 (loan) + 6 (quote feed) - 0 - 0 = 78, and 10^78 is above 2^256.
    function test_constructor_revertsWhen_ScaleOverflows() public {
        FeedOracle.Config memory config = _config();
        config.collateral = address(new PlainToken(0));
        config.loanToken = address(new PlainToken(36));
        config.base.feed = address(new SettableFeed(0, 60_000));
        config.quote.feed = address(new SettableFeed(6, 1e6));
        _refuses(config, abi.encodeWithSelector(FeedOracle.ScaleOverflow.selector, 78, 77));
    }

    /// 0-decimal collateral at up to 1,000,000 USD in a 36-decimal token at 0.5 USD: 2e78.
    function test_constructor_revertsWhen_PriceRangeOverflows() public {
        FeedOracle.Config memory config = _config();
        config.collateral = address(new PlainToken(0));
        config.loanToken = address(new PlainToken(36));
        _refuses(
            config,
            abi.encodeWithSelector(
                FeedOracle.PriceRangeOverflow.selector, 1_000_000e8 - 1, 0.5e8 + 1
            )
        );
    }

    /// 36-decimal collateral at 1 USD and some, 0-decimal loan token at up to 2 USD, feeds alike:
    /// lowest is floor((1e8 + 1) * 10^(36 + 8 + 0 - 8 - 36) / (2e8 - 1)) = 0.
    function test_constructor_revertsWhen_PriceIsTooCoarse() public {
        FeedOracle.Config memory config = _config();
        config.collateral = address(new PlainToken(36));
        config.loanToken = address(new PlainToken(0));
        config.base.minAnswer = 1e8;
        _refuses(config, abi.encodeWithSelector(FeedOracle.PriceTooCoarse.selector, 0, 1e6));
    }

    function test_constructor_revertsWhen_AFeedIsDead() public {
        FeedOracle.Config memory config = _config();
        usdcFeed.setAt(1e8, 0);
        _refuses(
            config, abi.encodeWithSelector(FeedOracle.IncompleteRound.selector, address(usdcFeed))
        );
    }
}
